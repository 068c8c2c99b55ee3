"""Write invented stories, so that there is something to see: `generate_newsroom --stories 500`."""

import random
from collections import deque
from itertools import islice

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from demo import content
from demo.bulk_publishing import publish_stories
from demo.desk_states import change_live_stories, create_story, unpublished_stories
from demo.photos import choose_scenes, get_or_create_photos
from demo.reference_data import get_or_create_reference_data
from demo.story_plans import FRONT_PAGE_STORIES, plan_stories
from newsroom.core.masthead import paper_name, read_once
from newsroom.core.roles import Role
from newsroom.desk.models import Story, TaggedStory

MIN_PHOTOS, MAX_PHOTOS = 10, 72
STORIES_PER_PHOTO = 8
STORIES_PER_STATE = 500
MAX_PER_STATE = 20
NEWEST_STORIES = 400  # some of the newest are withdrawn or amended
PROGRESS_LINES = 10  # at most, for each kind of work


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
        if once and TaggedStory.objects.filter(tag__name=content.newspaper().tag).exists():
            return
        self.is_quiet = verbosity == 0
        seed = Story.objects.count() if seed is None else seed
        with read_once():
            self.write(stories, stories_per_state(stories) if states else 0, seed)

    def write(self, count, per_state, seed):
        """Write `count` stories in all; of these, `per_state` in every state but published."""
        now, rng = timezone.now(), random.Random(seed)
        reference_data = get_or_create_reference_data()
        unpublished = unpublished_stories(
            reference_data, each=per_state, rng=rng, day=timezone.localdate(now)
        )
        unpublished = list(islice(unpublished, count))
        plans = plan_stories(
            count - len(unpublished),
            seed=seed,
            now=now,
            paper=paper_name(),
            reference_data=reference_data,
            photos=self.prepare_photos(count, reference_data.users[Role.PHOTO_EDITOR]),
        )
        newest: deque[int] = deque(maxlen=NEWEST_STORIES)
        progress = self.progress(_("stories"), count)
        for story_ids in publish_stories(plans, reference_data):
            newest.extend(story_ids)
            progress.advance(len(story_ids))
        for state, text in unpublished:
            create_story(state, text, reference_data)
            progress.advance(1)
        # The stories of the front page stay as they are, unless there are no others.
        kept = FRONT_PAGE_STORIES if len(newest) > FRONT_PAGE_STORIES else 0
        change_live_stories(
            list(newest)[: len(newest) - kept], reference_data, each=per_state, rng=rng
        )
        if not self.is_quiet:
            self.stdout.write(
                _("%(count)d stories written, each marked as an example.") % {"count": count}
            )

    def prepare_photos(self, story_count, user):
        """The DemoPhotos for so many stories; `user` uploads those that are missing."""
        count = min(MAX_PHOTOS, max(MIN_PHOTOS, story_count // STORIES_PER_PHOTO))
        scenes, photos = choose_scenes(count), []
        progress = self.progress(_("pictures"), len(scenes))
        for photo in get_or_create_photos(scenes, user=user):
            photos.append(photo)
            progress.advance(1)
        return photos

    def progress(self, label, total):
        return Progress(label, total, write=None if self.is_quiet else self.write_progress)

    def write_progress(self, line):
        self.stderr.write(line, style_func=str)  # a terminal would show it in the red of errors


class Progress:
    """Writes lines such as `stories: 400/3000`, one whenever another tenth of the work is done.

    `write` is called with each line; None is silent.
    """

    def __init__(self, label, total, write):
        self.label, self.total, self.write = label, total, write
        self.done = self.tenths = 0

    def advance(self, count):
        """So many more are done."""
        self.done += count
        tenths = self.done * PROGRESS_LINES // self.total
        if self.write and tenths > self.tenths:
            self.write(f"{self.label}: {self.done}/{self.total}")
        self.tenths = tenths


def stories_per_state(count):
    """How many of `count` stories are in each state of the desk."""
    return min(MAX_PER_STATE, max(1, count // STORIES_PER_STATE))
