"""The addresses of a story's history: who may open and use them, and what they answer."""

import datetime

import pytest
from django.utils import timezone

from newsroom.core.roles import Role
from newsroom.desk.models import Revision, Story
from newsroom.desk.revisions.content import sha256_hex
from newsroom.desk.workflow import apply
from newsroom.press.models import Version
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    SectionFactory,
    UserFactory,
    published,
)
from tests.newsroom.desk.screens import admin_url, edit_story, get_html, save_revision

pytestmark = pytest.mark.django_db

PAGES = {
    "history": (),
    "difference": (1, 2),
    "readers": (),
    "record": (),
}
ACTS = ("restore", "redact")
READERS = [role for role in Role if role != Role.ADMIN]
EDITORS = [Role.REPORTER, Role.EDITOR, Role.HEAD, Role.CHIEF]


@pytest.fixture
def story(reporter):
    """A draft of two revisions."""
    return save_revision(ArticleFactory(filed_by=reporter), reporter, headline="改过的标题")


def person(role, reporter):
    return reporter if role == Role.REPORTER else UserFactory(roles=[role])


# --- who reads ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", READERS)
def test_who_sees_a_story_sees_its_history(role, page, client, story, reporter):
    client.force_login(person(role, reporter))

    response = client.get(admin_url(story, page, *PAGES[page]))

    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["admin_person", "outsider", "another"])
def test_nobody_else_sees_it(name, page, client, story, request):
    another = UserFactory(roles=[Role.REPORTER])
    client.force_login(another if name == "another" else request.getfixturevalue(name))

    assert client.get(admin_url(story, page, *PAGES[page])).status_code == 403


@pytest.mark.parametrize("page", [*PAGES, *ACTS])
def test_whoever_is_not_logged_in_is_asked_to(page, client, story):
    arguments = PAGES.get(page, (1,))
    for response in (
        client.get(admin_url(story, page, *arguments)),
        client.post(admin_url(story, page, *arguments)),
    ):
        assert response.status_code == 302
        assert "/login/" in response.url
    assert story.revisions.count() == 2


@pytest.mark.parametrize("page", PAGES)
def test_reading_is_no_posting(page, client, story, chief):
    client.force_login(chief)

    assert client.post(admin_url(story, page, *PAGES[page])).status_code == 405


@pytest.mark.parametrize("page", PAGES)
def test_a_brief_has_a_history_of_its_own_kind(page, client, chief):
    brief = save_revision(BriefFactory(), chief, headline="改过的标题")
    client.force_login(chief)

    assert client.get(admin_url(brief, page, *PAGES[page])).status_code == 200
    wrong = admin_url(brief, page, *PAGES[page]).replace("briefs/brief", "articles/article")
    assert client.get(wrong).status_code == 404


# --- the revisions --------------------------------------------------------------------------------


def test_history_tells_who_changed_what_and_what_was_decided(client, story, reporter, editor):
    apply("submit", story, user=reporter)
    apply("return", story, user=editor, note="导语太长")
    client.force_login(editor)

    said = get_html(client, admin_url(story, "history"))

    assert "主题" in said
    assert str(reporter) in said
    assert "导语太长" in said
    assert said.index("第 2 次修改") < said.index("第 1 次修改")


def test_history_tells_what_readers_saw(client, reporter, chief):
    story = published(ArticleFactory(filed_by=reporter))
    client.force_login(chief)

    version = Version.objects.get()
    begun = timezone.localtime(version.during.lower)
    assert begun.strftime("%Y-%m-%d %H:%M:%S") in get_html(client, admin_url(story, "history"))


@pytest.fixture
def long_history(reporter):
    story = ArticleFactory(filed_by=reporter, body="<p>正文</p>")
    first = story.revisions.get()
    Revision.objects.bulk_create(
        Revision(
            story_id=story.pk,
            number=number,
            content=(content := first.content.replace("正文", f"正文{number}" + "字" * 500)),
            sha256=sha256_hex(content),
            metadata=first.metadata,
            author=reporter,
        )
        for number in range(2, 501)
    )
    return Story.objects.get(pk=story.pk)


def test_history_of_500_revisions_has_pages_and_a_bounded_number_of_queries(
    client, long_history, chief, django_assert_max_num_queries
):
    client.force_login(chief)
    seen, url = [], admin_url(long_history, "history")
    while url:
        with django_assert_max_num_queries(12):
            response = client.get(url)
        page = response.context["page"]
        seen += [entry.revision.number for entry in page.entries]
        url = page.older and f"{admin_url(long_history, 'history')}?before={page.older}"

    assert seen == list(range(500, 0, -1))


def test_pages_lead_back_to_the_newest(client, long_history, chief):
    client.force_login(chief)

    page = client.get(admin_url(long_history, "history") + "?before=451").context["page"]
    newer = client.get(admin_url(long_history, "history") + f"?before={page.newer}").context["page"]

    assert newer.entries[-1].revision.number == page.entries[0].revision.number + 1
    assert client.get(admin_url(long_history, "history")).context["page"].newer is None


@pytest.mark.parametrize("before", ["0", "-3", "x", "99999999999999999999", "1"])
def test_pages_that_are_not_there_show_the_newest_or_nothing(before, client, story, chief):
    client.force_login(chief)

    assert client.get(admin_url(story, "history") + f"?before={before}").status_code == 200


def test_story_without_any_revision_has_an_empty_history(client, chief):
    bare = Story.objects.create(kind="article", headline="没有记录", section=SectionFactory())
    client.force_login(chief)

    assert client.get(admin_url(bare, "history")).status_code == 200
    assert client.get(admin_url(bare, "record")).status_code == 200
    assert client.get(admin_url(bare, "readers")).status_code == 200


def test_choosing_two_revisions_leads_to_their_difference(client, story, chief):
    client.force_login(chief)

    response = client.get(admin_url(story, "history") + "?old=2&new=1", follow=True)

    assert response.redirect_chain[-1][0] == admin_url(story, "difference", 1, 2)


# --- restoring ------------------------------------------------------------------------------------


def post_restore(client, story, number=1, seen=None):
    seen = seen or Story.objects.get(pk=story.pk).revision.sha256
    return client.post(admin_url(story, "restore", number), {"seen": seen}, follow=True)


@pytest.mark.parametrize("role", EDITORS)
def test_who_may_edit_restores(role, client, story, reporter):
    client.force_login(person(role, reporter))

    response = post_restore(client, story)

    assert response.redirect_chain == [(admin_url(story), 302)]
    assert [m.level_tag for m in response.context["messages"]] == ["success"]
    newest = Story.objects.get(pk=story.pk).revision
    assert (newest.number, newest.sha256) == (3, story.revisions.get(number=1).sha256)


@pytest.mark.parametrize(
    "name", ["proofreader", "photo_editor", "admin_person", "outsider", "another"]
)
def test_restoring_is_forbidden_to_others(name, client, story, request):
    another = UserFactory(roles=[Role.REPORTER])
    client.force_login(another if name == "another" else request.getfixturevalue(name))

    assert post_restore(client, story).status_code == 403
    assert story.revisions.count() == 2


def test_restoring_is_offered_only_to_who_may_edit_now(client, story, reporter):
    client.force_login(reporter)
    assert admin_url(story, "restore", 1) in get_html(client, admin_url(story, "history"))
    assert admin_url(story, "restore", 1) in get_html(client, admin_url(story, "difference", 1, 2))

    apply("submit", story, user=reporter)

    assert admin_url(story, "restore", 1) not in get_html(client, admin_url(story, "history"))
    assert admin_url(story, "restore", 1) not in get_html(
        client, admin_url(story, "difference", 1, 2)
    )
    response = post_restore(client, story)
    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert story.revisions.count() == 2


def test_restoring_over_a_text_that_was_not_seen_is_refused_in_words(client, story, chief):
    client.force_login(chief)

    response = post_restore(client, story, seen="0" * 64)

    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert story.revisions.count() == 2


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_by_opening_an_address(act, client, story, chief):
    client.force_login(chief)

    assert client.get(admin_url(story, act, 1)).status_code == 405
    assert client.post(admin_url(story, act, 9)).status_code == 404


def test_restored_text_is_what_the_form_shows_and_saves_without_a_change(client, story, reporter):
    client.force_login(reporter)
    post_restore(client, story)

    edit_story(client, story)

    assert story.revisions.count() == 3


# --- redacting ------------------------------------------------------------------------------------


def post_redact(client, story, number=1, note="当事人要求"):
    return client.post(admin_url(story, "redact", number), {"note": note}, follow=True)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CHIEF])
def test_redacting_is_forbidden_to_any_other_role(role, client, story, reporter):
    client.force_login(person(role, reporter))

    assert post_redact(client, story).status_code == 403
    assert not story.revisions.filter(content="").exists()


def test_redacting_is_forbidden_to_a_superuser_without_a_role(client, story, outsider):
    client.force_login(outsider)

    assert post_redact(client, story).status_code == 403
    assert not story.revisions.filter(content="").exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CHIEF])
def test_redacting_is_offered_to_chiefs_alone(role, client, story):
    client.force_login(UserFactory(roles=[role]))

    offered = admin_url(story, "redact", 1) in get_html(client, admin_url(story, "history"))

    assert offered == (role == Role.CHIEF)


@pytest.mark.parametrize(("number", "note"), [(1, " "), (2, "当事人要求")])
def test_redacting_without_a_reason_or_the_present_text_is_refused(
    number, note, client, story, chief
):
    client.force_login(chief)

    response = post_redact(client, story, number, note)

    assert [m.level_tag for m in response.context["messages"]] == ["error"]
    assert not story.revisions.filter(content="").exists()


SECRET = "不该留存的姓名"


@pytest.fixture
def redacted(client, reporter, chief, clock):
    """What readers saw for an hour is redacted; its publishing was at `clock.now` - 3 hours."""
    story = published(ArticleFactory(filed_by=reporter, headline=SECRET, body=f"<p>{SECRET}</p>"))
    clock.move(datetime.timedelta(hours=1))
    apply("withdraw", story, user=chief, reason="complaint")
    save_revision(story, reporter, headline="改过的标题", body="<p>改过的正文</p>")
    clock.move(datetime.timedelta(hours=2))
    client.force_login(chief)
    assert post_redact(client, story).status_code == 200
    return story


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_what_was_redacted_by_whom_and_why(page, client, redacted, chief):
    said = get_html(client, admin_url(redacted, page, *PAGES[page]))

    assert SECRET not in said
    assert "已清空" in said
    assert "当事人要求" in said
    assert str(chief) in said


def test_page_of_the_moment_says_that_it_was_redacted(client, redacted, clock):
    at = timezone.localtime(clock.now - datetime.timedelta(hours=2, minutes=30))

    said = get_html(client, admin_url(redacted, "readers") + f"?at={at:%Y-%m-%dT%H:%M:%S}")

    assert SECRET not in said
    assert "已清空" in said


def test_redacted_revision_offers_nothing_more(client, redacted):
    said = get_html(client, admin_url(redacted, "history"))

    assert admin_url(redacted, "restore", 1) not in said
    assert admin_url(redacted, "redact", 1) not in said


def test_story_whose_signed_text_was_redacted_still_opens(client, redacted):
    assert client.get(admin_url(redacted)).status_code == 200
