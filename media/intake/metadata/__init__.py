"""What a picture says of itself: XMP, IPTC and EXIF in, a small XMP packet out."""

from media.intake.metadata import exif, iptc, xmp


def read(image):
    """The words of an open Pillow image, a Said. XMP wins over IPTC, IPTC over EXIF.

    What can't be made sense of is passed over: a picture with broken words is still a picture.
    """
    return xmp.read(image).or_else(iptc.read(image)).or_else(exif.read(image))
