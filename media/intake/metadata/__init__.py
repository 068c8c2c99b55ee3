"""Photo metadata: reads XMP, IPTC and EXIF, and writes a small XMP packet for public files."""

from media.intake.metadata import exif, iptc, xmp


def read(image):
    """The PhotoMetadata of an open Pillow image. XMP wins over IPTC, IPTC over EXIF.

    Raises nothing: a photo whose metadata is broken is accepted without them.
    """
    return xmp.read(image).or_else(iptc.read(image)).or_else(exif.read(image))
