"""Update the search index: `manage.py reindex_search`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.press.search import reindex


class Command(BaseCommand):
    help = _("Bring the search up to date with what is published. It can be stopped at any time.")

    def handle(self, *args, verbosity, **options):
        self.verbosity = verbosity
        self.write(
            _("%(count)d entries of ended versions deleted") % {"count": reindex.delete_ended()}
        )
        for last_id in reindex.refresh():
            self.write(_("up to version %(version)d") % {"version": last_id})
        self.write(_("Every live version is found by its present words."))

    def write(self, message):
        if self.verbosity:
            self.stdout.write(message)
