"""Pictures for the eyes of the desk: a private size of each, and the file as it came in."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from PIL import Image

from media.intake.metadata.fields import BROKEN
from media.models import Rendition
from media.sizes.renditions import upright
from media.sizes.shapes import WHOLE

# Pixels across that each preview wants at least.
SIZES = {"small": 480, "large": 1600}
KEPT = "private, max-age=604800, immutable"  # its address names the file
PASSING = "private, max-age=10"  # until the job has made the real one
# Of another format than JPEG, which can be decoded small, no larger one is decoded for a look.
MOST_PIXELS = 16 * 10**6


def address(photo, size):
    """Where the desk loads a preview from; another file has another address."""
    url = reverse("admin:media_photo_image", args=[photo.pk, size])
    return f"{url}?file={photo.sha256[:16]}" if photo.sha256 else ""


def preview(photo, size):
    """The response that shows the photo at that size of SIZES. Raises Http404."""
    if not photo.original or size not in SIZES:
        raise Http404
    if rendition := _prepared(photo, SIZES[size]):
        try:
            return _private(FileResponse(rendition.file.open(), content_type="image/webp"), KEPT)
        except FileNotFoundError:
            pass  # lost on the disk: `check_media` makes it anew
    return _private(HttpResponse(_scaled(photo, SIZES[size]), content_type="image/jpeg"), PASSING)


def original(photo):
    """The response that hands the file over as it came in, to be saved. Raises Http404."""
    if not photo.original:
        raise Http404
    try:
        file = photo.original.open()
    except FileNotFoundError:
        raise Http404 from None
    name = photo.file_name or photo.original.name
    response = FileResponse(
        file, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    return _private(response, "private, no-store")


def preparing(photos):
    """Those of the photos whose sizes the job has still to make."""
    done = Rendition.objects.filter(
        source__in=[photo.sha256 for photo in photos if photo.sha256], shape=WHOLE.name
    )
    sources = set(done.values_list("source", flat=True))
    return [photo for photo in photos if photo.sha256 and photo.sha256 not in sources]


def _prepared(photo, width):
    """The smallest prepared size that is wide enough, or else the widest."""
    sizes = list(
        Rendition.objects.filter(source=photo.sha256, shape=WHOLE.name, format="webp").order_by(
            "width"
        )
    )
    return next((size for size in sizes if size.width >= width), sizes[-1] if sizes else None)


def _scaled(photo, width):
    """A JPEG made in passing; of what is too costly for that, only its colour."""
    image = Image.new("RGB", (16, max(1, 16 * photo.height // photo.width)), photo.colour)
    if photo.format == "JPEG" or photo.width * photo.height <= MOST_PIXELS:
        try:
            with photo.original.open() as file:
                image = upright(Image.open(file))
        except FileNotFoundError:
            raise Http404 from None
        except BROKEN:
            pass  # damaged on our disk: its colour still tells where it would be
    image.thumbnail((width, width))
    out = BytesIO()
    image.save(out, "JPEG", quality=78)
    return out.getvalue()


def _private(response, kept):
    response.headers["Cache-Control"] = kept
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
