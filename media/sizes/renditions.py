"""Makes the prepared sizes (renditions) of a photo from its file."""

import hashlib
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image

from media import stored_files
from media.intake.metadata import xmp
from media.models import Rendition
from media.sizes.decoding import decoding
from media.sizes.orientation import turned
from media.sizes.pixels import PROFILE_IS_BROKEN, in_srgb, on_white
from media.sizes.scaling import reduce_image
from media.sizes.shapes import CENTRE, ENCODINGS, SHAPES, WHOLE

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

    `focus` is (across, down) in thousandths. It is safe to call again, and at the same time.
    Returns whether colours could be converted, False for a broken profile. Raises Undecodable if
    the file is at fault; other exceptions are trouble of the machine.
    """
    shapes = missing_shapes(photo, focus)
    if not shapes:
        return True
    with photo.original.open() as file:
        image = decode(file)
        sizes = encode(image, shapes, focus, photo)
        rows = [_stored(*_rendition(photo, focus, *size)) for size in sizes]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True)
    return not image.info.get(PROFILE_IS_BROKEN)


def remake(photo, focus):
    """Make all sizes of the photo again, and give each Rendition its lost file back.

    The same photo gives the same bytes, whichever sizes are lost. Where they differ nevertheless,
    because the photo's credit or Pillow changed, the Rendition gets the new file.
    """
    existing = {
        (row.shape, row.format, row.width): row
        for row in Rendition.objects.for_file(photo.sha256, focus, photo.ai_generated)
    }
    with photo.original.open() as file:
        for made in encode(decode(file), SHAPES, focus, photo):
            new, content = _rendition(photo, focus, *made)
            row = existing.get((new.shape, new.format, new.width), new)
            if row.pk and _is_intact(row):
                continue
            _stored(new, content)
            row.file, row.size = new.file.name, new.size
            row.save()


def decode(file):
    """The upright image in the open file of a picture. Raises Undecodable."""
    with decoding(_("The picture is damaged or not complete: copy it from the camera again.")):
        return upright(Image.open(file))


def encode(image, shapes, focus, photo):
    """Crop, scale and encode the upright image. Yields (shape, encoding, size, bytes).

    `photo` is the Photo whose size the original has, and whose credit is written into each file.
    Within a shape, each size is made from the next larger one. The bytes of a shape are the same
    whichever others are made with it. Raises Undecodable.
    """
    size, packet = (photo.width, photo.height), xmp.packet(photo)
    with decoding(_("The sizes of this picture cannot be made: export it again as JPEG.")):
        image = scale_down(image, focus)
        for shape in shapes:
            for crop in crops(image, shape, focus, size):
                for encoding in ENCODINGS:
                    encoded = BytesIO()
                    crop.save(encoded, encoding.pillow, xmp=packet, **encoding.options)
                    yield shape, encoding, crop.size, encoded.getvalue()


def upright(image):
    """The image decoded, rotated by its EXIF orientation, in sRGB, on white where transparent.

    It may be scaled down, but stays large enough for every size. Of a JPEG, only that is decoded.
    """
    # Both sides are kept large enough, as the image may be rotated afterwards.
    image.draft(None, (LARGEST_WIDTH, LARGEST_WIDTH))
    image = reduce_image(image, min(image.size) // (LARGEST_WIDTH * 2))
    profile = image.info.get("icc_profile")
    return in_srgb(on_white(turned(image)), profile)


def scale_down(image, focus):
    """The image at the smallest scale that still serves the largest size of every shape."""
    width, height = image.size
    scale = max(s.widths[-1] / _box_size(s.box(width, height, focus))[0] for s in SHAPES)
    if scale >= 1:
        return image
    smaller = [max(1, round(side * scale)) for side in (width, height)]
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


def _rendition(photo, focus, shape, encoding, size, content):
    """(an unsaved Rendition, the content of its file)."""
    focus_x, focus_y = (CENTRE, CENTRE) if shape is WHOLE else focus
    rendition = Rendition(
        original_sha256=photo.sha256,
        shape=shape.name,
        focus_x=focus_x,
        focus_y=focus_y,
        ai_generated=photo.ai_generated,  # it is in the packet of the file
        format=encoding.extension,
        width=size[0],
        height=size[1],
        file=f"{hashlib.sha256(content).hexdigest()}.{encoding.extension}",
        size=len(content),
        colour=photo.colour,
    )
    return rendition, content


def _stored(rendition, content):
    """The Rendition, now that its file is stored."""
    stored_files.store(rendition.file.storage, rendition.file.name, ContentFile(content))
    return rendition


def _is_intact(rendition):
    return stored_files.is_intact(rendition.file.storage, rendition.file.name, rendition.size)
