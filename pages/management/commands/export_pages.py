"""Keep filed pages as annotated pages: `manage.py export_pages --out FOLDER [--since DATE] …`."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.core.refusal import Refused
from pages.annotation.exporting import export_page
from pages.management.commands.import_pages import parse_date
from pages.models import Upload

WRITTEN, UNCHANGED, REFUSED = "written", "unchanged", "refused"


class Command(BaseCommand):
    help = _("Write filed pages as annotated pages, which the reader of pages learns from.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--out", type=Path, required=True, metavar="FOLDER", help=_("where the files go")
        )
        parser.add_argument(
            "--since",
            type=parse_date,
            metavar="YYYY-MM-DD",
            help=_("only what was filed on that day and later"),
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument(
            "--marked",
            action="store_true",
            default=True,
            help=_("only pages on which a person set marks (this is the default)"),
        )
        which.add_argument(
            "--all", dest="marked", action="store_false", help=_("pages without marks, too")
        )

    def handle(self, out, since, marked, **options):
        try:
            out.mkdir(parents=True, exist_ok=True)
            outcomes = Counter(self.export(upload, out) for upload in uploads(since, marked))
        except OSError as error:
            message = _(
                "No files can be written to “%(folder)s”: "
                "check the path, its permissions and the free space."
            )
            raise CommandError(message % {"folder": out}) from error
        self.stdout.write(
            _("%(written)d written, %(unchanged)d unchanged, %(refused)d not written")
            % {name: outcomes[name] for name in (WRITTEN, UNCHANGED, REFUSED)}
        )
        if outcomes[REFUSED]:
            raise CommandError(_("Some pages were not written; see the reasons above."))

    def export(self, upload, folder):
        """Write one page; a refusal is printed and does not stop the others."""
        try:
            path, is_new = export_page(upload, folder)
        except Refused as refusal:
            self.stderr.write(f"{upload.page} ({upload.name}): {refusal}")
            return REFUSED
        self.stdout.write(str(path))
        return WRITTEN if is_new else UNCHANGED


def uploads(since, marked):
    """Yield the filed uploads, oldest first."""
    filed = Upload.objects.filter(page__isnull=False, page__undone_at=None)
    if since:
        filed = filed.filter(page__filed_at__date__gte=since)
    if marked:
        filed = filed.exclude(marks={})
    return filed.select_related("page", "section").order_by("id").iterator(chunk_size=50)
