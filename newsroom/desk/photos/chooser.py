"""Pictures of the photo desk for a story's form: one that just came in, the newest, or by words."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from media import rights as photo_rights
from media import search
from media.models import Photo
from media.sizes import previews
from newsroom.desk import policy
from newsroom.desk.photos import rights

PAGE = 24


@require_GET
def photos(request):
    """The pictures that the person may put into a story, newest first, as JSON.

    `photo` asks for one by its id, `q` for those of which all words are said, `before` for the
    page after the one that ended with that id.
    """
    if not policy.may_file(request.user):
        raise PermissionDenied
    found = list(_found(request.GET, usable_by(request.user))[: PAGE + 1])
    return JsonResponse(
        {
            "photos": [_words(photo) for photo in found[:PAGE]],
            "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        }
    )


def usable_by(user):
    """The Photos with files that the person may put into a story."""
    return photo_rights.visible_to(user, Photo.objects.exclude(original=""))


def _found(asked, photos):
    for name, lookup in (("photo", "pk"), ("before", "pk__lt")):
        if asked.get(name, "").isdecimal():
            photos = photos.filter(**{lookup: asked[name]})
    return search.saying(photos, asked.get("q", "")).order_by("-pk")


def _words(photo):
    """What a new row of the form is filled with, and what bars the picture today."""
    shown = rights.Shown(photo.caption, photo.credit, photo)
    barring = [said.words for said in shown.concerns(timezone.localdate()) if said.bars]
    return {
        "id": photo.pk,
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
        "name": photo.file_name,
        "thumbnail": previews.address(photo, "small"),
        "barring": barring,
    }
