"""Responses with photos for the desk: private previews, and the original file."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from PIL import Image

from media.models import Rendition
from media.sizes.decoder_places import Busy, decoder_place
from media.sizes.decoding import Undecodable
from media.sizes.renditions import decode
from media.sizes.shapes import WHOLE

WIDTHS = {"small": 480, "large": 1600}  # {name of a preview: its least width in pixels}
CACHE_CONTROL = "private, max-age=604800, immutable"  # the URL changes with the file
TEMPORARY_CACHE_CONTROL = "private, max-age=10"  # until the job has made the prepared sizes
# A JPEG can be decoded at a reduced size. Larger files of other formats are not decoded here.
MAX_PIXELS = 16 * 10**6


def preview_url(photo, name):
    """The URL of a preview, a key of WIDTHS; empty while the photo has no file."""
    url = reverse("admin:media_photo_image", args=[photo.pk, name])
    return f"{url}?file={photo.sha256[:16]}" if photo.sha256 else ""


def preview_response(photo, name):
    """The response with a preview, a key of WIDTHS. Raises Http404."""
    if not photo.original or name not in WIDTHS:
        raise Http404
    width = WIDTHS[name]
    if rendition := _rendition(photo, width):
        try:
            file = rendition.file.open()
        except FileNotFoundError:
            pass  # lost on the disk: `check_media --repair` makes it again
        else:
            return _private(FileResponse(file, content_type="image/webp"), CACHE_CONTROL)
    content = _temporary_preview(photo, width)
    return _private(HttpResponse(content, content_type="image/jpeg"), TEMPORARY_CACHE_CONTROL)


def original_response(photo):
    """The response that downloads the original file. Raises Http404."""
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


def without_sizes(photos):
    """The photos of the list that have a file but no prepared sizes yet."""
    hashes = [photo.sha256 for photo in photos if photo.sha256]
    prepared = Rendition.objects.filter(original_sha256__in=hashes, shape=WHOLE.name)
    done = set(prepared.values_list("original_sha256", flat=True))
    return [photo for photo in photos if photo.sha256 and photo.sha256 not in done]


def _rendition(photo, width):
    """The smallest whole WebP rendition of at least that width, or the widest; None without any."""
    renditions = list(
        Rendition.objects.filter(
            original_sha256=photo.sha256, shape=WHOLE.name, format="webp"
        ).order_by("width")
    )
    wide_enough = (rendition for rendition in renditions if rendition.width >= width)
    return next(wide_enough, renditions[-1] if renditions else None)


def _temporary_preview(photo, width):
    """A JPEG made for this response, as bytes; an area of the mean colour if that costs too much.

    Raises Http404 if the original is missing.
    """
    image = Image.new("RGB", (16, max(1, 16 * photo.height // photo.width)), photo.colour)
    if photo.format == "JPEG" or photo.width * photo.height <= MAX_PIXELS:
        try:
            with decoder_place(wait=0), photo.original.open() as file:
                image = decode(file)
        except FileNotFoundError:
            raise Http404 from None
        except (Busy, Undecodable):
            pass  # too much to do at the moment, or the stored file is damaged: show its colour
    image.thumbnail((width, width))
    out = BytesIO()
    image.save(out, "JPEG", quality=78)
    return out.getvalue()


def _private(response, cache_control):
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
