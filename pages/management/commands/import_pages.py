"""File printed pages: `manage.py import_pages PATH… [--dry-run] [--json] …`."""

import datetime
import json
from argparse import ArgumentTypeError
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.core.models import Section
from pages.importing.filing import file_page, filed_before
from pages.importing.page_files import Given, PageRefused, take_in

CREATED, UNCHANGED, FAILED = "created", "unchanged", "failed"


def day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            _("“%(text)s” is not a date: write it as 2024-03-15.") % {"text": text}
        ) from None


def section(text):
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
    """What became of one file."""

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
        parser.add_argument("--section", type=section, metavar="SLUG")
        parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", help=_("for all files given"))
        parser.add_argument("--number", help=_("page number, for all files given"))
        parser.add_argument("--paper", help=_("name of the paper"))
        parser.add_argument("--city", help=_("home city of the paper"))

    def handle(self, paths, dry_run, **options):
        given = Given(**{k: options[k] for k in ("section", "date", "number", "paper", "city")})
        log = self.stderr if options["json"] else self.stdout
        reports = []
        for path in files(paths):
            reports.append(self.file_one(path, given, dry_run))
            self.tell(reports[-1], log)
        if options["json"]:
            readings = [report.json for report in reports]
            self.stdout.write(json.dumps(readings, ensure_ascii=False, indent=1))
        if dry_run:
            log.write(_("Dry run: nothing is written."))
        self.sum_up(reports, log)

    def file_one(self, path, given, dry_run):
        """Take one file in and file it; whatever is wrong with it stays its own affair."""
        try:
            incoming = take_in(path, given)
            created = filed_before(incoming) is None if dry_run else file_page(incoming).created
        except PageRefused as refused:
            why = str(refused)
            return Report(str(path), FAILED, error=why, json={"file": str(path), "error": why})
        return Report(
            str(path),
            CREATED if created else UNCHANGED,
            stories=len(incoming.reading.stories) if created else 0,
            notes=list(notes(incoming)),
            json=incoming.as_json(),
        )

    def tell(self, report, log):
        if report.error:
            log.write(self.style.ERROR(f"{report.file}: {report.error}"))
        for note in report.notes:
            log.write(f"{report.file}{note}")

    def sum_up(self, reports, log):
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
            raise CommandError(_("Some files were not filed; the reasons stand above."))


def files(paths):
    """The files to read: a folder stands for every .txt below it, in order of name."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(path.rglob("*.txt"))
        else:
            yield path


def notes(incoming):
    """What a person should know of a page: `:line: kind …` or `: …`, to follow the file's name."""
    if incoming.encoding != "utf-8":
        yield ": " + _("decoded as %(encoding)s") % {"encoding": incoming.encoding.upper()}
    if incoming.date is None:
        yield ": " + _("date to be added")
    for problem in incoming.reading.problems:
        yield f":{problem.line}: {problem.kind} “{problem.text}” {problem.hint}"
