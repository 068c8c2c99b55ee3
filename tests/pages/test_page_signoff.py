import pytest

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Decision, Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import TransitionRefused
from newsroom.press.models import Facet, Listing, Version
from pages.models import Page, PageStory
from pages.page_signoff import sign_off, undo_filing
from pages.waiting_stories import open_stories
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    BylineFactory,
    ReporterFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    """A page with an article and two briefs, filed as import_pages does it."""
    page = Page.objects.create(sha256="a" * 64, paper="临川晚报", text="…", reading={})
    stories = [
        ArticleFactory(headline="头条"),
        BriefFactory(headline="一"),
        BriefFactory(headline="二"),
    ]
    for position, story in enumerate(stories, start=1):
        story.printed_paper, story.printed_position = page.paper, position
        story.save()
        PageStory.objects.create(
            page=page, story=story, position=position, first_line=position, last_line=position
        )
    return page


def test_one_signature_publishes_the_page_in_its_order(page, chief):
    decisions = sign_off(page, user=chief)

    assert [d.story.headline for d in decisions] == ["头条", "一", "二"]
    newest = Listing.objects.in_list(Facet.NEWEST)
    assert [entry.version.snapshot.headline for entry in newest] == ["头条", "一", "二"]


def test_each_story_has_a_decision_with_its_revision_and_the_page(page, chief):
    sign_off(page, user=chief)

    for decision in Decision.objects.all():
        assert decision.transition == "sign_page"
        assert decision.revision == decision.story.revisions.get()
        assert decision.page_sha256 == page.sha256
        assert decision.actor == chief
    assert Decision.objects.count() == 3


def test_undated_page_is_dated_when_it_is_published(page, chief):
    sign_off(page, user=chief)

    for version in Version.objects.all():
        assert version.published_at == version.first_online_at == version.during.lower


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_only_a_chief_signs_a_page(page, role):
    with pytest.raises(TransitionRefused):
        sign_off(page, user=UserFactory(roles=[role], is_superuser=True))

    assert not Version.objects.exists()


def test_story_with_a_decision_is_left_out(page, chief, editor):
    story = open_stories(page).first()
    workflow.apply("submit", story, user=editor)
    workflow.apply("return", story, user=editor, note="图片说明缺失")

    sign_off(page, user=chief)

    assert not Version.objects.filter(story_id=story.pk).exists()
    assert Version.objects.count() == 2


def test_withdrawn_story_does_not_come_back_with_its_page(page, chief):
    story = sign_off(page, user=chief)[0].story
    workflow.apply("withdraw", story, user=chief, reason="wrong")

    with pytest.raises(TransitionRefused):
        sign_off(page, user=chief)

    assert not Version.objects.live().filter(story_id=story.pk).exists()


def test_one_story_that_cannot_be_signed_blocks_the_whole_page(page, chief):
    story = open_stories(page).last()
    BylineFactory(story=story, reporter=ReporterFactory(user=chief))
    story.page_places.update(filed=record_revision(story))

    with pytest.raises(TransitionRefused) as refusal:
        sign_off(page, user=chief)

    assert refusal.value.story == story
    assert not Version.objects.exists()
    assert set(Story.objects.values_list("status", flat=True)) == {Story.Status.DRAFT}


def test_chief_undoes_a_filing_and_the_page_may_be_filed_again(page, chief):
    undo_filing(page, user=chief)

    assert set(Story.objects.values_list("status", flat=True)) == {Story.Status.SPIKED}
    assert {d.transition for d in Decision.objects.all()} == {"spike"}
    assert not Page.objects.filed().exists()
    Page.objects.create(sha256=page.sha256, paper=page.paper, text="…", reading={})
    with pytest.raises(TransitionRefused):
        undo_filing(page, user=chief)


def test_filing_with_a_decided_story_cannot_be_undone(page, chief, editor):
    story = open_stories(page).last()
    workflow.apply("submit", story, user=editor)

    with pytest.raises(TransitionRefused):
        undo_filing(page, user=chief)

    assert Page.objects.filed().exists()
    assert Story.objects.filter(status=Story.Status.DRAFT).count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_only_a_chief_undoes_a_filing(page, role):
    with pytest.raises(TransitionRefused):
        undo_filing(page, user=UserFactory(roles=[role], is_superuser=True))

    assert Page.objects.filed().exists()


def test_filing_of_a_joined_story_cannot_be_undone(page, chief):
    other = Page.objects.create(sha256="b" * 64, paper="临川晚报", text="…", reading={})
    story = open_stories(page).first()
    PageStory.objects.create(page=other, story=story, position=1, first_line=1, last_line=1)

    with pytest.raises(TransitionRefused):
        undo_filing(other, user=chief)

    story.refresh_from_db()
    assert story.status == Story.Status.DRAFT
