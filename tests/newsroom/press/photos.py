"""Pictures of snapshots for tests of the press, without the desk."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from newsroom.press.picture_sizes import FORMATS, LAYOUTS
from newsroom.press.snapshot import Picture, PictureFile


def make_picture(place=7, caption="新铺的石阶", credit="苏禾", *, ratio=(3, 2), **changes):
    """A Picture with all files that the layouts use."""
    widths = {(crop.shape, w) for crops in LAYOUTS.values() for crop in crops for w in crop.widths}
    files = tuple(
        PictureFile(_name(caption, shape, width, format), shape, format, width, height)
        for shape, width in sorted(widths)
        for format in FORMATS
        for height in [_height(shape, width, ratio)]
    )
    return Picture(place, caption, credit, **{"files": files, "colour": "#aa5500", **changes})


def put_in_public(picture):
    """Put the picture's files into public storage; the content of each is the caption."""
    for file in picture.files:
        if not storages["public"].exists(file.name):
            storages["public"].save(file.name, ContentFile(picture.caption.encode()))


def _name(*parts):
    digest = hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()
    return f"{digest}.{parts[-1]}"


def _height(shape, width, ratio):
    across, down = ratio if shape == "whole" else map(int, shape.split("x"))
    return round(width * down / across)
