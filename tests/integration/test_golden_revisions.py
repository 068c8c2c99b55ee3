"""Signed texts keep their bytes: 50 stories, and what was recorded and frozen of each of them.

`golden_revisions.json` was written once, by the code that signed the first stories. Hashes of it
stand in the records of newsrooms, so no value of it may ever change: where a test fails, the code
has to be corrected, not the file. A new field of the signed content is added only where it is
filled in, so that older stories keep their hashes; a new format of the press's snapshot changes
the expected snapshots, never the revisions, and the content of the format before it is added to
`earlier_snapshots`.

All ids and times are given, so that nothing depends on other tests.
"""

import datetime
import hashlib
import json
from pathlib import Path

import pytest

from media.models import Photo, Rendition
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.desk import snapshots
from newsroom.desk.admin.story_screen import preview_snapshot
from newsroom.desk.models import Byline, Correction, Decision, Revision, Story, StoryPhoto
from newsroom.desk.revisions import hash_chain
from newsroom.desk.revisions.content import canonical_json, record_revision
from newsroom.press import publishing as press
from newsroom.press.models import Version
from newsroom.press.snapshot import FORMAT, Snapshot

GOLDEN = json.loads(Path(__file__).with_name("golden_revisions.json").read_text())
BEGINS = datetime.datetime.fromisoformat(GOLDEN["published_at"])
# The rows that the stories refer to, in the order in which they depend on each other.
MODELS = {
    "users": User,
    "sections": Section,
    "reporters": Reporter,
    "organizations": Organization,
    "photos": Photo,
    "renditions": Rendition,
}
# Fields of rows that have another name now than in the file, which is never edited.
RENAMED_FIELDS = {"renditions": {"source": "original_sha256"}}
# Sizes have the label of their photo since the label is written into the files.
AI_GENERATED = {
    photo.get("sha256") for photo in GOLDEN["newsroom"]["photos"] if photo.get("ai_generated")
}
DATES = ("embargo_until", "printed_on")


def by_name(cases):
    return [pytest.param(case, id=case["name"]) for case in cases]


def sha256(text):
    """The digest of the text, computed without the code under test."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.fixture(scope="module")
def shared_newsroom(shared_rows):
    """People, sections, organizations and pictures, under the ids that the stories name."""
    for name, model in MODELS.items():
        renamed = RENAMED_FIELDS.get(name, {})
        model.objects.bulk_create(
            model(**{renamed.get(field, field): value for field, value in row.items()})
            for row in GOLDEN["newsroom"][name]
        )
    Rendition.objects.filter(original_sha256__in=AI_GENERATED).update(ai_generated=True)


@pytest.fixture
def newsroom(shared_newsroom, db):
    """The same; what a test adds is rolled back."""


def write(case):
    """Write the story of the case as the desk's forms do, and record it; returns both."""
    fields = {name: _parsed(name, value) for name, value in case["story"].items()}
    story = Story.objects.create(**fields)
    for row in case.get("bylines", ()):
        Byline.objects.create(story=story, **row)
    for row in case.get("photos", ()):
        StoryPhoto.objects.create(story=story, **row)
    for note in case.get("corrections", ()):
        Correction.objects.create(story=story, note=note)
    story.tags.add(*case.get("tags", ()))
    story.organizations.add(*case.get("organizations", ()))
    story = Story.objects.get(pk=story.pk)
    record_revision(story, user=story.filed_by)
    return story, Revision.objects.get(story=story)


def _parsed(name, value):
    if value is None or name not in DATES:
        return value
    return (datetime.date if name == "printed_on" else datetime.datetime).fromisoformat(value)


def frozen(snapshot):
    """Publish the snapshot and read back the content that the database keeps of it."""
    version = press.publish(snapshot, at=BEGINS)
    return Version.objects.get(pk=version.pk)


def test_there_are_fifty_stories_of_both_kinds():
    contents = [case["revision"]["content"] for case in GOLDEN["stories"]]

    assert len(set(contents)) >= 50
    assert {json.loads(content)["kind"] for content in contents} == {"article", "brief"}


@pytest.mark.parametrize("case", by_name(GOLDEN["stories"]))
def test_revision_has_the_same_bytes_and_the_same_hash(case, newsroom):
    _story, revision = write(case)

    expected = case["revision"]
    assert revision.content == expected["content"]
    assert revision.sha256 == expected["sha256"] == sha256(revision.content)
    assert revision.metadata == expected["metadata"]
    assert (revision.number, revision.author_id) == (1, case["story"].get("filed_by_id"))


@pytest.mark.parametrize("case", by_name(GOLDEN["stories"]))
def test_press_is_handed_and_freezes_the_same(case, newsroom):
    story, revision = write(case)

    snapshot = snapshots.of_revision(story, revision)
    version = frozen(snapshot)

    for expected, content in (
        (case["snapshot"], snapshot.as_content()),
        (case["version"], version.content),
    ):
        assert canonical_json(content) == expected["content"]
        assert sha256(canonical_json(content)) == expected["sha256"]
    assert preview_snapshot(story) == snapshot  # a preview shows what would be published
    assert version.snapshot == snapshot.with_correction_dates(BEGINS.date())
    assert version.revision_sha256 == case["revision"]["sha256"]


@pytest.mark.parametrize("case", by_name(GOLDEN["earlier_snapshots"]))
def test_snapshot_of_an_earlier_format_is_lifted_through_every_step(case):
    snapshot = Snapshot.from_content(json.loads(json.dumps(case["content"])))

    lifted = canonical_json(snapshot.as_content())
    assert lifted == case["lifted"]["content"]
    assert sha256(lifted) == case["lifted"]["sha256"]


def test_earlier_snapshots_begin_with_the_first_format():
    formats = {case["content"]["format"] for case in GOLDEN["earlier_snapshots"]}

    assert formats >= set(range(1, FORMAT))


@pytest.mark.parametrize("case", by_name(GOLDEN["decisions"]))
def test_decision_has_the_same_seal(case):
    fields = {name: _moment(name, value) for name, value in case["decision"].items()}
    decision = Decision(revision=Revision(**case["of_revision"]), **fields)

    assert hash_chain.compute_seal(decision, case["before"]) == case["seal"]


def _moment(name, value):
    return datetime.datetime.fromisoformat(value) if value and name.endswith("_at") else value
