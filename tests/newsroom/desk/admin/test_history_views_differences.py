"""The difference of two revisions on screen, and the signatures that do not hold for it."""

import datetime

import pytest
from django.utils import timezone

from newsroom.core.body import photo_node
from newsroom.core.models import Section
from newsroom.desk.models import Decision, Delegation
from newsroom.desk.revisions.redaction import redact
from newsroom.desk.workflow import apply
from tests.factories import (
    ArticleFactory,
    SectionFactory,
    StoryPhotoFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, get_html, save_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter):
    """A draft of two revisions."""
    return save_revision(ArticleFactory(filed_by=reporter), reporter, headline="改过的标题")


# --- differences ----------------------------------------------------------------------------------


def test_difference_marks_what_went_and_what_came(client, story, reporter, chief):
    save_revision(story, reporter, body="<p>新书屋昨天开门，附近居民步行一刻钟便可借到书。</p>")
    client.force_login(chief)

    said = get_html(client, admin_url(story, "difference", 2, 3))

    assert "<del>十分</del><ins>一刻</ins>钟" in said


def test_difference_escapes_what_people_wrote(client, story, reporter, chief):
    save_revision(story, reporter, headline="<script>alert(1)</script>")
    client.force_login(chief)

    assert "<script>alert" not in get_html(client, admin_url(story, "difference", 2, 3))


@pytest.mark.parametrize("numbers", [(1, 9), (9, 9), (0, 1)])
def test_difference_of_a_revision_that_is_not_there_is_not_found(numbers, client, story, chief):
    client.force_login(chief)

    assert client.get(admin_url(story, "difference", *numbers), follow=True).status_code == 404


def test_difference_with_itself_says_that_nothing_differs(client, story, chief):
    client.force_login(chief)

    assert "完全相同" in get_html(client, admin_url(story, "difference", 1, 1))


def test_difference_of_blanks_alone_says_so(client, story, reporter, chief):
    save_revision(story, reporter, body=story.body + "<p></p>")
    client.force_login(chief)

    assert "仅空格或空段有别" in get_html(client, admin_url(story, "difference", 2, 3))
    assert "仅空格或空段有别" not in get_html(client, admin_url(story, "difference", 1, 2))


def test_difference_has_a_bounded_number_of_queries(
    client, story, reporter, chief, django_assert_max_num_queries
):
    for number in range(20):
        story.tags.add(f"词{number}")
        story_photo = StoryPhotoFactory(story=story)
        story.body += photo_node(story_photo.pk) + f"<p>第{number}段</p>"
    save_revision(story, reporter, section=SectionFactory(), responsible_editor=chief)
    client.force_login(chief)

    with django_assert_max_num_queries(20):
        client.get(admin_url(story, "difference", 2, 3))


def test_difference_of_an_emptied_tag_list_is_no_change_of_tags(client, story, reporter, chief):
    story.tags.add("夜校")
    save_revision(story, reporter, headline="三次的标题")
    save_revision(story, reporter, headline="四次的标题")
    redact(story, story.revisions.get(number=3), user=chief, note="当事人要求")
    client.force_login(chief)

    response = client.get(admin_url(story, "difference", 3, 4))

    assert response.context["metadata_changes"] == []


# --- signatures that do not hold ------------------------------------------------------------------


@pytest.fixture
def signed(reporter, editor, head):
    """Signed by an editor and changed by the head since: waits for its second review."""
    section = SectionFactory(reviews_required=3)
    story = ArticleFactory(filed_by=reporter, section=section)
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)
    return save_revision(story, head, headline="主任改过的标题")


def test_changed_text_shows_each_signature_with_the_difference(client, signed, head):
    client.force_login(head)

    said = get_html(client, admin_url(signed))

    assert "签后有改动" in said
    assert admin_url(signed, "difference", 1, 2) in said


def test_unchanged_text_shows_that_the_signature_holds(client, reporter, editor, head):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=2))
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)
    client.force_login(head)

    said = get_html(client, admin_url(story))

    assert "有效" in said
    assert "签后有改动" not in said


def test_difference_offers_to_sign_again_in_one_tap(client, signed, editor):
    client.force_login(editor)
    page = client.get(admin_url(signed, "difference", 1, 2))
    assert admin_url(signed, "step", "sign_again") in page.content.decode()

    client.post(admin_url(signed, "step", "sign_again"), {"seen": signed.revision.sha256})

    decision = Decision.objects.get(transition="sign_again")
    assert (decision.stage, decision.actor) == (Section.Stage.FIRST, editor)
    assert "签后有改动" not in get_html(client, admin_url(signed))


def test_nobody_else_is_offered_to_sign_again(client, signed, reporter, head, proofreader):
    for other in (reporter, head, proofreader):
        client.force_login(other)
        said = get_html(client, admin_url(signed, "difference", 1, 2))
        assert admin_url(signed, "step", "sign_again") not in said


def test_delegate_is_offered_to_sign_again(client, signed, head, chief):
    Delegation.objects.create(
        stage=Section.Stage.FIRST,
        delegate=head,
        granted_by=chief,
        reason="休假",
        ends_at=timezone.now() + datetime.timedelta(days=1),
    )
    client.force_login(head)

    said = get_html(client, admin_url(signed, "difference", 1, 2))

    assert admin_url(signed, "step", "sign_again") in said


def test_another_difference_than_that_of_the_signature_offers_nothing(client, signed, editor, head):
    save_revision(signed, head, headline="主任又改过的标题")
    client.force_login(editor)

    for numbers in ((2, 3), (1, 2)):
        said = get_html(client, admin_url(signed, "difference", *numbers))
        assert admin_url(signed, "step", "sign_again") not in said
    assert admin_url(signed, "step", "sign_again") in get_html(
        client, admin_url(signed, "difference", 1, 3)
    )


def test_text_that_changed_again_is_not_signed_unseen(client, signed, editor, head):
    seen = signed.revision.sha256
    save_revision(signed, head, headline="主任又改过的标题")
    client.force_login(editor)

    client.post(admin_url(signed, "step", "sign_again"), {"seen": seen})

    assert not Decision.objects.filter(transition="sign_again").exists()


def test_reviewer_finds_what_changed_since_the_return(client, reporter, editor):
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("return", story, user=editor, note="导语太长")
    save_revision(story, reporter, headline="短一些的标题")
    apply("submit", story, user=reporter)
    client.force_login(editor)

    said = get_html(client, admin_url(story))

    assert "退回以来的改动" in said
    assert admin_url(story, "difference", 1, 2) in said


def test_reviewer_finds_what_changed_since_the_own_signature_of_another_round(
    client, signed, editor, head
):
    apply("return", signed, user=head, note="请核实")
    apply("submit", signed, user=editor)
    client.force_login(editor)

    assert "您签字以来的改动" in get_html(client, admin_url(signed))


def test_editor_finds_what_differs_from_what_readers_see(client, reporter, editor):
    story = published(ArticleFactory(filed_by=reporter))
    apply("amend", story, user=editor)
    save_revision(story, editor, headline="补充过的标题")
    client.force_login(editor)

    said = get_html(client, admin_url(story))

    assert "与读者所见的差别" in said
    assert admin_url(story, "difference", 1, 2) in said
