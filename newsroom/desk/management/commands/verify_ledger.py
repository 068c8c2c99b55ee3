"""Check the record: `manage.py verify_ledger [STORY…]`."""

from collections import Counter
from itertools import chain

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.desk import record_checks
from newsroom.desk.models import Story


class Command(BaseCommand):
    help = _(
        "Check every revision, decision and published version of the stories, or of all: "
        "whatever does not hold is told, and the exit status is 1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "stories", nargs="*", type=int, metavar="STORY", help=_("the number of a story")
        )

    def handle(self, stories, **options):
        counts, found = Counter(), 0
        with record_checks.one_moment():
            for finding in findings(stories, counts):
                found += 1
                self.tell(finding)
        self.stdout.write(
            _(
                "Checked: %(stories)d stories, %(revisions)d revisions, %(decisions)d decisions, "
                "%(versions)d published versions."
            )
            % {name: counts[name] for name in record_checks.COUNTED}
        )
        if found:
            raise CommandError(_("%(count)d things do not hold.") % {"count": found})
        self.stdout.write(self.style.SUCCESS(_("Everything holds.")))

    def tell(self, finding):
        story = _("Story %(story)d:") % {"story": finding.story}
        self.stdout.write(self.style.ERROR(f"{story} {finding.what}"))
        self.stdout.write(f"    {finding.hint}")


def findings(ids, counts):
    """What does not hold about those stories, or about all and whatever stands beside them."""
    if not ids:
        return chain(record_checks.verify(Story.objects.all(), counts), record_checks.strays())
    stories = Story.objects.filter(pk__in=ids)
    if missing := sorted(set(ids) - set(stories.values_list("pk", flat=True))):
        raise CommandError(
            _("There is no story %(stories)s.") % {"stories": "、".join(map(str, missing))}
        )
    return record_checks.verify(stories, counts)
