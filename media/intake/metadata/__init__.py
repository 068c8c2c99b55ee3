"""Photo metadata: reads XMP, IPTC, EXIF and PNG texts, and writes a packet for public files."""

from dataclasses import replace
from typing import Any

from media.intake.metadata import exif, iptc, other_places, xmp
from media.intake.metadata.fields import (
    LONGEST_TEXT,
    METADATA_FIELDS,
    READ_ERRORS,
    PhotoMetadata,
)

READERS = (xmp.read, iptc.read, exif.read, other_places.read)  # the first that has a field wins


def read(image):
    """The PhotoMetadata of an open Pillow image, its texts cut to LONGEST_TEXT.

    Raises nothing: a photo whose metadata is broken is accepted without them.
    """
    found = PhotoMetadata()
    for reader in READERS:
        found = found.or_else(_record(reader, image))
    texts = {name: getattr(found, name) for name in METADATA_FIELDS}
    cut: dict[str, Any] = {
        name: text[:LONGEST_TEXT] for name, text in texts.items() if isinstance(text, str)
    }
    return replace(found, **cut)


def _record(reader, image):
    """What one reader finds; nothing if the record is broken."""
    try:
        return reader(image)
    except READ_ERRORS:
        return PhotoMetadata()
