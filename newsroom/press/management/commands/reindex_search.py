"""Update the search index: `manage.py reindex_search`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.press.search import reindex


class Command(BaseCommand):
    help = _("Update the search index from the published versions. It can be stopped at any time.")

    def handle(self, *args, verbosity, **options):
        self.verbosity = verbosity
        self.write(
            _("%(count)d entries of ended versions deleted") % {"count": reindex.delete_ended()}
        )
        for last_id in reindex.refresh():
            self.write(_("up to version %(version)d") % {"version": last_id})
        self.write(_("The search index is up to date."))

    def write(self, message):
        if self.verbosity:
            self.stdout.write(message)
