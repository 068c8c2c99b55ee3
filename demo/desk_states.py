"""Stories in every state of the desk, created by the desk's own transitions."""

import datetime
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from demo import content
from demo.story_rows import PROOFS, REVIEWS, text_fields
from demo.story_text import ESSAY_SECTION, shuffled_topics, write_story
from newsroom.core.body import paragraph
from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Byline, Decision, Story
from newsroom.desk.revisions.content import record_revision


def file_draft(text, reference_data):
    """A draft with its first revision, filed by the reporter among the users."""
    user = reference_data.users[Role.REPORTER]
    fields = text_fields(text, reference_data)
    story = text.model.objects.create(**fields, body=text.body(), filed_by=user)
    author = reference_data.filing_reporters[0]
    Byline.objects.create(story=story, reporter=author, name=author.name)
    story.tags.set([reference_data.tags[name] for name in text.tags])
    story.organizations.set([reference_data.organizations[name] for name in text.organizations])
    record_revision(story, user=user)
    return story


# Each of these takes a new draft, or a live story, to the state of its name.
# `users` are the users by role.


def draft(story, users):
    """Nothing to do: the story is a draft when it is filed."""


def submitted(story, users, stage=None):
    """Waits for the review of that stage; without a stage, for the first that its section asks."""
    workflow.apply("submit", story, user=users[Role.REPORTER])
    while stage and story.stage != stage:
        _review(story, users)


def returned(story, users):
    submitted(story, users)
    note = content.newspaper().desk_notes.returned
    workflow.apply("return", story, user=users[Role.EDITOR], note=note)


def approved(story, users):
    submitted(story, users)
    while story.status == Story.Status.SUBMITTED:
        _review(story, users)
    for name in PROOFS[: story.section.proofs_required]:
        workflow.apply(name, story, user=users[Role.PROOFREADER])


def scheduled(story, users):
    approved(story, users)
    at = timezone.now() + datetime.timedelta(hours=20)
    workflow.apply("schedule", story, user=users[Role.CHIEF], at=at)


def spiked(story, users):
    note = content.newspaper().desk_notes.spiked
    workflow.apply("spike", story, user=users[Role.EDITOR], note=note)


def withdrawn(story, users):
    note = content.newspaper().desk_notes.withdrawn
    reason = Decision.Reason.DUPLICATE
    workflow.apply("withdraw", story, user=users[Role.CHIEF], reason=reason, note=note)


def amended(story, users):
    """Live, with a later edit that nobody has reviewed."""
    workflow.apply("amend", story, user=users[Role.EDITOR])
    texts = content.newspaper()
    last = paragraph(texts.last_paragraph)
    added = paragraph(texts.desk_notes.amended_paragraph)
    story.body = story.body.replace(last, added + last)
    story.save()
    record_revision(story, user=users[Role.EDITOR])


def _review(story, users):
    name, role = REVIEWS[Section.Stage(story.stage)]
    workflow.apply(name, story, user=users[role])


def _submitted_at(stage):
    return lambda story, users: submitted(story, users, stage)


def draft_states(stages):
    """{name: function} of the states that a new draft can be taken to.

    `stages` are the stages of review that the section asks for.
    """
    in_review = {f"submitted_{stage.name.lower()}": _submitted_at(stage) for stage in stages}
    others = (draft, returned, approved, scheduled, spiked)
    return in_review | {state.__name__: state for state in others}


LIVE_STATES = (withdrawn, amended)  # that a live story can be taken to


@transaction.atomic
def create_story(state, text, reference_data):
    """File a draft with that text and take it to the state."""
    story = file_draft(text, reference_data)
    state(story, reference_data.users)
    return story


def unpublished_stories(reference_data, *, each, rng, day):
    """Yield (state, StoryText) pairs, `each` of every state, for stories to create.

    Stories in review belong to the section that asks for most reviews, the others to any section
    of news. `day` is the day that they report on.
    """
    sections = reference_data.sections
    news = content.topics().keys() - {ESSAY_SECTION}
    reviewed = max(sections.values(), key=lambda section: len(section.stages))
    topics = shuffled_topics(rng)
    for _round in range(each):
        for name, state in draft_states(reviewed.stages).items():
            wanted = {reviewed.slug} if name.startswith("submitted") else news
            section, topic = next(pair for pair in topics if pair[0] in wanted)
            yield state, write_story(rng, section, topic, day, Article)


def change_live_stories(story_ids, reference_data, *, each, rng):
    """Take `each` of the stories to every one of LIVE_STATES; those with `story_ids` are live."""
    chosen = rng.sample(story_ids, min(len(story_ids), each * len(LIVE_STATES)))
    for story_id, state in zip(chosen, cycle(LIVE_STATES), strict=False):
        with transaction.atomic():
            state(Story.objects.get(pk=story_id), reference_data.users)
