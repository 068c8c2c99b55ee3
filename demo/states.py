"""Stories in every state of the desk: filed and led there by the desk's own steps."""

import datetime
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from demo.lives import PROOFS, SIGNATURES
from demo.telling import ESSAYS, Told, tell, topics
from demo.words import TOPICS
from demo.words.common import INVENTED, SOURCE
from newsroom.core.body import paragraph
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.core.story_kind import Kind
from newsroom.desk import workflow
from newsroom.desk.models import Byline, Decision, Story
from newsroom.desk.revisions.content import record_revision

NEWS = TOPICS.keys() - {ESSAYS}
RETURNED = "第二段的数字请与主管部门再核一遍，并补一位居民的话。"
ADDED = "截至发稿时，相关工作仍在进行，记者将继续关注。"
SPIKED = "与上周见报的稿件重复，不再采用。"


def file(told: Told, cast):
    """A recorded draft of the person who files in this newsroom."""
    people = cast.people
    story = Story.objects.create(
        kind=told.kind,
        section=cast.sections[told.section],
        **{name: getattr(told, name) for name in ("kicker", "headline", "deck", "column")},
        dateline=told.dateline,
        source=SOURCE,
        body=told.body(),
        responsible_editor=people[Role.EDITOR],
        filed_by=people[Role.REPORTER],
    )
    author = cast.filing[0]
    Byline.objects.create(story=story, reporter=author, name=author.name)
    story.tags.set([cast.tags[name] for name in told.tags])
    story.organizations.set([cast.organizations[name] for name in told.organizations])
    record_revision(story, user=people[Role.REPORTER])
    return story


def draft(story, people):
    """Stays as it was filed."""


def submitted(story, people, stage=None):
    """Waits for the review of that stage (default: the first that its section asks for)."""
    workflow.apply("submit", story, user=people[Role.REPORTER])
    while stage and story.stage != stage:
        _sign(story, people)


def returned(story, people):
    submitted(story, people)
    workflow.apply("return", story, user=people[Role.EDITOR], note=RETURNED)


def approved(story, people):
    submitted(story, people)
    while story.status == Story.Status.SUBMITTED:
        _sign(story, people)
    for name in PROOFS[: story.section.proofs_required]:
        workflow.apply(name, story, user=people[Role.PROOFREADER])


def scheduled(story, people):
    approved(story, people)
    at = timezone.now() + datetime.timedelta(hours=20)
    workflow.apply("schedule", story, user=people[Role.CHIEF], at=at)


def spiked(story, people):
    workflow.apply("spike", story, user=people[Role.EDITOR], note=SPIKED)


def withdrawn(story, people):
    said = {"reason": Decision.Reason.DUPLICATE, "note": SPIKED}
    workflow.apply("withdraw", story, user=people[Role.CHIEF], **said)


def amended(story, people):
    """Live, with an edit under way that nobody has signed."""
    workflow.apply("amend", story, user=people[Role.EDITOR])
    last = paragraph(INVENTED)
    story.body = story.body.replace(last, paragraph(ADDED) + last)
    story.save()
    record_revision(story, user=people[Role.EDITOR])


def _sign(story, people):
    name, role = SIGNATURES[Section.Stage(story.stage)]
    workflow.apply(name, story, user=people[role])


def _at(stage):
    return lambda story, people: submitted(story, people, stage)


def states(stages):
    """{name: what leads a new story there}, for a section that asks for those stages."""
    waiting = {f"submitted_{stage.name.lower()}": _at(stage) for stage in stages}
    others = (draft, returned, approved, scheduled, spiked)
    return waiting | {state.__name__: state for state in others}


# What a story is led to that readers see.
AFTERWARDS = (withdrawn, amended)


@transaction.atomic
def lead(state, told, cast):
    """File the story and lead it into the state."""
    story = file(told, cast)
    state(story, cast.people)
    return story


def unfinished(cast, *, each, chance, day):
    """Pairs of a state and a story Told for it, `each` of every state.

    All stages of review are those of the section that asks for most; the rest is any news.
    """
    reviewed = max(cast.sections.values(), key=lambda section: len(section.stages))
    drawn = topics(chance)
    for _turn in range(each):
        for name, state in states(reviewed.stages).items():
            wanted = {reviewed.slug} if name.startswith("submitted") else NEWS
            section, topic = next(pair for pair in drawn if pair[0] in wanted)
            yield state, tell(chance, section, topic, day, Kind.ARTICLE)


def afterwards(stories, cast, *, each, chance):
    """Lead `each` of the published stories, given by their keys, into every state AFTERWARDS."""
    chosen = chance.sample(stories, min(len(stories), each * len(AFTERWARDS)))
    for key, state in zip(chosen, cycle(AFTERWARDS), strict=False):
        with transaction.atomic():
            state(Story.objects.get(pk=key), cast.people)
