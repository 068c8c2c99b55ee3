"""Panels for photo editors: captions without a picture, and rights that expire."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from media.badges import EXPIRY_NOTICE, rights_badges
from media.models import Photo
from newsroom.core.roles import Role
from newsroom.desk.admin.panels.base import Item, panel_unless_empty
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos.services import story_photos_without_file
from newsroom.press.models import Version


def missing_pictures(user):
    """The newest captions that wait for their picture files."""
    if not user.has_role(Role.PHOTO_EDITOR):
        return None
    title = _("Captions that wait for their pictures")
    return panel_unless_empty(title, story_photos_without_file(), _missing)


def _missing(rows):
    board = reverse("admin:media_photo_waiting")
    return [
        Item(
            str(story_photo),
            f"{board}#caption-{story_photo.pk}",
            detail=" · ".join(filter(None, [story_photo.credit, str(story_photo.story)])),
        )
        for story_photo in rows
    ]


def expiring_pictures(user):
    """Pictures whose licence expires soon, or has expired while a live story shows them."""
    if not user.has_role(Role.PHOTO_EDITOR):
        return None
    today = timezone.localdate()
    last_day = today + EXPIRY_NOTICE
    live = Version.objects.filter(story_id=OuterRef("story")).live()
    is_live = Exists(StoryPhoto.objects.filter(Exists(live), photo=OuterRef("pk")))
    photos = Photo.objects.filter(Q(expires_on__gte=today) | is_live, expires_on__lte=last_day)
    photos = photos.order_by("expires_on", "pk")
    panel = panel_unless_empty(_("Pictures whose rights run out"), photos, _expiring)
    if panel:
        panel.urgent = any(item.colour == "danger" for item in panel.items)
    return panel


def _expiring(rows):
    return [_item(photo) for photo in rows]


def _item(photo):
    label, colour = rights_badges(photo)[0]  # the expiry is the first badge
    url = reverse("admin:media_photo_change", args=[photo.pk])
    return Item(str(photo), url, label=label, colour=colour, detail=photo.credit)
