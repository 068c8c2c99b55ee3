"""`verify_record`: a full history passes, and every forgery in the database is found."""

import dataclasses
import datetime
import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from newsroom.core.body import photo_node
from newsroom.core.models import Reporter, Section
from newsroom.core.roles import Role
from newsroom.desk import record_checks
from newsroom.desk.models import (
    Byline,
    Decision,
    Delegation,
    MarkResolution,
    ProofMark,
    Revision,
    Story,
)
from newsroom.desk.record_checks import story_record
from newsroom.desk.revisions import hash_chain
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import apply
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press import publishing as press
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    BylineFactory,
    OrganizationFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    published,
)
from tests.triggers import triggers_disabled

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def findings(*stories):
    chosen = Story.objects.filter(pk__in=[s.pk for s in stories]) if stories else Story.objects
    return list(record_checks.verify(chosen.all()))


# --- an untouched record --------------------------------------------------------------------------


@pytest.fixture
def people(reporter, editor, head, chief, proofreader):
    return {
        "reporter": reporter,
        "editor": editor,
        "head": head,
        "chief": chief,
        "proofreader": proofreader,
        "delegate": UserFactory(roles=[Role.EDITOR]),
    }


@pytest.fixture
def delegation(people):
    now = timezone.now()
    return Delegation.objects.create(
        stage=Section.Stage.SECOND,
        delegate=people["delegate"],
        granted_by=people["chief"],
        reason="出差",
        begins_at=now - HOUR,
        ends_at=now + HOUR,
    )


def filed(people):
    """A story with a name, a photo, keywords and an organization, in a section of three reviews."""
    story = ArticleFactory(
        filed_by=people["reporter"],
        section=SectionFactory(reviews_required=3, proofs_required=1),
        reprint_title="河边的书屋",
    )
    writer = Reporter.objects.filter(user=people["reporter"]).first()
    BylineFactory(story=story, reporter=writer or ReporterFactory(user=people["reporter"]))
    story_photo = StoryPhotoFactory(story=story)
    story.body += photo_node(story_photo.pk)
    story.save()
    story.tags.add("书屋", "阅读")
    story.organizations.add(OrganizationFactory())
    record_revision(story, user=people["reporter"])
    return story


def reviewed(story, people):
    apply("submit", story, user=people["reporter"])
    apply("first_review", story, user=people["editor"])
    apply("second_review", story, user=people["delegate"])
    apply("sign_off", story, user=people["chief"])


def changed(story, headline, user):
    story.headline = headline
    story.save()
    return record_revision(story, user=user)


def proofread(story, people):
    """One proof with a mark that the editor accepts, checked and signed again."""
    proof = apply("first_proof", story, user=people["proofreader"])
    mark = ProofMark.objects.create(
        proof=proof, field="headline", start=0, original="临川", replacement="凌川"
    )
    revision = changed(story, story.headline.replace("临川", "凌川"), people["editor"])
    MarkResolution.objects.create(
        mark=mark, accepted=True, resolved_by=people["editor"], revision=revision
    )
    apply("check_proof", story, user=people["proofreader"])
    apply("sign_again", story, user=people["chief"])


@pytest.fixture
def story(people, delegation):
    """A story that was returned, reviewed by three, proofread, published, corrected, and is live."""
    story = filed(people)
    apply("submit", story, user=people["reporter"])
    apply("return", story, user=people["editor"], note="请补充")
    changed(story, "临川市第一座书屋开门迎客", people["reporter"])
    reviewed(story, people)
    proofread(story, people)
    apply("publish", story, user=people["chief"])
    apply("correct", story, user=people["reporter"], wrong="十分钟", right="一刻钟")
    story.body = story.body.replace("十分钟", "一刻钟")
    story.save()
    reviewed(story, people)
    apply("first_proof", story, user=people["proofreader"])
    apply("publish", story, user=people["head"])
    connection.check_constraints()
    return story


def test_a_full_history_passes(story, people):
    assert findings() == []
    first = row(story, "publish").revision

    apply("amend", story, user=people["reporter"])
    changed(story, "临川市书屋一周年", people["reporter"])
    reviewed(story, people)
    apply("first_proof", story, user=people["proofreader"])
    apply("schedule", story, user=people["chief"], at=timezone.now() + HOUR)
    assert findings() == []
    apply("unschedule", story, user=people["head"])
    apply("schedule", story, user=people["chief"], at=timezone.now() + HOUR)
    apply("withdraw", story, user=people["head"], reason="wrong")
    assert findings() == []
    redact(story, first, user=people["chief"])

    assert Version.objects.filter(revision_sha256=first.sha256).get().content["headline"] == ""
    assert findings() == []


def redact(story, revision, user):
    apply("redact", story, user=user, revision=revision, note="当事人要求")


def test_an_abandoned_amendment_passes_and_its_seals_hold(story, people):
    live = Version.objects.live().get()
    apply("amend", story, user=people["reporter"])
    changed(story, "误改的标题", people["reporter"])
    reviewed(story, people)
    decision = apply("abandon", story, user=people["head"])
    assert findings() == []
    assert decision.revision.sha256 == live.revision_sha256

    with triggers_disabled():
        alter(decision, abandons=row(story, "correct"))
    assert findings()


def test_the_same_text_may_be_published_anew_after_it_was_redacted(chief, reporter):
    story = published(ArticleFactory(headline="旧标题", filed_by=reporter))
    revision = row(story, "publish").revision
    apply("withdraw", story, user=chief, reason="wrong")
    changed(story, "另一个标题", reporter)
    redact(story, revision, user=chief)
    changed(story, "旧标题", reporter)
    published(story)

    assert findings() == []


def test_stories_of_every_kind_and_status_pass(editor, chief):
    published(BriefFactory(kicker="市图书馆"))
    emergency = published(ArticleFactory())
    apply("emergency_withdraw", emergency, user=chief)
    apply("spike", ArticleFactory(), user=editor, note="重复")
    ArticleFactory()

    assert findings() == []


def test_a_merged_organization_and_a_renamed_editor_are_no_forgery(story, editor):
    story.organizations.set([OrganizationFactory()])
    editor.name = "改过的名字"
    editor.save()

    assert findings() == []


def test_a_picture_that_arrives_later_is_no_forgery(story):
    story_photo = story.story_photos.get()
    type(story_photo.photo).objects.filter(pk=story_photo.photo_id).update(
        original="photos/1.jpg", sha256="a" * 64
    )

    assert findings() == []


# --- forgeries ------------------------------------------------------------------------------------


def sql(statement, *values):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def row(story, transition, which=0):
    return story.decisions.filter(transition=transition).order_by("pk")[which]


def alter(decision, **fields):
    type(decision).objects.filter(pk=decision.pk).update(**fields)


def body_on_the_desk(story):
    sql("UPDATE desk_story SET body = '<p>没有人写过的话。</p>' WHERE id = %s", story.pk)


def byline_on_the_desk(story):
    Byline.objects.filter(story=story).update(name="无名氏")


def section_on_the_desk(story):
    Story.objects.filter(pk=story.pk).update(section=SectionFactory())


def body_of_a_revision(story):
    sql("ALTER TABLE desk_revision DROP CONSTRAINT revision_sha256_matches_content")
    sql("UPDATE desk_revision SET content = replace(content, '一刻钟', '半小时')")


def body_and_hash_of_a_revision(story):
    sql(
        "UPDATE desk_revision SET content = replace(content, '书屋', '书店'), sha256 ="
        " encode(sha256(convert_to(replace(content, '书屋', '书店'), 'UTF8')), 'hex')"
        " WHERE story_id = %s",
        story.pk,
    )


def version_of(story):
    return Version.objects.filter(story_id=story.pk).earliest("pk")


def content_of_a_version(**fields):
    def tamper(story):
        version = version_of(story)
        version.content |= fields
        version.save(update_fields=["content"])

    return tamper


def hash_of_a_version(story):
    Version.objects.filter(story_id=story.pk).update(revision_sha256="0" * 64)


def emptied_version(story):
    version = version_of(story)
    Version.objects.filter(pk=version.pk).update(content=version.snapshot.emptied().as_content())


def unreadable_version(story):
    Version.objects.filter(story_id=story.pk).update(content={"format": 1})


def version_without_a_decision(story):
    version = version_of(story)
    version.pk, version.during = None, "empty"
    version.ended_as = Version.Ended.CANCELLED
    version.save()


def emptied_revision(story):
    Revision.objects.filter(pk=story.revisions.last().pk).update(content="")


def gap(story):
    Revision.objects.filter(story=story, number=2).update(number=99)


def taken_out_revision(story):
    story.decisions.filter(revision__number=2).update(revision=story.revisions.first())
    Revision.objects.filter(story=story, number=2)._raw_delete("default")


def note_of_a_decision(story):
    alter(row(story, "return"), note="没有说过的话")


def actor_of_a_decision(story):
    alter(row(story, "first_review"), actor=UserFactory(roles=[Role.EDITOR]))


def moment_of_a_decision(story):
    alter(row(story, "publish"), created_at=timezone.now() - 48 * HOUR)


def decision_taken_out(story):
    Decision.objects.filter(pk=row(story, "return").pk)._raw_delete("default")


def last_decision_taken_out(story):
    Decision.objects.filter(pk=story.decisions.last().pk)._raw_delete("default")


def seal_taken_off(story):
    alter(row(story, "submit"), seal="")


def status_on_the_desk(story):
    Story.objects.filter(pk=story.pk).update(status=Story.Status.SPIKED)


def revision_of_another_story(story):
    alter(row(story, "sign_off"), revision=ArticleFactory().revision)


def sealed_anew(story):
    """Whoever knows how seals are computed can compute them anew: other checks must find that."""
    before = ""
    for decision in story.decisions.order_by("pk").select_related("revision"):
        seal = hash_chain.compute_seal(decision, before)
        alter(decision, seal=seal)
        before = seal


def signed_by_the_filer(story):
    alter(row(story, "first_review"), actor=story.filed_by)
    sealed_anew(story)


def signed_by_the_byline(story):
    alter(row(story, "first_review"), actor=UserFactory())
    Reporter.objects.filter(bylines__story=story).update(user=row(story, "first_review").actor)
    sealed_anew(story)


def signed_twice_by_one(story):
    alter(row(story, "sign_off"), actor=row(story, "first_review").actor)
    sealed_anew(story)


def delegation_that_had_ended(story):
    decision = row(story, "second_review")
    Delegation.objects.filter(pk=decision.delegation_id).update(
        begins_at=decision.created_at - 2 * HOUR, ends_at=decision.created_at - HOUR
    )


def delegation_of_another_stage(story):
    Delegation.objects.update(stage=Section.Stage.FIRST)


def delegation_granted_afterwards(story):
    Delegation.objects.update(created_at=timezone.now() + HOUR)


def delegation_revoked_before(story):
    decision = row(story, "second_review")
    Delegation.objects.update(
        revoked_at=decision.created_at - datetime.timedelta(minutes=1), revoked_by=decision.actor
    )


def signature_moved_to_another_text(story):
    alter(row(story, "sign_off", 1), revision=story.revisions.last())
    sealed_anew(story)


def steps_out_of_order(story):
    alter(row(story, "return"), source="approved")
    sealed_anew(story)


def resolution_on_another_story(story):
    MarkResolution.objects.update(revision=ArticleFactory().revision)


def mark_of_no_proof(story):
    ProofMark.objects.update(proof=row(story, "submit"))


def withdrawn_behind_the_record(story):
    press.withdraw(story.pk, public_text="已撤下")


def back_after_its_withdrawal(story):
    decision = apply("withdraw", story, user=UserFactory(roles=[Role.HEAD]), reason="wrong")
    Version.objects.filter(pk=decision.version_id).update(
        during=(decision.version.during.lower, None), ended_as="", public_text=""
    )


def abandoned_what_is_no_amendment(story):
    alter(story.decisions.last(), abandons=row(story, "submit"))


FORGERIES = {
    body_on_the_desk: "body、photos in the text is not what",
    byline_on_the_desk: "bylines is not what",
    section_on_the_desk: "section is not what",
    body_of_a_revision: "is not the one that was recorded",
    body_and_hash_of_a_revision: "seal is broken",
    content_of_a_version(body="<p>另一句。</p>"): "body is not what",
    content_of_a_version(bylines=[{"name": "无名", "role": "记者"}]): "bylines is not what",
    content_of_a_version(corrections=[{"note": "更正", "date": None}]): "corrections is not what",
    content_of_a_version(tags=[]): "tags is not what",
    content_of_a_version(pictures=[]): "photos in the text is not what",
    content_of_a_version(reprint=None): "reprint is not what",
    hash_of_a_version: "SHA-256 of another text",
    emptied_version: "emptied, but no decision",
    unreadable_version: "Cannot be read",
    version_without_a_decision: "No decision published it",
    emptied_revision: "emptied, but no decision",
    gap: "some were taken out",
    taken_out_revision: "some were taken out",
    note_of_a_decision: "seal is broken",
    actor_of_a_decision: "seal is broken",
    moment_of_a_decision: "seal is broken",
    decision_taken_out: "seal is broken",
    last_decision_taken_out: "No decision published it",
    seal_taken_off: "carries no seal",
    status_on_the_desk: "its last step led to",
    revision_of_another_story: "revision of another story",
    signed_by_the_filer: "Who filed the story signed it",
    signed_by_the_byline: "person named in the byline",
    signed_twice_by_one: "same person signed another review",
    delegation_that_had_ended: "gave no right",
    delegation_of_another_stage: "gave no right",
    delegation_granted_afterwards: "gave no right",
    delegation_revoked_before: "gave no right",
    signature_moved_to_another_text: "without a final approval",
    steps_out_of_order: "where the step before it ended",
    resolution_on_another_story: "revision of another story",
    abandoned_what_is_no_amendment: "is none of this story",
    mark_of_no_proof: "belongs to no proof",
    withdrawn_behind_the_record: "ended as withdrawn, but no decision",
    back_after_its_withdrawal: "taken from the readers, and is back",
}


@pytest.mark.parametrize(
    ("tamper", "problem"), FORGERIES.items(), ids=[tamper.__name__ for tamper in FORGERIES]
)
def test_forgery_is_found(tamper, problem, story):
    other = published(ArticleFactory(body="<p>别的稿件。</p>"))

    with translation.override("en"), triggers_disabled():
        tamper(story)
        found = findings(story)

    assert [finding for finding in found if problem in finding.problem], found
    assert all(finding.story_id == story.pk and finding.hint for finding in found)
    assert findings(other) == []


def test_a_redaction_that_left_the_text_is_found(story, people, monkeypatch):
    first = row(story, "publish").revision
    emptying_nothing = dataclasses.replace(TRANSITIONS["redact"], after=None)
    monkeypatch.setitem(TRANSITIONS, "redact", emptying_nothing)

    apply("redact", story, user=people["chief"], revision=first, note="当事人要求")
    with translation.override("en"):
        (found,) = findings()

    assert "its text is still there" in found.problem


def test_a_version_of_no_story_is_found():
    version = Version.objects.get(story_id=published(ArticleFactory()).pk)
    version.pk, version.story_id = None, 987_654
    version.save(force_insert=True)

    (found,) = record_checks.find_orphans()

    assert found.story_id == 987_654


# --- the command ----------------------------------------------------------------------------------


def verify_record(capsys, *stories):
    """(whether every check passed, what was printed)."""
    try:
        call_command("verify_record", *map(str, stories))
    except CommandError as failed:
        assert failed.returncode == 1
        return False, capsys.readouterr().out + str(failed)
    return True, capsys.readouterr().out


def test_the_command_counts_what_it_checked(story, capsys):
    passed, printed = verify_record(capsys)

    counts = (1, story.revisions.count(), story.decisions.count(), 2)
    assert passed
    assert [int(n) for n in re.findall(r"\d+", printed)] == list(counts)


def test_the_command_fails_and_prints_the_problem(story, capsys):
    body_on_the_desk(story)
    ArticleFactory()

    passed, printed = verify_record(capsys)

    assert not passed
    assert f"{story.pk}" in printed
    assert "正文" in printed


def test_the_command_looks_at_the_named_stories_alone(story, capsys):
    other = ArticleFactory()
    body_on_the_desk(story)

    assert verify_record(capsys, other.pk)[0]
    assert not verify_record(capsys, other.pk, story.pk)[0]


def test_a_story_that_is_not_there_is_named(story):
    with pytest.raises(CommandError, match="987654"):
        call_command("verify_record", "987654")


def test_the_command_still_has_its_old_name(story, capsys):
    body_on_the_desk(story)

    with pytest.raises(CommandError):
        call_command("verify_ledger")
    assert f"{story.pk}" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_everything_as_of_one_moment(capsys):
    published(ArticleFactory())

    assert verify_record(capsys)[0]
    with record_checks.consistent_read(), pytest.raises(DatabaseError, match="read-only"):
        Story.objects.update(headline="改过")


# --- queries and memory ---------------------------------------------------------------------------


def test_a_batch_costs_the_same_with_two_stories_and_with_twenty(people, delegation):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert findings() == []
        return len(captured)

    def fill(count):
        for _ in range(count):
            story = filed(people)
            reviewed(story, people)
            proofread(story, people)
            apply("publish", story, user=people["chief"])

    fill(1)
    few = queries()
    fill(9)

    assert queries() <= few <= 16


def test_stories_are_read_in_batches(monkeypatch):
    monkeypatch.setattr(story_record, "BATCH_SIZE", 2)
    stories = [ArticleFactory() for _ in range(5)]
    counts = Counter()

    sizes = [len(batch) for batch in story_record.read_batches(Story.objects.all())]
    assert list(record_checks.verify(Story.objects.all(), counts)) == []

    assert sizes == [2, 2, 1]
    assert counts["stories"] == counts["revisions"] == len(stories)


def test_only_texts_that_are_compared_are_kept(story, people):
    """Old texts are hashed and not kept in memory, however long the history of a story is."""
    for number in range(5):
        changed(story, f"第{number}稿", people["reporter"])

    (record_read,) = next(story_record.read_batches(Story.objects.all()))

    kept = {revision.pk for revision in record_read.revisions if revision.content}
    compared = {decision.revision_id for decision in record_read.publications}
    assert kept == compared | {record_read.revisions[-1].pk}
    assert len(kept) < len(record_read.revisions)
