"""Badges for a photo in the desk: short warnings about its rights."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from media.credits.captions import read_credit

EXPIRY_NOTICE = timedelta(days=30)  # a photo is marked this long before its rights expire


def rights_badges(photo):
    """The badges of the photo: pairs of (label, colour of the admin theme)."""
    badges = [*_expiry(photo.expires_on)]
    if photo.needs_masking:
        badges.append((_("to be masked"), "danger"))
    if photo.original and not (photo.credit or photo.source or read_credit(photo.caption)):
        badges.append((_("no credit"), "warning"))
    if photo.one_use:
        badges.append((_("for one story only"), "warning"))
    if photo.needs_ai_answer:
        badges.append((_("made with AI?"), "danger"))
    if photo.ai_generated:
        badges.append((_("made with AI"), "info"))
    return badges


def _expiry(expires_on):
    today = timezone.localdate()
    if expires_on is None or expires_on > today + EXPIRY_NOTICE:
        return
    if expires_on < today:
        yield _("expired"), "danger"
    else:
        yield _("until %(day)s") % {"day": f"{expires_on:%m-%d}"}, "warning"
