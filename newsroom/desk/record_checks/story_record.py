"""Reads all that desk, record and press hold about stories, a batch of stories at a time."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from newsroom.core.models import Reporter
from newsroom.desk.models import Decision, ProofMark, Revision, Story, StoryPhoto
from newsroom.desk.revisions import content
from newsroom.desk.workflow.review_round import ReviewRound
from newsroom.desk.workflow.transitions import PUBLISHING_TRANSITIONS
from newsroom.press.models import Version

BATCH_SIZE = 200  # stories
CHUNK_SIZE = 100  # revisions fetched from the database at a time
MARK_COLUMNS = ("pk", "proof__story", "proof__transition", "resolution__revision__story")


@dataclass
class RecordedRevision:
    """A Revision whose content was hashed.

    `content_sha256` is the hash of the content, "" if it is redacted. `content` itself is kept
    only of the newest revision and of published ones, which are compared with desk and press.
    """

    pk: int
    number: int
    sha256: str
    content_sha256: str
    metadata: dict
    content: str

    @property
    def is_redacted(self):
        """Whether the content was emptied."""
        return not self.content_sha256


@dataclass
class StoryRecord:
    """One story, its record in order, and its published versions."""

    story: Story
    revisions: list[RecordedRevision]
    decisions: list[Decision]
    versions: list[Version]
    marks: list[dict]  # the MARK_COLUMNS of its proof marks
    reporter_users: dict[int, int]  # {id of a reporter: id of the user}, of all reporters

    @cached_property
    def current(self):
        """The RevisionData of the working copy, from rows that were prefetched."""
        story = self.story
        return content.build_revision_data(
            story,
            bylines=list(story.bylines.all()),
            story_photos=list(story.story_photos.all()),
            corrections=[correction.note for correction in story.corrections.all()],
            tags=[tag.name for tag in story.tags.all()],
            organizations=[organization.pk for organization in story.organizations.all()],
        )

    @property
    def last_revision(self):
        """The newest RecordedRevision, or None."""
        return self.revisions[-1] if self.revisions else None

    @cached_property
    def revision_by_id(self):
        """{id: RecordedRevision} of the revisions of this story."""
        return {revision.pk: revision for revision in self.revisions}

    @cached_property
    def version_by_id(self):
        """{id: Version} of the versions of this story."""
        return {version.pk: version for version in self.versions}

    @property
    def publications(self):
        """The Decisions that published or scheduled a version."""
        return [d for d in self.decisions if d.transition in PUBLISHING_TRANSITIONS]

    def steps(self):
        """Yield (decision, the ReviewRound before it) for each Decision."""
        standing: list[Decision] = []
        for decision in self.decisions:
            if decision.transition == "submit":
                yield decision, ReviewRound(())
            else:
                yield decision, ReviewRound(_since_submission(standing))
            if decision.abandons_id:
                standing = [d for d in standing if d.pk < decision.abandons_id]
            else:
                standing.append(decision)


def _since_submission(decisions):
    """The Decisions from the last submission on as a tuple; all if there is none."""
    submissions = [i for i, decision in enumerate(decisions) if decision.transition == "submit"]
    return tuple(decisions[submissions[-1] if submissions else 0 :])


def read_batches(stories):
    """Yield lists of up to BATCH_SIZE StoryRecords, ordered by the ids of the stories."""
    rows = stories.order_by("pk").prefetch_related(
        "bylines",
        "corrections",
        "tags",
        "organizations",
        Prefetch("story_photos", StoryPhoto.objects.select_related("photo")),
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH_SIZE]):
        last = batch[-1].pk
        yield _read(batch)


def _read(stories):
    ids = [story.pk for story in stories]
    decisions = _grouped(
        Decision.objects.filter(story__in=ids)
        .select_related("revision", "delegation")
        .defer("revision__content", "revision__metadata")
        .order_by("pk"),
        lambda decision: decision.story_id,
    )
    versions = _grouped(
        Version.objects.filter(story_id__in=ids).order_by("pk"), lambda version: version.story_id
    )
    marks = _grouped(
        ProofMark.objects.filter(proof__story__in=ids).values(*MARK_COLUMNS),
        lambda mark: mark["proof__story"],
    )
    published = {
        decision.revision_id
        for rows in decisions.values()
        for decision in rows
        if decision.transition in PUBLISHING_TRANSITIONS
    }
    revisions = _revisions(ids, published)
    reporter_users = dict(Reporter.objects.exclude(user=None).values_list("pk", "user"))
    return [
        StoryRecord(
            story,
            revisions[story.pk],
            decisions[story.pk],
            versions[story.pk],
            marks[story.pk],
            reporter_users,
        )
        for story in stories
    ]


def _grouped(rows, key):
    """{key: [row, …]}; an empty list for every other key."""
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _revisions(story_ids, published):
    """{story id: [RecordedRevision, …] by number}; `published` are ids of revisions.

    The contents are fetched and hashed in chunks, since all together they may fill the memory.
    """
    revisions: dict[int, list[RecordedRevision]] = defaultdict(list)
    rows = Revision.objects.filter(story__in=story_ids).order_by("story", "number", "pk")
    for row in rows.iterator(chunk_size=CHUNK_SIZE):
        of_story = revisions[row.story_id]
        if of_story and of_story[-1].pk not in published:
            of_story[-1].content = ""
        content_sha256 = content.sha256_hex(row.content) if row.content else ""
        of_story.append(
            RecordedRevision(
                row.pk, row.number, row.sha256, content_sha256, row.metadata, row.content
            )
        )
    return revisions
