"""放弃修改: an amendment that was begun by mistake is thrown away, and all is as readers see it."""

import datetime

import pytest
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.core.models import Organization
from newsroom.core.roles import Role
from newsroom.desk import record_checks
from newsroom.desk.admin.panels import proof as proof_panels
from newsroom.desk.models import Correction, Decision, Story, StoryPhoto
from newsroom.desk.organizations import merge
from newsroom.desk.revisions import hash_chain
from newsroom.desk.revisions.content import metadata_sha256, record_revision
from newsroom.desk.workflow import TransitionRefused, apply, refusal
from newsroom.desk.workflow.review_round import ReviewRound, TransitionContext
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    OrganizationFactory,
    PhotoFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.proof_steps import signed as proof_signed
from tests.newsroom.desk.screens import save_revision

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def live(reporter):
    """A published story with everything that a revision records; its lead is its second picture."""
    story = ArticleFactory(
        filed_by=reporter,
        kicker="引题",
        section=SectionFactory(reviews_required=3),
        responsible_editor=UserFactory(roles=[Role.EDITOR]),
    )
    BylineFactory(story=story)
    photos = [
        StoryPhotoFactory(story=story, photo=PhotoFactory(original=f"{n}.jpg", sha256=n * 64))
        for n in "ab"
    ]
    photos[1].is_lead = True
    photos[1].save()
    story.body += "".join(photo_node(photo.pk) for photo in photos)
    story.save()
    story.tags.add("书屋", "阅读")
    story.organizations.add(OrganizationFactory())
    record_revision(story, user=reporter)
    for name, role in (
        ("submit", Role.EDITOR),
        ("first_review", Role.EDITOR),
        ("second_review", Role.HEAD),
        ("sign_off", Role.CHIEF),
    ):
        apply(name, story, user=UserFactory(roles=[role]))
    # As in `published`, but pictures without prepared sizes cannot be published.
    return publish_unprepared(story)


def publish_unprepared(story):
    transition = TRANSITIONS["publish"]
    context = TransitionContext(story, UserFactory(roles=[Role.CHIEF]))
    version = transition.effect(context, story.revision)
    decision = Decision(
        story=story,
        revision=story.revision,
        transition="publish",
        source="approved",
        target="approved",
        actor=context.user,
        version=version,
    )
    decision.seal = hash_chain.next_seal(decision)
    decision.save()
    return story


def change_everything(story, user):
    """Rewrite text, pictures, byline and metadata, as an editor may in an amendment."""
    story.section = SectionFactory()
    story.responsible_editor = UserFactory(roles=[Role.EDITOR])
    story.embargo_until = story.publish_at = timezone.now() + HOUR
    story.kicker, story.headline = "新引题", "新标题"
    story.story_photos.first().delete()
    new_photo = StoryPhotoFactory(story=story)
    story.body = f"<p>整段重写。</p>{photo_node(new_photo.pk)}"
    story.save()
    story.bylines.all().delete()
    BylineFactory(story=story, role="通讯员")
    story.tags.set(["交通"])
    story.organizations.set([OrganizationFactory()])
    record_revision(story, user=user)


def fresh(story):
    return Story.objects.get(pk=story.pk)


def signature_users(story):
    return {stage: d.actor_id for stage, d in ReviewRound.load(story).signatures.items()}


def assert_as_published(story, before, signatures):
    story = fresh(story)
    assert (story.revision.content, story.revision.metadata) == (before.content, before.metadata)
    assert (story.status, story.stage, story.publish_at) == (Story.Status.APPROVED, None, None)
    assert signature_users(story) == signatures
    assert not ReviewRound.load(story).stale_signatures(story.revision.sha256)
    assert list(record_checks.verify(Story.objects.filter(pk=story.pk))) == []


@pytest.mark.parametrize("begin", ["amend", "correct"])
def test_everything_is_as_readers_see_it_and_as_it_was_signed(begin, live, reporter, editor):
    before, signatures = live.revision, signature_users(live)
    version = Version.objects.live().get()
    said = {"wrong": "十分钟", "right": "一刻钟"} if begin == "correct" else {}
    apply(begin, live, user=reporter, **said)
    change_everything(live, editor)
    thrown_away, decisions = live.revision, live.decisions.count()

    decision = apply("abandon", live, user=editor)

    assert_as_published(live, before, signatures)
    assert decision.abandons.transition == begin
    assert live.decisions.count() == decisions + 1
    assert live.revisions.get(pk=thrown_away.pk).content == thrown_away.content
    assert Version.objects.live().get() == version
    assert not Correction.objects.exists()
    assert StoryPhoto.objects.filter(story=live).count() == 2


def test_nothing_needs_to_have_changed(live, reporter):
    before, signatures = live.revision, signature_users(live)
    apply("amend", live, user=reporter)

    decision = apply("abandon", live, user=reporter)

    assert decision.revision == before
    assert_as_published(live, before, signatures)


@pytest.mark.parametrize("way", ["submitted", "returned", "signed off", "amended twice"])
def test_whole_round_of_the_amendment_counts_no_more(way, live, reporter, editor, head, chief):
    before, signatures = live.revision, signature_users(live)
    first = apply("amend", live, user=reporter)
    change_everything(live, editor)
    live.embargo_until = None
    save_revision(live, editor)
    if way == "amended twice":
        apply("abandon", live, user=editor)
        first = apply("amend", live, user=editor)
        save_revision(live, editor, headline="再改的标题")
    apply("submit", live, user=editor)
    if way == "returned":
        apply("return", live, user=editor, note="不必改")
    if way in ("signed off", "amended twice"):
        apply("sign_off", live, user=chief)

    decision = apply("abandon", live, user=head)

    assert decision.abandons == first
    assert_as_published(live, before, signatures)


def test_story_may_be_amended_again_and_then_goes_the_whole_way(live, reporter, editor, chief):
    apply("amend", live, user=reporter)
    apply("abandon", live, user=editor)

    section = SectionFactory()
    apply("amend", live, user=reporter)
    live.section = section
    save_revision(live, editor, body="<p>今年有四百人。</p>")
    with pytest.raises(TransitionRefused):
        apply("publish", live, user=chief)
    apply("submit", live, user=reporter)
    apply("sign_off", live, user=chief)
    apply("publish", live, user=chief)

    assert Version.objects.live().get().snapshot.body == "<p>今年有四百人。</p>"
    assert list(record_checks.verify(Story.objects.all())) == []
    with pytest.raises(TransitionRefused):
        apply("abandon", live, user=chief)


def test_marks_of_the_abandoned_round_wait_for_nobody(reporter, chief, editor, proofreader):
    story = published(ArticleFactory(filed_by=reporter, headline="夜校周一开课"))
    apply("amend", story, user=reporter)
    save_revision(story, reporter, headline="夜校周二开课")
    apply("submit", story, user=reporter)
    proof_signed(story, 周二="周三")
    assert proof_panels.marks_to_resolve(editor) is not None

    apply("abandon", story, user=editor)

    assert proof_panels.marks_to_resolve(editor) is None
    assert proof_panels.to_proofread(proofreader).items == []
    assert ReviewRound.load(story).proofs == []


def test_words_of_an_earlier_correction_come_back_and_where_it_was_printed(reporter, editor):
    story = published(ArticleFactory(filed_by=reporter))
    apply("correct", story, user=reporter, wrong="十分钟", right="一刻钟")
    published_note = Correction.objects.get().note
    apply("submit", story, user=editor)
    apply("sign_off", story, user=UserFactory(roles=[Role.CHIEF]))
    apply("publish", story, user=UserFactory(roles=[Role.CHIEF]))
    apply("correction_printed", story, user=editor, note="11月26日06版")
    apply("correct", story, user=reporter, wrong="昨天", right="前天")
    Correction.objects.filter(note=published_note).update(note="改过的更正。")
    record_revision(story, user=editor)

    apply("abandon", story, user=editor)

    correction = Correction.objects.get()
    assert (correction.note, correction.reprinted) == (published_note, "11月26日06版")
    assert list(record_checks.verify(Story.objects.all())) == []


def test_organization_that_was_merged_meanwhile_is_the_other_one(live, reporter):
    apply("amend", live, user=reporter)
    other = OrganizationFactory()
    merge(live.organizations.get(), other)

    apply("abandon", live, user=reporter)

    assert list(fresh(live).organizations.all()) == [Organization.objects.get(pk=other.pk)]


# --- when it is refused -----------------------------------------------------------------------------


def refused(story, user, **said):
    count = Decision.objects.count()
    with pytest.raises(TransitionRefused) as refusal:
        apply("abandon", story, user=user, **said)
    assert Decision.objects.count() == count
    return str(refusal.value)


def test_somebody_saved_meanwhile(live, reporter, editor):
    apply("amend", live, user=reporter)
    seen = live.revision
    live.tags.add("交通")  # metadata alone: the hash of the text stays
    record_revision(live, user=editor)

    assert "有改动" in refused(live, reporter, expected_metadata=metadata_sha256(seen.metadata))
    assert "有改动" in refused(live, reporter, expected_sha256="0" * 64)
    assert "交通" in fresh(live).tags.names()


def test_nothing_is_amended(live, chief, editor):
    assert refused(live, editor)
    apply("withdraw", live, user=chief, reason="wrong")
    assert "没有发布" in refused(live, editor)
    assert refused(ArticleFactory(), editor)


def test_amendment_that_was_withdrawn_has_nothing_to_go_back_to(live, reporter, chief):
    apply("amend", live, user=reporter)
    apply("emergency_withdraw", live, user=chief)

    assert "没有发布" in refused(live, reporter)


def test_scheduled_amendment_is_unscheduled_first(live, reporter, editor, chief):
    before, signatures = live.revision, signature_users(live)
    apply("amend", live, user=reporter)
    live.section = SectionFactory()
    save_revision(live, editor, body="<p>今年有四百人。</p>")
    apply("submit", live, user=editor)
    apply("sign_off", live, user=chief)
    apply("schedule", live, user=chief, at=timezone.now() + HOUR)

    assert "取消定时" in refused(live, editor)
    apply("unschedule", live, user=chief)
    apply("abandon", live, user=editor)

    assert_as_published(live, before, signatures)


def test_reporter_of_the_published_byline_is_gone(live, reporter):
    apply("amend", live, user=reporter)
    writer = live.bylines.get().reporter
    live.bylines.all().delete()
    BylineFactory(story=live, reporter=ReporterFactory())
    record_revision(live, user=reporter)
    writer.delete()

    assert writer.name in refused(live, reporter)


def test_author_abandons_a_draft_and_the_desk_whatever_is_under_way(live, reporter, editor):
    apply("amend", live, user=reporter)
    abandon = TRANSITIONS["abandon"]

    def may(user):
        return refusal(abandon, TransitionContext(fresh(live), user)) is None

    other = UserFactory(roles=[Role.REPORTER])
    assert (may(reporter), may(editor), may(other)) == (True, True, False)
    apply("submit", live, user=reporter)
    assert (may(reporter), may(editor), may(other)) == (False, True, False)


def test_picture_that_the_photo_desk_replaced_has_to_be_signed_again(live, reporter, editor):
    """As if the amendment had never begun: the library's change stays, readers see the old one."""
    apply("amend", live, user=reporter)
    photo = live.story_photos.first().photo
    type(photo).objects.filter(pk=photo.pk).update(sha256="c" * 64)
    record_revision(live, user=editor)

    apply("abandon", live, user=editor)

    story = fresh(live)
    assert story.status == Story.Status.APPROVED
    assert ReviewRound.load(story).stale_signatures(story.revision.sha256)
    assert list(record_checks.verify(Story.objects.all())) == []
