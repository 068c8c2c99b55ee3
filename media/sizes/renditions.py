"""Makes the prepared sizes (renditions) of a photo from its file."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from media.intake.metadata import xmp
from media.models import Rendition
from media.sizes.scaling import reduce_image, turned
from media.sizes.shapes import CENTRE, ENCODINGS, SHAPES, WHOLE

SRGB = ImageCms.createProfile("sRGB")
LARGEST_WIDTH = max(shape.widths[-1] for shape in SHAPES)


def required_sizes(photo, focus):
    """The sizes that SHAPES and ENCODINGS ask for: {shape: {(file extension, width)}}."""
    return {
        shape: {
            (encoding.extension, size[0])
            for size in _sizes(shape, (photo.width, photo.height), focus)
            for encoding in ENCODINGS
        }
        for shape in SHAPES
    }


def missing_shapes(photo, focus):
    """The shapes of which the photo's file lacks at least one size at that focal point."""
    existing: dict[str, set[tuple[str, int]]] = {}
    for rendition in Rendition.objects.for_file(photo.sha256, focus, photo.ai_generated):
        existing.setdefault(rendition.shape, set()).add((rendition.format, rendition.width))
    required = required_sizes(photo, focus)
    return [shape for shape, sizes in required.items() if sizes - existing.get(shape.name, set())]


def prepare(photo, focus):
    """Make and store the missing sizes of the photo's file, cropped around `focus`.

    `focus` is (across, down) in thousandths. It is safe to call again.
    """
    shapes = missing_shapes(photo, focus)
    if not shapes:
        return
    with photo.original.open() as file:
        encoded = encode(file, shapes, focus, (photo.width, photo.height), xmp.packet(photo))
        rows = [_rendition(photo, focus, *one) for one in encoded]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)


def encode(file, shapes, focus, size, packet):
    """Crop, scale and encode the image in an open file. Yields (shape, encoding, size, bytes).

    `size` is (width, height) of the upright image, `packet` the XMP to write into each file. The
    file is decoded once, a JPEG at the smallest sufficient scale; within a shape, each size is
    made from the next larger one.
    """
    image = scale_down(upright(Image.open(file)), shapes, focus)
    for shape in shapes:
        for crop in crops(image, shape, focus, size):
            for encoding in ENCODINGS:
                encoded = BytesIO()
                crop.save(encoded, encoding.pillow, xmp=packet, **encoding.options)
                yield shape, encoding, crop.size, encoded.getvalue()


def upright(image):
    """The image decoded, rotated by its EXIF orientation, in sRGB, on white where transparent.

    It may be scaled down, but stays large enough for every size.
    """
    # Both sides are kept large enough, as the image may be rotated afterwards.
    image.draft(None, (LARGEST_WIDTH, LARGEST_WIDTH))
    image = reduce_image(image, min(image.size) // (LARGEST_WIDTH * 2))
    profile = image.info.get("icc_profile")
    return _opaque(_in_srgb(turned(image), profile))


def scale_down(image, shapes, focus):
    """The image at the smallest scale that still serves the largest size of every shape."""
    scale = max(s.widths[-1] / _box_size(s.box(*image.size, focus))[0] for s in shapes)
    if scale >= 1:
        return image
    smaller = [max(1, round(side * scale)) for side in image.size]
    return image.resize(smaller, Image.Resampling.LANCZOS, reducing_gap=2)


def crops(image, shape, focus, size):
    """Yield the sizes of one shape, largest first. `size` is that of the original image."""
    crop = image.crop(shape.box(*image.size, focus))
    for wanted in reversed(_sizes(shape, size, focus)):
        if wanted != crop.size:
            crop = crop.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=2)
        yield crop


def _sizes(shape, size, focus):
    """The sizes in a shape for an image of that size: (width, height) pairs, ascending."""
    return shape.sizes(*_box_size(shape.box(*size, focus)))


def _box_size(box):
    left, top, right, bottom = box
    return right - left, bottom - top


def _in_srgb(image, profile):
    """The image converted from its ICC profile (bytes, or None) to sRGB."""
    if image.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        image = image.convert("RGB")  # 16 bits, Lab and the like
    if image.mode == "LA":
        image = image.convert("RGBA")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(profile))
            return ImageCms.profileToProfile(image, profile, SRGB, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass  # an unreadable profile: treat the image as sRGB
    return image


def _opaque(image):
    """The image in mode RGB, with white behind transparent parts."""
    if image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")


def _rendition(photo, focus, shape, encoding, size, content):
    """An unsaved Rendition whose file is stored."""
    name = f"{hashlib.sha256(content).hexdigest()}.{encoding.extension}"
    storage = Rendition.file.field.storage
    if not storage.exists(name):
        storage.save(name, ContentFile(content))
    focus_x, focus_y = (CENTRE, CENTRE) if shape is WHOLE else focus
    return Rendition(
        original_sha256=photo.sha256,
        shape=shape.name,
        focus_x=focus_x,
        focus_y=focus_y,
        ai_generated=photo.ai_generated,  # it is in the packet of the file
        format=encoding.extension,
        width=size[0],
        height=size[1],
        file=name,
        size=len(content),
        colour=photo.colour,
    )
