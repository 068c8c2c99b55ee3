"""Rebuild every list of stories: `manage.py rebuild_listings`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.core.masthead import read_once
from newsroom.press import listings


class Command(BaseCommand):
    help = _("Rebuild every list of stories from the published versions.")

    def handle(self, *args, **options):
        with read_once():
            count = listings.rebuild()
        self.stdout.write(_("%(count)d entries of lists written") % {"count": count})
