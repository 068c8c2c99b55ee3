"""Write invented stories, so that the newsroom looks alive: `generate_newsroom --stories 500`."""

import random
from collections import deque
from contextlib import contextmanager
from itertools import islice

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from demo import bulk
from demo.cast import cast
from demo.pictures import pictures, wanted
from demo.plans import LEADS, plans
from demo.states import afterwards, lead, unfinished
from demo.words.common import TAG
from newsroom.core.roles import Role
from newsroom.desk.models import Story, TaggedStory

FEWEST_PICTURES, MOST_PICTURES = 10, 72
STORIES_A_PICTURE = 8
STORIES_A_STATE = 500
MOST_IN_A_STATE = 20
KEPT = 400  # keys of the newest stories, from which some are taken up again


class Command(BaseCommand):
    help = _("Write invented stories of an invented city, each marked as an example.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--stories", type=int, required=True, metavar="N", help=_("how many stories")
        )
        parser.add_argument(
            "--seed", type=int, help=_("the same number tells the same stories (default: another)")
        )
        parser.add_argument(
            "--states",
            action="store_true",
            help=_("some of them in every other state of the desk, drafts and returned ones"),
        )
        parser.add_argument(
            "--once", action="store_true", help=_("do nothing where there are examples already")
        )
        parser.add_argument(
            "--not-a-demo",
            action="store_true",
            help=_("also into a newsroom that is no demo: readers see the invented stories"),
        )

    def handle(self, stories, seed, states, once, not_a_demo, verbosity, **options):
        if not (settings.NEWSROOM_DEMO or not_a_demo):
            raise CommandError(
                _("This is not a demo: readers would see invented stories. See --not-a-demo.")
            )
        if stories < 1:
            raise CommandError(_("Say how many stories: at least one."))
        if once and TaggedStory.objects.filter(tag__name=TAG).exists():
            return
        self.quiet = verbosity == 0
        seed = Story.objects.count() if seed is None else seed
        waiting = waiting_of_each(stories) if states else 0
        self.write(stories, waiting, seed)

    def write(self, count, each, seed):
        """`count` stories in all, `each` of them in every state beside the published one."""
        now, chance, whole = timezone.now(), random.Random(seed), cast()
        waiting = unfinished(whole, each=each, chance=chance, day=timezone.localdate(now))
        waiting = list(islice(waiting, count))
        published = count - len(waiting)
        planned = plans(
            published,
            seed=seed,
            now=now,
            paper=settings.NEWSROOM_PAPER,
            cast=whole,
            pictures=self.pictures(count, whole),
        )
        newest = deque(maxlen=KEPT)
        with self.bar(_("stories"), count) as advance:
            for keys in bulk.publish(planned, whole):
                newest.extend(keys)
                advance(len(keys))
            for state, told in waiting:
                lead(state, told, whole)
                advance(1)
        front = LEADS if len(newest) > LEADS else 0  # which stays as it is
        afterwards(list(newest)[: len(newest) - front], whole, each=each, chance=chance)
        self.say(_("%(count)d stories written, each marked as an example.") % {"count": count})

    def pictures(self, count, cast):
        most = min(MOST_PICTURES, max(FEWEST_PICTURES, count // STORIES_A_PICTURE))
        pairs = wanted(most)
        made = []
        with self.bar(_("pictures"), len(pairs)) as advance:
            for picture in pictures(pairs, by=cast.people[Role.PHOTO_EDITOR]):
                made.append(picture)
                advance(1)
        return made

    @contextmanager
    def bar(self, what, total):
        """A bar for the terminal; gives a function that moves it on."""
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(file=self.stderr, quiet=self.quiet)
        with Progress(*columns, console=console, disable=self.quiet) as progress:
            task = progress.add_task(what, total=total)
            yield lambda count: progress.advance(task, count)

    def say(self, what):
        if not self.quiet:
            self.stdout.write(what)


def waiting_of_each(count):
    """How many of so many stories are in each state of the desk."""
    return min(MOST_IN_A_STATE, max(1, count // STORIES_A_STATE))
