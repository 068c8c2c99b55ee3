"""The texts of a PNG: the national mark of content made with AI."""

from media.intake.metadata.ai_marks import AiMark, parse_aigc
from media.intake.metadata.fields import PhotoMetadata


def read(image):
    """The PhotoMetadata in the texts of an open Pillow image. Raises READ_ERRORS."""
    if image.format != "PNG":
        return PhotoMetadata()
    # Pillow decodes the image for it, as texts may stand behind the pixels.
    return PhotoMetadata(ai_mark=AiMark(aigc=parse_aigc(image.text.get("AIGC", ""))))
