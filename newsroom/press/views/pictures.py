"""The picture files of live stories, which each request checks, and the logo of the paper."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponseGone
from django.views.decorators.http import require_safe

from newsroom.core.masthead import site_information
from newsroom.press.models import PublicFile
from newsroom.press.picture_sizes import FORMATS

MEDIA_TYPES = {**FORMATS, "png": "image/png"}
# The file name is the hash of its bytes, so browsers may keep a file forever. Shared caches ask
# again, so that the file of a withdrawn story is gone from them within a minute.
CACHE_CONTROL = "public, max-age=31536000, s-maxage=60, immutable"


@require_safe
def picture_file(request, name):
    """The file while a live version shows it, 410 if an ended one did, else 404."""
    if not PublicFile.objects.live().filter(name=name).exists():
        if PublicFile.objects.ended().filter(name=name).exists():
            return HttpResponseGone()
        raise Http404
    response = file_response("public", name)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


@require_safe
def logo_file(request, name):
    """The file of the paper's logo; 404 for every other name, those of earlier logos, too."""
    if name != site_information().logo:
        raise Http404
    response = file_response("public", name)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return response


def file_response(storage, name):
    """A response with a file of the storage with that alias. Raises Http404 if it is missing."""
    try:
        file = storages[storage].open(name)
    except FileNotFoundError:
        raise Http404 from None
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2])
    response = FileResponse(file, content_type=media_type or "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
