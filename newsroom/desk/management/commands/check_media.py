"""Compare the picture files on disk or in the bucket with their rows: `manage.py check_media`."""

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.desk.photos.storage_check import CHECKS, CannotRepair


class Command(BaseCommand):
    help = _("Compare the files of pictures with their rows; with --repair mend what can be.")

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help=_("mend what can be mended"))

    def handle(self, repair, **options):
        """Exits with status 1 if there is a problem that was not repaired."""
        found = repaired = 0
        for check in CHECKS:
            for finding in check():
                found += 1
                repaired += self.print_finding(finding, repair)
        if not found:
            self.stdout.write(_("All pictures are in order."))
            return
        counts = {"found": found, "mended": repaired}
        self.stdout.write(_("%(found)d do not hold, %(mended)d of them repaired.") % counts)
        if repaired < found:
            sys.exit(1)

    def print_finding(self, finding, repair):
        """Print a Finding, and repair it if asked to; returns whether it was repaired."""
        problem = f"{finding.what}：{finding.name}"
        if not repair:
            self.stdout.write(problem)
            return False
        try:
            finding.repair()
        except CannotRepair as error:
            outcome, is_repaired = _("can't be repaired: %(why)s") % {"why": error}, False
        else:
            outcome, is_repaired = _("repaired"), True
        self.stdout.write(f"{problem}　{outcome}")
        return is_repaired
