"""JSON for the photo choosers of a story's form and of the board of captions without a picture."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from media import permissions, search
from media.models import Photo
from media.sizes import previews
from newsroom.desk import policy
from newsroom.desk.photos import own_pictures
from newsroom.desk.photos.rights import ShownPhoto

PAGE_SIZE = 24


@require_GET
def photos(request):
    """The photos that the user may put into a story, newest first.

    In the query, `photo` is the id of one photo, `q` the words to search for, and `before` the
    id of the last photo of the previous page.
    """
    if not policy.may_file(request.user):
        raise PermissionDenied
    return _photos(request)


@require_GET
def library(request):
    """The same for the board of captions without a picture: for those who may edit photos."""
    if not permissions.may_edit(request.user):
        raise PermissionDenied
    return _photos(request)


def _photos(request):
    found = list(_filtered(selectable_photos(request.user), request.GET)[: PAGE_SIZE + 1])
    return JsonResponse(
        {
            "photos": [_photo_data(photo, request.user) for photo in found[:PAGE_SIZE]],
            "older": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        }
    )


def selectable_photos(user):
    """A queryset of the photos with a file that the user may put into a story."""
    return permissions.visible_to(user, Photo.objects.exclude(original=""))


def _filtered(photos, query):
    for name, lookup in (("photo", "pk"), ("before", "pk__lt")):
        if query.get(name, "").isdecimal():
            photos = photos.filter(**{lookup: query[name]})
    return search.matching(photos, query.get("q", "")).order_by("-pk")


def _photo_data(photo, user):
    """What the form shows of the photo.

    `blocking` says why it may not be published today; `own_url` is where the user may state that
    it is the paper's own picture, empty if that is not offered.
    """
    own_url = reverse("admin:media_photo_own", args=[photo.pk])
    shown = ShownPhoto(photo.caption, photo.credit, photo)
    concerns = shown.concerns(timezone.localdate())
    return {
        "id": photo.pk,
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": photo.alt,
        "name": photo.file_name,
        "thumbnail": previews.preview_url(photo, "small"),
        "own_url": own_url if own_pictures.is_offered(user, photo) else "",
        "blocking": [concern.message for concern in concerns if concern.blocks],
    }
