"""The AI mark where no other record has it: comments, texts of a PNG, a signed C2PA manifest."""

from media.intake.metadata.ai_marks import (
    AiMark,
    mark_in_bytes,
    mark_in_texts,
    parse_aigc,
    strongest,
)
from media.intake.metadata.fields import PhotoMetadata

MARK_NAMES = ("aigc", "tc260:aigc")  # of a PNG text, in lower case
XMP_NAME = "XML:com.adobe.xmp"


def read(image):
    """The PhotoMetadata in those places of an open Pillow image. Raises READ_ERRORS."""
    comment = image.info.get("comment", b"")
    marks = [mark_in_bytes(comment)] if isinstance(comment, bytes) else []
    if image.format == "PNG":
        # Pillow decodes the image for it, as texts may stand behind the pixels.
        marks += [_mark_of_text(name, text) for name, text in image.text.items()]
        marks += [mark_in_bytes(data) for name, data in image.private_chunks if name == b"caBX"]
    manifests = [data for name, data in getattr(image, "applist", ()) if name == "APP11"]
    return PhotoMetadata(ai_mark=strongest([*marks, mark_in_bytes(b"".join(manifests))]))


def _mark_of_text(name, text):
    if name == XMP_NAME:
        return AiMark()
    if name.lower() in MARK_NAMES:
        return AiMark(aigc=parse_aigc(text))
    return mark_in_texts([text])
