"""The command `check_media`: compares photo files with the database, on disk or in a bucket."""

import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from media.stored_files import storing
from newsroom.core.refusal import Refused
from newsroom.desk.photos.storage_check import CHECKS


class Command(BaseCommand):
    help = _("Compare the files of pictures with their rows; with --repair mend what can be.")

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help=_("mend what can be mended"))

    def handle(self, repair, **options):
        """Print every Finding. Exits with 1 if one remains that was not repaired."""
        found = repaired = 0
        for check in CHECKS:
            for finding in check():
                found += 1
                repaired += self.report(finding, repair)
        if not found:
            self.stdout.write(_("All pictures are in order."))
            return
        summary = _("%(found)d do not hold, %(mended)d of them repaired.")
        self.stdout.write(summary % {"found": found, "mended": repaired})
        if repaired < found:
            sys.exit(1)

    def report(self, finding, repair):
        """Print a Finding, repair it if `repair`, and return whether it is repaired."""
        line = f"{finding.problem}：{finding.name}"
        if not repair:
            self.stdout.write(line)
            return False
        try:
            with storing():
                remark = finding.repair()
        except Refused as refusal:
            outcome, is_repaired = _("can't be repaired: %(why)s") % {"why": refusal}, False
        else:
            outcome, is_repaired = remark or _("repaired"), True
        self.stdout.write(f"{line}　{outcome}")
        return is_repaired
