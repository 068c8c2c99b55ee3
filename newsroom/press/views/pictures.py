"""The pictures of live stories: whether a file may be read is asked of the press each time."""

from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponseGone
from django.views.decorators.http import require_safe

from newsroom.press.models import PublicFile
from newsroom.press.picture_sizes import FORMATS

# Browsers keep a picture for good, its name being the hash of its bytes; shared caches ask again,
# so that a withdrawn one is gone from them within the minute.
CACHED = "public, max-age=31536000, s-maxage=60, immutable"


@require_safe
def public(request, name):
    """A file while a live version shows it, 410 once none does any more, else 404."""
    if not PublicFile.objects.live().filter(name=name).exists():
        if PublicFile.objects.ended().filter(name=name).exists():
            return HttpResponseGone()
        raise Http404
    response = served("public", name)
    response.headers["Cache-Control"] = CACHED
    return response


def served(place, name):
    """A response with that file of the storage `place`; raises Http404 if it is not there."""
    try:
        file = storages[place].open(name)
    except FileNotFoundError:
        raise Http404 from None
    kind = FORMATS.get(name.rpartition(".")[2])
    response = FileResponse(file, content_type=kind or "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
