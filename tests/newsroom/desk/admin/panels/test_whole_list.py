"""How many items a panel has, and the page that shows all of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom.core.models import Section
from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.admin.panels import panel_functions, review
from newsroom.desk.admin.panels.base import SHOWN
from newsroom.desk.admin.panels.whole_list import PER_PAGE
from newsroom.desk.models import Correction
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    SectionFactory,
    StoryPhotoFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.screens import get_html

pytestmark = pytest.mark.django_db

ITEM = re.compile(r'<li>\s*<a href="[^"]*">([^<]*)</a>')


def url(name):
    return reverse("panels:whole_list", args=[name])


def card(html, title):
    """The HTML of the panel with that title."""
    start = html.index(f"<h2>{title}</h2>")
    return html[start : html.index("</section>", start)]


def submitted(count, reporter, section):
    stories = [
        (BriefFactory if n % 3 == 0 else ArticleFactory)(
            filed_by=reporter, section=section, headline=f"待审的第{n}篇"
        )
        for n in range(count)
    ]
    for story in stories:
        workflow.apply("submit", story, user=reporter)
    return stories


@pytest.fixture
def section(db):
    return SectionFactory(reviews_required=3)


def test_fourteen_stories_wait_for_an_editor(client, editor, reporter, section):
    stories = submitted(14, reporter, section)
    client.force_login(editor)

    panel = card(get_html(client, reverse("admin:index")), "待我审阅")

    assert len(ITEM.findall(panel)) == SHOWN
    assert "共14条" in panel
    assert url("to_review") in panel
    assert ITEM.findall(get_html(client, url("to_review"))) == [str(story) for story in stories]


def test_panel_that_shows_everything_says_how_many_and_links_nowhere(
    client, editor, reporter, section
):
    submitted(SHOWN, reporter, section)
    client.force_login(editor)

    panel = card(get_html(client, reverse("admin:index")), "待我审阅")

    assert f"共{SHOWN}条" in panel
    assert url("to_review") not in panel


def test_long_list_has_pages_and_each_story_is_on_one(client, editor, reporter, section):
    stories = submitted(PER_PAGE + 2, reporter, section)
    client.force_login(editor)

    first = get_html(client, url("to_review"))
    second = get_html(client, url("to_review") + "?page=2")

    assert ITEM.findall(first) + ITEM.findall(second) == [str(story) for story in stories]
    assert "下一页" in first
    assert "上一页" not in first
    assert "上一页" in second
    assert "下一页" not in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "３", ""])
def test_any_page_number_is_answered(page, client, editor, reporter, section):
    submitted(1, reporter, section)
    client.force_login(editor)

    assert client.get(url("to_review"), {"page": page}).status_code == 200


def test_pictures_and_corrections_are_counted_too(client, chief, photo_editor):
    for _ in range(SHOWN + 1):
        StoryPhotoFactory(story=ArticleFactory())
    story = published(ArticleFactory())
    for n in range(SHOWN + 2):
        Correction.objects.create(story=story, note=f"第{n}处应为另一处，特此更正。")
    published(story, text="<p>都改好了。</p>")

    client.force_login(photo_editor)
    assert "共11条" in card(get_html(client, reverse("admin:index")), "待配图的说明")
    assert len(ITEM.findall(get_html(client, url("missing_pictures")))) == SHOWN + 1
    client.force_login(chief)
    assert "共12条" in card(get_html(client, reverse("admin:index")), "待见报的更正")
    assert len(ITEM.findall(get_html(client, url("corrections_to_print")))) == SHOWN + 2


def test_all_that_was_ever_published_is_not_counted_but_can_be_paged_through(client, chief):
    stories = [published(ArticleFactory()) for _ in range(7)]
    client.force_login(chief)

    panel = card(get_html(client, reverse("admin:index")), "最近见报")

    assert "共" not in panel
    assert "查看更多" in panel
    listed = ITEM.findall(get_html(client, url("recently_published")))
    assert listed == [str(story) for story in reversed(stories)]


def test_page_costs_the_same_with_few_and_with_many_stories(client, editor, reporter, section):
    client.force_login(editor)

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    submitted(2, reporter, section)
    few = queries(url("to_review")), queries(reverse("admin:index"))
    submitted(PER_PAGE, reporter, section)
    many = queries(url("to_review")), queries(reverse("admin:index"))

    assert many <= few
    assert few[0] <= 12


# --- whose work it is -------------------------------------------------------------------------------


def test_own_story_does_not_wait_for_its_writer(editor, section):
    story = ArticleFactory(filed_by=editor, section=section)
    workflow.apply("submit", story, user=editor)
    assert story.stage == Section.Stage.FIRST

    assert review.to_review(editor).items == []
    assert [item.title for item in review.to_review(UserFactory(roles=[Role.EDITOR])).items] == [
        str(story)
    ]


@pytest.mark.parametrize("role", [None, *Role])
def test_page_of_a_panel_is_for_those_who_have_the_panel(role, client, reporter, section):
    submitted(1, reporter, section)
    user = UserFactory(roles=[role] if role else [], is_superuser=True)
    client.force_login(user)
    sent_away = (302, reverse("admin:index"))

    answers = {name: client.get(url(name)) for name in panel_functions()}

    assert {
        name: (answer.status_code, answer.headers.get("Location"))
        for name, answer in answers.items()
    } == {
        name: sent_away if panel(user) is None else (200, None)
        for name, panel in panel_functions().items()
    }


def test_reader_is_sent_to_the_login(client):
    assert "/login/" in client.get(url("to_review")).url


def test_panel_that_is_not_there_is_not_found(client, chief):
    client.force_login(chief)

    assert client.get(url("nonsense")).status_code == 404
