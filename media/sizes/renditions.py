"""Preparing a picture: from its file to every size that the templates use."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps

from media.intake.metadata import xmp
from media.models import Rendition
from media.sizes.scaling import reduced
from media.sizes.shapes import CENTRE, ENCODINGS, SHAPES, WHOLE

SRGB = ImageCms.createProfile("sRGB")
LARGEST = max(shape.widths[-1] for shape in SHAPES)


def wanted(photo, focus):
    """What the recipes want of the photo's file: {shape: {(format, width)}}."""
    return {
        shape: {
            (encoding.extension, size[0])
            for size in _sizes(shape, (photo.width, photo.height), focus)
            for encoding in ENCODINGS
        }
        for shape in SHAPES
    }


def missing(photo, focus):
    """The shapes of which the photo's file lacks a prepared size at that focal point."""
    there = {}
    for rendition in Rendition.objects.of(photo.sha256, focus):
        there.setdefault(rendition.shape, set()).add((rendition.format, rendition.width))
    return [s for s, sizes in wanted(photo, focus).items() if sizes - there.get(s.name, set())]


def prepare(photo, focus):
    """Make the sizes that are missing of the photo's file, cropped around `focus`.

    Doing it again does nothing.
    """
    shapes = missing(photo, focus)
    if not shapes:
        return
    with photo.original.open() as file:
        made = make(file, shapes, focus, (photo.width, photo.height), xmp.packet(photo))
        rows = [_rendition(photo, focus, *one) for one in made]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)


def make(file, shapes, focus, size, packet):
    """Cut and encode an open file whose upright size is `size`, one size after the other.

    Decodes it once, JPEG at the smallest scale that serves, and scales it once for all shapes; the
    sizes of a shape are made each from the one above it. Yields (shape, encoding, size, bytes).
    """
    image = fitted(upright(Image.open(file)), shapes, focus)
    for shape in shapes:
        for piece in pieces(image, shape, focus, size):
            for encoding in ENCODINGS:
                encoded = BytesIO()
                piece.save(encoded, encoding.pillow, xmp=packet, **encoding.options)
                yield shape, encoding, piece.size, encoded.getvalue()


def upright(image):
    """The picture decoded, turned the way it was taken, in sRGB, on white where transparent."""
    # Both sides large enough: a picture that lies on its side is turned afterwards.
    image.draft(None, (LARGEST, LARGEST))
    # So is the shorter side when it is smaller: whatever is cut out of it serves every width.
    image = reduced(image, min(image.size) // (LARGEST * 2))
    profile = image.info.get("icc_profile")
    return _opaque(_in_srgb(ImageOps.exif_transpose(image), profile))


def fitted(image, shapes, focus):
    """The picture as small as the largest sizes of all the shapes allow."""
    scale = max(s.widths[-1] / _extent(s.box(*image.size, focus))[0] for s in shapes)
    if scale >= 1:
        return image
    smaller = [max(1, round(side * scale)) for side in image.size]
    return image.resize(smaller, Image.Resampling.LANCZOS, reducing_gap=2)


def pieces(image, shape, focus, size):
    """The sizes of one shape, largest first. `size` is that of the picture as it came in."""
    piece = image.crop(shape.box(*image.size, focus))
    for wanted in reversed(_sizes(shape, size, focus)):
        if wanted != piece.size:
            piece = piece.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2)
        yield piece


def _sizes(shape, size, focus):
    """What is made in a shape of a picture of that size: pairs of pixels, rising."""
    return shape.sizes(*_extent(shape.box(*size, focus)))


def _extent(box):
    left, top, right, bottom = box
    return right - left, bottom - top


def _in_srgb(image, profile):
    if image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        image = image.convert("RGB")  # 16 bits, Lab and the like
    if image.mode == "LA":
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


def _rendition(photo, focus, shape, encoding, size, content):
    """The row of a size, its file written."""
    name = f"{hashlib.sha256(content).hexdigest()}.{encoding.extension}"
    storage = Rendition._meta.get_field("file").storage
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    across, down = (CENTRE, CENTRE) if shape is WHOLE else focus
    return Rendition(
        source=photo.sha256,
        shape=shape.name,
        focus_x=across,
        focus_y=down,
        format=encoding.extension,
        width=size[0],
        height=size[1],
        file=name,
        size=len(content),
        colour=photo.colour,
    )
