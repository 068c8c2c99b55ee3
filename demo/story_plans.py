"""Plans of published stories: text, time, photo, authors, and whether a correction follows."""

import datetime
import random
from dataclasses import dataclass, replace

from articles.models import Article
from briefs.models import Brief
from demo.photos import DemoPhoto
from demo.schedule import PrintedPaper, publication_times
from demo.story_text import ESSAY_SECTION, StoryText, shuffled_topics, write_story
from newsroom.press.snapshot import PrintedPlace

PHOTO_SHARE = {Article: 0.5, Brief: 0.08}
REPRINT_SHARE = 0.2  # of the essays
STORIES_PER_CORRECTION = 30
AUTHOR_WEIGHTS = (5, 4, 1)  # of no, one and two authors besides the first
FRONT_PAGE_STORIES = 3  # the newest stories are articles with a photo, for the front page
ONE_DAY = datetime.timedelta(days=1)  # a story reports on the day before its paper


@dataclass(frozen=True)
class StoryPlan:
    """What one published story is to be; `reporters` sign it, and the first one files it."""

    text: StoryText
    published_at: datetime.datetime
    printed_place: PrintedPlace | None = None
    photo: DemoPhoto | None = None
    reporters: tuple = ()
    is_reprint: bool = False
    corrected_at: datetime.datetime | None = None


def plan_stories(count, *, seed, now, paper, reference_data, photos):
    """The StoryPlans of `count` stories published before `now`, oldest first.

    The same seed gives the same stories. `paper` is the name of the newspaper, `photos` are the
    DemoPhotos to choose from.
    """
    rng = random.Random(seed)
    printed_paper, photos_by_scene = PrintedPaper(rng, paper), _group_by_scene(photos)
    topics, since_correction = shuffled_topics(rng), STORIES_PER_CORRECTION
    for number, at in enumerate(publication_times(rng, count, now)):
        section, topic = next(topics)
        day = printed_paper.issue_day(at)
        is_front = number >= count - FRONT_PAGE_STORIES
        text = write_story(rng, section, topic, day - ONE_DAY, Article if is_front else None)
        section_name = reference_data.sections[section].name
        photo_share = 1 if is_front else PHOTO_SHARE[text.model]
        plan = StoryPlan(
            text,
            at,
            printed_place=printed_paper.place(at, day, section, section_name),
            photo=_choose_photo(rng, text, photos_by_scene, photo_share),
            reporters=_choose_reporters(rng, reference_data),
            is_reprint=section == ESSAY_SECTION and rng.random() < REPRINT_SHARE,
        )
        since_correction += 1
        corrected_at = at + datetime.timedelta(hours=rng.randint(5, 30))
        is_due = since_correction >= STORIES_PER_CORRECTION
        if is_due and corrected_at < now and text.with_wrong_number():
            plan, since_correction = replace(plan, corrected_at=corrected_at), 0
        yield plan


def _group_by_scene(photos):
    by_scene: dict[str, list[DemoPhoto]] = {}
    for photo in photos:
        by_scene.setdefault(photo.scene, []).append(photo)
    return by_scene


def _choose_photo(rng, text, photos_by_scene, share):
    """A photo of one of the story's scenes, for that share of the stories; else None."""
    fitting = [photo for scene in text.scenes for photo in photos_by_scene.get(scene, ())]
    has_photo = rng.random() < share
    return rng.choice(fitting) if fitting and has_photo else None


def _choose_reporters(rng, reference_data):
    """A reporter who can file stories, and mostly nobody or one more."""
    first = rng.choice(reference_data.filing_reporters)
    others = [reporter for reporter in reference_data.reporters.values() if reporter != first]
    more = rng.choices(range(len(AUTHOR_WEIGHTS)), weights=AUTHOR_WEIGHTS)[0]
    return (first, *rng.sample(others, more))
