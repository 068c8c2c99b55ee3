"""Panels of the first screen for photo editors: captions without pictures, rights that run out."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from media.badges import SOON, marks
from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk.admin.panels import base
from newsroom.desk.admin.panels.base import SHOWN, Item, Panel
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos.services import waiting_captions
from newsroom.press.models import Version


def captions(user):
    """The newest captions of stories in hand that wait for their pictures."""
    if not user.has_role(Role.PHOTO_EDITOR):
        return None
    board = reverse("admin:media_photo_waiting")
    items = [
        Item(
            str(story_photo),
            f"{board}#caption-{story_photo.pk}",
            detail=" · ".join(filter(None, [story_photo.credit, str(story_photo.story)])),
        )
        for story_photo in waiting_captions()[:SHOWN]
    ]
    return Panel(_("Captions that wait for their pictures"), "", items) if items else None


def expiring(user):
    """Pictures whose time runs out soon, or is over while readers still see them."""
    if not user.has_role(Role.PHOTO_EDITOR):
        return None
    today = timezone.localdate()
    live = Version.objects.filter(story_id=OuterRef("story")).live()
    seen = Exists(StoryPhoto.objects.filter(Exists(live), photo=OuterRef("pk")))
    photos = Photo.objects.filter(Q(expires_on__gte=today) | seen, expires_on__lte=today + SOON)
    items = [_expiring(photo) for photo in photos.order_by("expires_on", "pk")[:SHOWN]]
    urgent = any(item.colour == "danger" for item in items)
    return Panel(_("Pictures whose rights run out"), "", items, urgent) if items else None


def _expiring(photo):
    label, colour = marks(photo)[0]  # of all things to mind the expiry comes first
    url = reverse("admin:media_photo_change", args=[photo.pk])
    return Item(str(photo), url, label=label, colour=colour, detail=photo.credit)


base.PANELS += [captions, expiring]
