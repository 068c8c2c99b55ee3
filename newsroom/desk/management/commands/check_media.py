"""Look through all pictures, on disk or in the bucket, and say what does not hold."""

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from newsroom.desk.photos.storage_check import CHECKS, CannotRepair


class Command(BaseCommand):
    help = _("Compare the files of pictures with their rows; with --repair mend what can be.")

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help=_("mend what can be mended"))

    def handle(self, repair, **options):
        """Exits with 1 if something does not hold that was not mended."""
        found = mended = 0
        for check in CHECKS:
            for finding in check():
                found += 1
                mended += self.report(finding, repair)
        if not found:
            self.stdout.write(_("All pictures are in order."))
            return
        said = {"found": found, "mended": mended}
        self.stdout.write(_("%(found)d do not hold, %(mended)d of them repaired.") % said)
        if mended < found:
            sys.exit(1)

    def report(self, finding, repair):
        """Print a Finding and, if asked to, mend it; returns whether it is mended."""
        said = f"{finding.what}：{finding.name}"
        if not repair:
            self.stdout.write(said)
            return False
        try:
            finding.repair()
        except CannotRepair as why:
            outcome, mended = _("can't be repaired: %(why)s") % {"why": why}, False
        else:
            outcome, mended = _("repaired"), True
        self.stdout.write(f"{said}　{outcome}")
        return mended
