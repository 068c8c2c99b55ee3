"""Check the record: `manage.py verify_record [STORY…]`, also under its old name `verify_ledger`."""

from collections import Counter
from itertools import chain

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.desk import record_checks
from newsroom.desk.models import Story


class Command(BaseCommand):
    help = _(
        "Check every revision, decision and published version of the stories named, or of all; "
        "prints each problem and exits with status 1 if there is one."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "stories", nargs="*", type=int, metavar="STORY", help=_("the number of a story")
        )

    def handle(self, stories, **options):
        """Raises CommandError if a check fails or a story does not exist."""
        counts: Counter[str] = Counter()
        failed = 0
        with record_checks.consistent_read():
            for finding in findings(stories, counts):
                failed += 1
                self.print_finding(finding)
        self.stdout.write(
            _(
                "Checked: %(stories)d stories, %(revisions)d revisions, %(decisions)d decisions, "
                "%(versions)d published versions."
            )
            % counts
        )
        if failed:
            raise CommandError(_("%(count)d things do not hold.") % {"count": failed})
        self.stdout.write(self.style.SUCCESS(_("Everything holds.")))

    def print_finding(self, finding):
        """Print the story and the problem, and below them the hint."""
        story = _("Story %(story)d:") % {"story": finding.story_id}
        self.stdout.write(self.style.ERROR(f"{story} {finding.problem}"))
        self.stdout.write(f"    {finding.hint}")


def findings(story_ids, counts):
    """The Findings about those stories; without ids about all stories and orphaned versions.

    Raises CommandError if a story does not exist.
    """
    if not story_ids:
        return chain(
            record_checks.verify(Story.objects.all(), counts), record_checks.find_orphans()
        )
    stories = Story.objects.filter(pk__in=story_ids)
    if missing := sorted(set(story_ids) - set(stories.values_list("pk", flat=True))):
        raise CommandError(
            _("There is no story %(stories)s.") % {"stories": "、".join(map(str, missing))}
        )
    return record_checks.verify(stories, counts)
