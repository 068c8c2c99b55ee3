"""Planning the stories: what each says, when it appears, and what else happens to it."""

import datetime
import random
from dataclasses import replace

from demo.life import Plan
from demo.rhythm import Paper, moments
from demo.telling import ESSAYS, tell, topics
from newsroom.core.story_kind import Kind

ILLUSTRATED = {Kind.ARTICLE: 0.5, Kind.BRIEF: 0.08}
REPRINTED = 0.2  # of the essays
A_CORRECTION = 30  # stories from one to the next
MOST_AUTHORS = 3
LEADS = 3  # the newest: articles with a picture, for the front page
A_DAY = datetime.timedelta(days=1)  # a story tells of the day before its paper


def plans(count, *, seed, now, paper, cast, pictures):
    """The Plans of `count` stories until `now`, oldest first; the same for the same seed.

    `paper` is the name of the house paper, `pictures` are those that they may show.
    """
    chance = random.Random(seed)
    printing, by_scene = Paper(chance, paper), _by_scene(pictures)
    drawn, since = topics(chance), A_CORRECTION
    for number, at in enumerate(moments(chance, count, now)):
        section, topic = next(drawn)
        day = printing.day(at)
        leads = number >= count - LEADS
        told = tell(chance, section, topic, day - A_DAY, Kind.ARTICLE if leads else None)
        plan = Plan(
            told,
            at,
            printed=printing.place(at, day, section, cast.sections[section].name),
            picture=_picture(chance, told, by_scene, 1 if leads else ILLUSTRATED[told.kind]),
            bylines=_bylines(chance, cast),
            reprinted=section == ESSAYS and chance.random() < REPRINTED,
        )
        since += 1
        later = at + datetime.timedelta(hours=chance.randint(5, 30))
        if since >= A_CORRECTION and (corrected := _corrected(plan, later, now)):
            plan, since = replace(plan, corrected_at=corrected), 0
        yield plan


def _by_scene(pictures):
    by_scene = {}
    for picture in pictures:
        by_scene.setdefault(picture.scene, []).append(picture)
    return by_scene


def _picture(chance, told, by_scene, share):
    fitting = [picture for scene in told.scenes for picture in by_scene.get(scene, ())]
    shown = chance.random() < share
    return chance.choice(fitting) if fitting and shown else None


def _bylines(chance, cast):
    """One who files and signs, and mostly nobody or one more."""
    first = chance.choice(cast.filing)
    others = [reporter for reporter in cast.reporters.values() if reporter != first]
    more = chance.choices(range(MOST_AUTHORS), weights=(5, 4, 1))[0]
    return (first, *chance.sample(others, more))


def _corrected(plan, later, now):
    """The moment of its correction, if it can be corrected and that moment has come."""
    return later if later < now and plan.told.mistaken() else None
