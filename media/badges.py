"""What is to be known of a picture at a glance, before its words are read."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

SOON = timedelta(days=30)


def marks(photo):
    """(words, colour) of each thing to mind about the photo's rights."""
    found = [*_expiry(photo.expires_on)]
    if photo.needs_masking:
        found.append((_("to be masked"), "danger"))
    if photo.original and not (photo.credit or photo.source):
        found.append((_("no credit"), "warning"))
    if photo.one_use:
        found.append((_("for one story only"), "warning"))
    if photo.ai_generated:
        found.append((_("made with AI"), "info"))
    return found


def _expiry(day):
    today = timezone.localdate()
    if day is None or day > today + SOON:
        return
    if day < today:
        yield _("expired"), "danger"
    else:
        yield _("until %(day)s") % {"day": f"{day:%m-%d}"}, "warning"
