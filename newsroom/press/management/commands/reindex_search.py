"""Bring the search up to date with what is published: `manage.py reindex_search`."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.press.search import reindex


class Command(BaseCommand):
    help = _("Bring the search up to date with what is published. It can be stopped at any time.")

    def handle(self, *args, verbosity, **options):
        self.verbosity = verbosity
        self.say(_("%(count)d entries of ended versions deleted") % {"count": reindex.clear()})
        for last in reindex.refresh():
            self.say(_("up to version %(version)d") % {"version": last})
        self.say(_("Every live version is found by its present words."))

    def say(self, what):
        if self.verbosity:
            self.stdout.write(what)
