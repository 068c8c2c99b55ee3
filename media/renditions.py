"""Preparing a picture: from its file to every size that the templates use."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from media.metadata import xmp
from media.models import Rendition
from media.recipes import CENTRE, ENCODINGS, SHAPES, WHOLE

SRGB = ImageCms.createProfile("sRGB")
LARGEST = max(shape.widths[-1] for shape in SHAPES)


def missing(source, focus):
    """The shapes of which the file with that SHA-256 has no prepared sizes at that focal point."""
    there = set(Rendition.objects.of(source, focus).values_list("shape", flat=True))
    return [shape for shape in SHAPES if shape.name not in there]


def prepare(photo, focus):
    """Make the sizes that are missing of the photo's file, cropped around `focus`.

    Decodes the file once, JPEG at the smallest scale that serves; the sizes of a shape are made
    each from the one above it. Doing it again does nothing.
    """
    wanted = missing(photo.sha256, focus)
    if not wanted:
        return
    with photo.original.open() as file:
        image = upright(Image.open(file))
    packet = xmp.packet(photo)
    for shape in wanted:
        at = (CENTRE, CENTRE) if shape is WHOLE else focus
        rows = [
            _rendition(photo, shape, at, piece, encoding, packet)
            for piece in pieces(image, shape, at, photo.width)
            for encoding in ENCODINGS
        ]
        Rendition.objects.bulk_create(rows, ignore_conflicts=True)


def upright(image):
    """The picture decoded, turned the way it was taken, in sRGB, on white where transparent."""
    # Both sides large enough: a picture that lies on its side is turned afterwards.
    image.draft(None, (LARGEST, LARGEST))
    image.thumbnail((LARGEST * 4, LARGEST * 4), reducing_gap=2)
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    return _opaque(_in_srgb(image, profile))


def pieces(image, shape, focus, width):
    """The sizes of one shape, largest first. `width` is that of the whole picture as it came in."""
    piece = image.crop(shape.box(*image.size, focus))
    scale = width / image.width
    sizes = shape.sizes(min(piece.width, round(piece.width * scale)), piece.height)
    for size in reversed(sizes):
        if size != piece.size:
            piece = piece.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
        yield piece


def _in_srgb(image, profile):
    if image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK", "P", "PA"):
        image = image.convert("RGB")  # 16 bits, Lab and the like
    if image.mode in ("P", "PA", "LA"):
        image = image.convert("RGBA")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, profile, SRGB, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # a profile that can't be read: the numbers are taken for sRGB
    return image


def _opaque(image):
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")


def _rendition(photo, shape, focus, piece, encoding, packet):
    encoded = BytesIO()
    piece.save(encoded, encoding.pillow, xmp=packet, **encoding.options)
    content = encoded.getvalue()
    name = f"{hashlib.sha256(content).hexdigest()}.{encoding.extension}"
    storage = Rendition._meta.get_field("file").storage
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    return Rendition(
        source=photo.sha256,
        shape=shape.name,
        focus_x=focus[0],
        focus_y=focus[1],
        format=encoding.extension,
        width=piece.width,
        height=piece.height,
        file=name,
        size=len(content),
        colour=photo.colour,
    )
