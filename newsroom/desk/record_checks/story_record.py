"""Reading the ledger in batches: all that desk, record and press have of a number of stories."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.db.models import Prefetch

from newsroom.core.models import Reporter
from newsroom.desk.models import Decision, ProofMark, Revision, Story, StoryPhoto
from newsroom.desk.revisions import content as record
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS
from newsroom.press.models import Version

BATCH = 200  # stories that are read together
MARK = ("pk", "proof__story", "proof__transition", "resolution__revision__story")
CHUNK = 100  # revisions that the database hands over at a time
COUNTED = ("stories", "revisions", "decisions", "versions")


@dataclass
class Text:
    """What is kept of a revision once its content was hashed.

    `digest` is of its content, empty when that is emptied. `content` is kept of the newest one
    and of those that were published: they are compared with the desk and with the press.
    """

    pk: int
    number: int
    sha256: str
    digest: str
    metadata: dict
    content: str

    @property
    def is_redacted(self):
        return not self.digest


@dataclass
class Account:
    """One story in the desk, its record in order, and its versions in the press."""

    story: Story
    texts: list = field(default_factory=list)
    decisions: list = field(default_factory=list)
    versions: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    people: dict = field(default_factory=dict)  # the log-in of each reporter who has one

    @property
    def size(self):
        """How much there is of it, by the names in COUNTED."""
        rows = (self.texts, self.decisions, self.versions)
        return dict(zip(COUNTED, (1, *map(len, rows)), strict=True))

    @cached_property
    def state(self):
        """What the working copy says, as `record.revision_data` would read it."""
        story = self.story
        return record.build_revision_data(
            story,
            bylines=list(story.bylines.all()),
            story_photos=list(story.story_photos.all()),
            corrections=[correction.note for correction in story.corrections.all()],
            tags=[tag.name for tag in story.tags.all()],
            organizations=[organization.pk for organization in story.organizations.all()],
        )

    @cached_property
    def text(self):
        """{primary key: Text} of the story's own revisions."""
        return {text.pk: text for text in self.texts}

    def publications(self):
        """The decisions that put a version before the readers."""
        return [
            decision for decision in self.decisions if decision.transition in PUBLISHING_TRANSITIONS
        ]

    def rounds(self):
        """(decision, the ReviewRound as it was before it) for each step."""
        since = []
        for decision in self.decisions:
            if decision.transition == "submit":
                since = []
            yield decision, ReviewRound(tuple(since))
            since.append(decision)


def batches(stories):
    """Lists of up to BATCH Accounts, in the order of the stories' ids."""
    rows = stories.order_by("pk").prefetch_related(
        "bylines",
        "corrections",
        "tags",
        "organizations",
        Prefetch("story_photos", StoryPhoto.objects.select_related("photo")),
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        yield _read(batch)


def _read(stories):
    """The Accounts of the stories. The heavy content of a revision is hashed as it comes by."""
    ids = [story.pk for story in stories]
    decisions = _by_story(
        Decision.objects.filter(story__in=ids).select_related("delegation").order_by("story", "pk")
    )
    published = {
        decision.revision_id
        for row in decisions.values()
        for decision in row
        if decision.transition in PUBLISHING_TRANSITIONS
    }
    texts = _texts(ids, published)
    versions = defaultdict(list)
    for version in Version.objects.filter(story_id__in=ids).order_by("story_id", "pk"):
        versions[version.story_id].append(version)
    marks = defaultdict(list)
    for mark in ProofMark.objects.filter(proof__story__in=ids).values(*MARK):
        marks[mark["proof__story"]].append(mark)
    people = dict(Reporter.objects.exclude(user=None).values_list("pk", "user"))
    accounts = [
        Account(s, texts[s.pk], decisions[s.pk], versions[s.pk], marks[s.pk], people)
        for s in stories
    ]
    _name_revisions(accounts)
    return accounts


def _by_story(rows):
    grouped = defaultdict(list)
    for story, of_story in groupby(rows, lambda row: row.story_id):
        grouped[story] = list(of_story)
    return grouped


def _texts(ids, published):
    """{story: [Text, …]} by number, through a cursor of the database's."""
    texts = defaultdict(list)
    revisions = Revision.objects.filter(story__in=ids).order_by("story", "number", "pk")
    for row in revisions.iterator(chunk_size=CHUNK):
        of_story = texts[row.story_id]
        if of_story and of_story[-1].pk not in published:
            of_story[-1].content = ""
        digest = record.sha256_hex(row.content) if row.content else ""
        of_story.append(Text(row.pk, row.number, row.sha256, digest, row.metadata, row.content))
    return texts


def _name_revisions(accounts):
    """Give every decision its revision without the content; one of another story is looked up."""
    known = {
        text.pk: Revision(
            pk=text.pk, story_id=account.story.pk, number=text.number, sha256=text.sha256
        )
        for account in accounts
        for text in account.texts
    }
    decisions = [decision for account in accounts for decision in account.decisions]
    if strange := {decision.revision_id for decision in decisions} - known.keys():
        known |= Revision.objects.only("story_id", "number", "sha256").in_bulk(strange)
    for decision in decisions:
        decision.revision = known[decision.revision_id]
