"""Redacting: the text is emptied on desk and press; hash, seals and reason stay."""

import pytest
from django.db import DatabaseError, transaction

from newsroom.desk.models import Decision, ProofMark
from newsroom.desk.revisions import hash_chain
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.redaction import redact
from newsroom.desk.workflow import TransitionRefused, apply
from newsroom.press.models import Version
from tests.factories import ArticleFactory, published

pytestmark = pytest.mark.django_db

SECRET = "不该留存的姓名"


@pytest.fixture
def story(reporter, chief):
    """A story that was published with SECRET, withdrawn, and edited so that SECRET is gone."""
    story = ArticleFactory(filed_by=reporter, headline=SECRET, body=f"<p>{SECRET}</p>")
    story.tags.add(SECRET)
    record_revision(story, user=reporter)
    published(story)
    apply("withdraw", story, user=chief, reason="complaint")
    return say(story, reporter, "标题改过了", "<p>正文改过了。</p>")


def say(story, user, headline, body):
    story.tags.clear()
    story.headline, story.body = headline, body
    story.save()
    record_revision(story, user=user)
    return story


def test_text_is_emptied_in_every_revision_and_version_that_had_it(story, reporter, chief):
    again = say(story, reporter, SECRET, f"<p>{SECRET}</p>")
    say(again, reporter, "标题又改过了", "<p>正文又改过了。</p>")
    old = story.revisions.get(number=1)

    decisions = redact(story, old, user=chief, note="当事人要求")

    assert [d.revision.number for d in decisions] == [1, 2, 4]
    for revision in story.revisions.all():
        assert SECRET not in revision.content + str(revision.metadata)
    assert SECRET not in str(Version.objects.get().content)
    assert {r.sha256 for r in story.revisions.filter(content="")} == {old.sha256}
    assert Version.objects.get().revision_sha256 == old.sha256


def test_metadata_stays_except_the_tags(story, chief):
    before = story.revisions.get(number=2).metadata

    redact(story, story.revisions.get(number=2), user=chief, note="当事人要求")

    after = story.revisions.get(number=2).metadata
    assert before["tags"] == [SECRET]
    assert after == {name: value for name, value in before.items() if name != "tags"}


def test_seals_are_unbroken_afterwards(story, chief):
    redact(story, story.revisions.get(number=1), user=chief, note="当事人要求")

    before = ""
    for decision in story.decisions.select_related("revision").order_by("pk"):
        assert decision.seal == hash_chain.compute_seal(decision, before)
        before = decision.seal
    assert Decision.objects.filter(transition="redact", note="当事人要求").count() == 2


def test_refusal_changes_nothing(story, chief):
    with pytest.raises(TransitionRefused):
        redact(story, story.revision, user=chief, note="当事人要求")
    with pytest.raises(TransitionRefused):
        redact(story, story.revisions.get(number=1), user=chief, note=" ")

    assert not story.revisions.filter(content="").exists()
    assert SECRET in str(Version.objects.get().content)


def test_nothing_is_redacted_twice(story, chief):
    redact(story, story.revisions.get(number=1), user=chief, note="当事人要求")

    with pytest.raises(TransitionRefused):
        redact(story, story.revisions.get(number=1), user=chief, note="当事人要求")


def test_database_empties_nothing_without_a_decision(story):
    with pytest.raises(DatabaseError), transaction.atomic():
        story.revisions.filter(number=1).update(content="")


def test_marks_of_its_proofs_are_emptied_too(reporter, proofreader, chief):
    story = ArticleFactory(filed_by=reporter, headline=SECRET)
    record_revision(story, user=reporter)
    apply("submit", story, user=reporter)
    mark = ProofMark(field="headline", start=0, original=SECRET, replacement="某人", note="核实")
    proof = apply("first_proof", story, user=proofreader, marks=[mark])
    say(story, reporter, "标题改过了", "<p>正文改过了。</p>")

    redact(story, proof.revision, user=chief, note="当事人要求")

    mark.refresh_from_db()
    assert (mark.original, mark.replacement, mark.note) == ("", "", "")
    with pytest.raises(DatabaseError, match="record is kept"), transaction.atomic():
        ProofMark.objects.update(replacement="别的字")


def test_mark_of_a_text_that_was_not_redacted_cannot_be_changed(reporter, proofreader):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    mark = ProofMark(field="headline", start=0, original="临", replacement="林")
    apply("first_proof", story, user=proofreader, marks=[mark])

    for words in ({"original": "", "replacement": "", "note": ""}, {"original": "别的"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            ProofMark.objects.update(**words)
