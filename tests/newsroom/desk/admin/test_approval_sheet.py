"""The printable record (稿签): every step, by whom, as what."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom.core.models import Section
from newsroom.desk.models import Delegation
from newsroom.desk.workflow import apply
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
    SectionFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, get_html, save_revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(reporter):
    """A draft of two revisions."""
    return save_revision(ArticleFactory(filed_by=reporter), reporter, headline="改过的标题")


def test_record_says_who_took_every_step_as_what(client, reporter, chief, editor):
    story = ArticleFactory(filed_by=reporter, responsible_editor=editor)
    apply("submit", story, user=reporter)
    apply("return", story, user=editor, note="导语太长")
    save_revision(story, reporter, headline="短一些的标题")
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    client.force_login(chief)

    said = get_html(client, admin_url(story, "record"))

    for words in (story.headline, str(reporter), str(chief), "值班总编", "导语太长", "主题"):
        assert words in said
    last = story.decisions.order_by("-pk").first()
    assert last.seal in said
    assert last.revision.sha256[:12] in said
    assert last.revision.sha256 not in said


def test_record_counts_resolved_marks_of_a_proof(client, reporter, chief, editor, proofreader):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(proofs_required=1))
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=chief)
    proof = apply("first_proof", story, user=proofreader)
    marks = [
        proof.marks.create(field="headline", start=start, original="a", replacement="b")
        for start in range(4)
    ]
    resolution = marks[0]._meta.get_field("resolution").related_model
    for mark, accepted in zip(marks, (True, True, False), strict=False):
        resolution.objects.create(
            mark=mark, accepted=accepted, resolved_by=editor, revision=story.revision
        )
    client.force_login(chief)

    said = get_html(client, admin_url(story, "record"))

    assert "校改建议 4 处，采纳 2 处，不采纳 1 处" in said
    assert "待定 1 处" in said


def test_record_names_the_delegation(client, reporter, head, chief, editor):
    Delegation.objects.create(
        stage=Section.Stage.FINAL,
        delegate=head,
        granted_by=chief,
        reason="值夜班",
        ends_at=timezone.now() + datetime.timedelta(days=1),
    )
    story = ArticleFactory(filed_by=reporter)
    apply("submit", story, user=reporter)
    apply("sign_off", story, user=head)
    client.force_login(editor)

    assert f"由{chief}授权代终审" in get_html(client, admin_url(story, "record"))


def test_record_says_which_signatures_hold(client, reporter, editor, head):
    story = ArticleFactory(filed_by=reporter, section=SectionFactory(reviews_required=3))
    apply("submit", story, user=reporter)
    apply("first_review", story, user=editor)
    client.force_login(editor)
    assert "有效" in get_html(client, admin_url(story, "record"))

    save_revision(story, head, headline="主任改过的标题")

    assert "签后有改动" in get_html(client, admin_url(story, "record"))


def test_record_says_what_readers_saw(client, reporter, chief):
    story = published(ArticleFactory(filed_by=reporter))
    apply("withdraw", story, user=chief, reason="wrong")
    client.force_login(chief)

    said = get_html(client, admin_url(story, "record"))

    during = Version.objects.get().during
    for moment in (during.lower, during.upper):
        assert timezone.localtime(moment).strftime("%Y-%m-%d %H:%M:%S") in said
    assert "该稿件已撤下" in said
    assert "失实" in said


def test_record_of_a_signed_page_names_the_page(client, chief, editor):
    story = ArticleFactory()
    apply("sign_page", story, user=chief, page_sha256="ab" * 32, page_editors="责编 周文")
    client.force_login(editor)

    said = get_html(client, admin_url(story, "record"))

    assert "整版签发" in said
    assert "abababababab" in said
    assert "责编 周文" in said


def test_record_has_a_bounded_number_of_queries(client, reporter, editor, chief):
    story = ArticleFactory(filed_by=reporter)
    client.force_login(chief)

    def turn(number):
        save_revision(story, reporter, headline=f"第{number}个标题")
        apply("submit", story, user=reporter)
        apply("return", story, user=editor, note="再改")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(admin_url(story, "record"))
        return len(captured)

    turn(0)
    few = queries()
    for number in range(1, 15):
        turn(number)

    assert queries() == few <= 25


def test_record_is_linked_from_the_story(client, story, reporter):
    client.force_login(reporter)

    said = get_html(client, admin_url(story))

    for page in ("record", "history", "readers"):
        assert admin_url(story, page) in said
