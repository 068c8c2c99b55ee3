"""Image files for tests, in every format that may be uploaded."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

EXTENSIONS = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "HEIF": "heic",
    "TIFF": "tif",
}


def drawn(size=(1200, 800), mode="RGB", colour="steelblue"):
    """A Pillow image: a disc on a gradient; `size` is in pixels."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    draw = ImageDraw.Draw(image)
    width, height = size
    fill = colour if mode.startswith("RGB") else 200
    draw.ellipse((width // 4, height // 4, width // 2, height // 2), fill=fill)
    return image


def encoded(image=None, format="JPEG", **options):
    """The bytes of the Pillow image in one of Pillow's formats."""
    out = BytesIO()
    (image or drawn()).save(out, format, **options)
    return out.getvalue()


def upload(content=None, name=None, format="JPEG", **options):
    """An UploadedFile with that content, or with a drawn image."""
    content = encoded(format=format, **options) if content is None else content
    return SimpleUploadedFile(name or f"夜校.{EXTENSIONS[format]}", content)
