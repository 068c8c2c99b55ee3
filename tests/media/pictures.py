"""Pictures drawn for tests: files as cameras and strangers send them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

ENDINGS = {
    "JPEG": "jpg",
    "PNG": "png",
    "WEBP": "webp",
    "AVIF": "avif",
    "HEIF": "heic",
    "TIFF": "tif",
}


def drawn(size=(1200, 800), mode="RGB", colour="steelblue"):
    """A picture with something to see: a disc on a sloping ground."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    pen = ImageDraw.Draw(image)
    width, height = size
    ink = colour if mode.startswith("RGB") else 200
    pen.ellipse((width // 4, height // 4, width // 2, height // 2), fill=ink)
    return image


def encoded(image=None, format="JPEG", **options):
    """The bytes of the picture in a format of Pillow's."""
    out = BytesIO()
    (image or drawn()).save(out, format, **options)
    return out.getvalue()


def upload(content=None, name=None, format="JPEG", **options):
    """An uploaded file, as a form hands it on."""
    content = encoded(format=format, **options) if content is None else content
    return SimpleUploadedFile(name or f"夜校.{ENDINGS[format]}", content)
