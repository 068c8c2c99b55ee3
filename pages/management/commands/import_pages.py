"""File printed pages: `manage.py import_pages PATH… [--dry-run] [--json] …`."""

import datetime
import json
from argparse import ArgumentTypeError
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import DAY_LIMITS
from pages.importing.filing import existing_page, file_page
from pages.importing.page_files import PageOverrides, PageRefused, read_page_file

CREATED, UNCHANGED, FAILED = "created", "unchanged", "failed"


def parse_date(text):
    """The date in an argument such as 2024-03-15. Raises ArgumentTypeError."""
    try:
        day = datetime.date.fromisoformat(text)
        for check in DAY_LIMITS:
            check(day)
    except (ValueError, ValidationError):
        raise ArgumentTypeError(
            _("“%(text)s” is not a date: write it as 2024-03-15.") % {"text": text}
        ) from None
    return day


def parse_section(text):
    """The Section with that slug or name. Raises ArgumentTypeError."""
    try:
        return Section.objects.named(text)
    except Section.DoesNotExist:
        slugs = "、".join(Section.objects.values_list("slug", flat=True))
        raise ArgumentTypeError(
            _("There is no section “%(text)s”. There are: %(slugs)s.")
            % {"text": text, "slugs": slugs}
        ) from None


@dataclass
class Report:
    """The result of one file. `notes` and `error` are printed, `json` is for --json."""

    file: str
    outcome: str
    stories: int = 0
    notes: list[str] = field(default_factory=list)
    error: str = ""
    json: dict | None = None


class Command(BaseCommand):
    help = _("File the text of printed pages: each file is one page, its stories become drafts.")

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help=_("files, or folders of .txt"))
        parser.add_argument("--dry-run", action="store_true", help=_("read only, write nothing"))
        parser.add_argument("--json", action="store_true", help=_("print the readings as JSON"))
        parser.add_argument("--section", type=parse_section, metavar="SLUG")
        parser.add_argument(
            "--date", type=parse_date, metavar="YYYY-MM-DD", help=_("for all files given")
        )
        parser.add_argument("--number", help=_("page number, for all files given"))
        parser.add_argument("--paper", help=_("name of the paper"))
        parser.add_argument("--city", help=_("home city of the paper"))

    def handle(self, paths, dry_run, **options):
        names = ("section", "date", "number", "paper", "city")
        overrides = PageOverrides(**{name: options[name] for name in names})
        log = self.stderr if options["json"] else self.stdout
        reports = []
        for path in files(paths):
            reports.append(self.import_file(path, overrides, dry_run))
            self.print_report(reports[-1], log)
        if options["json"]:
            readings = [report.json for report in reports]
            self.stdout.write(json.dumps(readings, ensure_ascii=False, indent=1))
        if dry_run:
            log.write(_("Dry run: nothing is written."))
        self.print_totals(reports, log)

    def import_file(self, path, overrides, dry_run):
        """Read one file and file its page; a refusal is reported and does not stop the others."""
        try:
            parsed = read_page_file(path, overrides)
            created = existing_page(parsed) is None if dry_run else file_page(parsed).created
        except PageRefused as refused:
            error = str(refused)
            return Report(str(path), FAILED, error=error, json={"file": str(path), "error": error})
        return Report(
            str(path),
            CREATED if created else UNCHANGED,
            stories=len(parsed.reading.stories) if created else 0,
            notes=list(notes(parsed)),
            json=parsed.as_json(),
        )

    def print_report(self, report, log):
        if report.error:
            log.write(self.style.ERROR(f"{report.file}: {report.error}"))
        for note in report.notes:
            log.write(f"{report.file}{note}")

    def print_totals(self, reports, log):
        count = Counter(report.outcome for report in reports)
        log.write(
            _(
                "%(created)d created (%(stories)d stories), "
                "%(unchanged)d unchanged, %(failed)d failed"
            )
            % {
                "created": count[CREATED],
                "stories": sum(report.stories for report in reports),
                "unchanged": count[UNCHANGED],
                "failed": count[FAILED],
            }
        )
        if count[FAILED]:
            raise CommandError(_("Some files were not filed; see the reasons above."))


def files(paths):
    """Yield the files to read: of a folder, every .txt file below it, sorted by path."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.rglob("*.txt"))
        else:
            yield path


def notes(parsed):
    """Yield what the user should check: `:line: kind …` or `: …`, printed after the file's name."""
    if parsed.encoding != "utf-8":
        yield ": " + _("decoded as %(encoding)s") % {"encoding": parsed.encoding.upper()}
    if parsed.date is None:
        yield ": " + _("date to be added")
    for problem in parsed.reading.problems:
        yield f":{problem.line}: {problem.kind} “{problem.text}” {problem.hint}"
