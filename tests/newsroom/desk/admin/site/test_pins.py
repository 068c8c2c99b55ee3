"""The desk's screen of lead and pins: who may, what the buttons do, what is refused and kept."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from newsroom.desk.admin.site.pin_form import PinArrangement, PinRow, candidates
from newsroom.press import pins as pinning
from newsroom.press.models import Pin
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish, withdraw
from tests.factories import SectionFactory
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

SCREEN = "/admin/press/pin/"
PREVIEW = "/admin/press/pin/preview/"
HOUR = datetime.timedelta(hours=1)
DESK = ("editor", "head", "chief")
OTHERS = ("reporter", "proofreader", "photo_editor", "admin_person", "outsider")


@pytest.fixture
def section():
    return SectionFactory(slug="harbour", name="港区")


@pytest.fixture(autouse=True)
def five_stories(section):
    for story in range(1, 6):
        publish(make_snapshot(section, story_id=story, headline=f"临川第{story}号稿"))


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def sent(*stories, do="save", seen="0", until=(), **more):
    """The form as a browser sends it, the stories in the order of their rows."""
    ends = [*until, *[""] * (len(stories) - len(until))]
    return {"story": list(stories), "until": ends, "seen": seen, "do": do, **more}


def seen(section=None):
    return " ".join(str(pin.pk) for pin in pinning.live_pins(section))


def standing(section=None):
    return [(pin.position, pin.story_id) for pin in pinning.live_pins(section)]


def rows(response):
    return [row.story_id for row in response.context["arrangement"].rows]


def typed(moment):
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", DESK)
def test_the_desk_sees_previews_and_saves(person, request, client, section):
    client.force_login(request.getfixturevalue(person))

    sidebar = client.get(SCREEN).context["sidebar_navigation"]
    assert SCREEN in [item["link"] for group in sidebar for item in group["items"]]
    assert client.post(PREVIEW, sent(3)).status_code == 200
    assert not Pin.objects.exists()
    assert client.post(SCREEN, sent(3)).status_code == 302
    assert standing() == [(1, 3)]
    assert Pin.objects.get().set_by == request.getfixturevalue(person)


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_does(person, request, client):
    client.force_login(request.getfixturevalue(person))

    assert client.get(SCREEN).status_code == 403
    assert client.post(SCREEN, sent(3)).status_code == 403
    assert client.post(PREVIEW, sent(3)).status_code == 403
    assert SCREEN not in client.get(reverse("admin:index")).content.decode()
    assert not Pin.objects.exists()


def test_anonymous_is_sent_to_the_log_in_and_what_was_sent_is_shown_back(client):
    assert "/login/" in client.get(SCREEN).url
    assert client.post(PREVIEW, sent(3)).status_code == 403
    response = client.post(SCREEN, sent(3))

    assert response.status_code == 403
    assert '<input type="hidden" name="story" value="3">' in response.content.decode()
    assert not Pin.objects.exists()


def test_reading_changes_nothing_and_a_preview_is_posted(desk):
    assert desk.get(PREVIEW).status_code == 405
    desk.get(SCREEN, sent(3))

    assert not Pin.objects.exists()


def test_forms_need_their_token(editor, client_with_csrf):
    client_with_csrf.force_login(editor)

    assert client_with_csrf.post(SCREEN, sent(3)).status_code == 403
    assert client_with_csrf.post(PREVIEW, sent(3)).status_code == 403


@pytest.fixture
def client_with_csrf(client):
    client.handler.enforce_csrf_checks = True
    return client


# --- the arrangement ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "do", "after"),
    [
        ([1, 2, 3], "up:2", [1, 3, 2]),
        ([1, 2, 3], "up:1", [2, 1, 3]),
        ([1, 2, 3], "down:0", [2, 1, 3]),
        ([1, 2, 3], "down:2", [1, 2, 3]),
        ([1, 2, 3], "up:0", [1, 2, 3]),
        (["", 2, 3], "up:1", [2, 3]),
        ([1], "down:0", [None, 1]),
        ([1, 2], "remove:0", [None, 2]),
        ([1, 2, 3], "remove:1", [1, 3]),
        ([1, 2], "remove:9", [1, 2]),
        ([1, 2], "lead:3", [3, 1, 2]),
        ([1, 2], "lead:2", [2, 1]),
        (["", 2], "lead:3", [3, 2]),
        ([1, 2], "pin:3", [1, 2, 3]),
        ([1, 2], "pin:2", [1, 2]),
        ([], "pin:3", [None, 3]),
        ([1, 2, 2, 1, "x", "9" * 40], "", [1, 2]),
        ([1, 2], "explode:1", [1, 2]),
        ([1, 2], "up:x", [1, 2]),
    ],
)
def test_buttons_move_rows_and_save_nothing(desk, before, do, after):
    response = desk.post(SCREEN, sent(*before, do=do))

    assert response.status_code == 200
    assert rows(response) == after
    assert "尚未保存" in response.content.decode()
    assert not Pin.objects.exists()


def test_an_end_moves_with_its_story_even_if_it_is_not_a_moment(desk):
    response = desk.post(SCREEN, sent(1, 2, until=["soon", "2030-01-01T08:00"], do="down:0"))

    assert response.context["arrangement"].rows == [
        PinRow(2, "2030-01-01T08:00"),
        PinRow(1, "soon"),
    ]
    assert 'value="soon"' in response.content.decode()


def test_what_is_saved_is_shown_again(desk, section):
    until = timezone.now() + 2 * HOUR
    data = sent("", 2, 4, until=["", typed(until)])

    response = desk.post(f"{SCREEN}?section=harbour", data, follow=True)

    assert response.redirect_chain == [(f"{SCREEN}?section=harbour", 302)]
    assert "已保存" in response.content.decode()
    assert standing(section) == [(2, 2), (3, 4)]
    assert standing() == []
    arrangement = response.context["arrangement"]
    assert arrangement.rows == [PinRow(), PinRow(2, typed(until)), PinRow(4)]
    assert "北京时间" in response.content.decode()


def test_saving_again_sets_nothing_anew(desk, section):
    data = sent(1, 2, until=[typed(timezone.now() + HOUR)])
    desk.post(SCREEN, data)
    pins = list(Pin.objects.order_by("pk").values())

    desk.post(SCREEN, {**data, "seen": seen()})

    assert list(Pin.objects.order_by("pk").values()) == pins


@pytest.mark.parametrize(
    ("until", "said"), [("2001-01-01T08:00", "这个时间已经过去"), ("soon", "输入一个有效的")]
)
@pytest.mark.parametrize("address", [SCREEN, PREVIEW])
def test_an_end_that_is_none_is_told_beside_it(desk, until, said, address):
    response = desk.post(address, sent(1, 2, until=["", until]))

    page = response.content.decode()
    assert said in page and f'value="{until}"' in page
    assert rows(response) == [1, 2]
    assert not Pin.objects.exists()


def test_only_stories_that_readers_see_in_the_place_are_pinned(desk, section):
    desk.post(SCREEN, sent(1, 2))
    publish(make_snapshot(SectionFactory(), story_id=6, headline="别处的稿件"))
    withdraw(2, public_text="该稿件已撤下")

    for address, stories, known in (
        (SCREEN, (1, 2), seen()),
        (f"{SCREEN}?section=harbour", (6,), "0"),
    ):
        response = desk.post(address, sent(*stories, seen=known))
        page = response.content.decode()
        assert "请移除标出的稿件" in page and "此处不在线" in page
        assert rows(response) == list(stories)
    assert "临川第2号稿" in desk.get(SCREEN).content.decode()
    assert standing() == [(1, 1), (2, 2)]
    assert standing(section) == []


def test_no_more_than_a_page_can_hold(desk, section):
    for story in range(6, 13):
        publish(make_snapshot(section, story_id=story))
    full = list(range(1, pinning.MAX_PINS + 1))

    response = desk.post(SCREEN, sent(*full, do="pin:12"))

    assert rows(response) == full
    assert 'value="pin:' not in response.content.decode()


@pytest.mark.parametrize("slug", ["nowhere", "%00", "9" * 200])
def test_unknown_section_is_not_found(desk, slug):
    assert desk.get(f"{SCREEN}?section={slug}").status_code == 404
    assert desk.post(f"{PREVIEW}?section=nowhere", sent(1)).status_code == 404


# --- two people at once -------------------------------------------------------------------------


def test_who_is_late_is_told_what_stands_there_and_loses_nothing(desk, chief):
    desk.get(SCREEN)
    pinning.arrange(None, [PinnedStory(5, 1)], user=chief)

    late = desk.post(SCREEN, sent(1, 2))

    page = late.content.decode()
    assert late.status_code == 409
    assert "这期间有人改动了此处" in page and chief.name in page
    assert rows(late) == [1, 2]
    assert standing() == [(1, 5)]
    assert desk.post(SCREEN, sent(1, 2)).status_code == 409
    over = desk.post(SCREEN, sent(1, 2, save_over=f"0 {seen()}"))
    assert over.status_code == 302
    assert standing() == [(1, 1), (2, 2)]


def test_who_is_late_for_a_place_that_was_emptied_can_save_over(desk, chief):
    pinning.arrange(None, [PinnedStory(5, 1)], user=chief)
    looked_at = seen()
    pinning.arrange(None, [], user=chief)

    assert desk.post(SCREEN, sent(1, seen=looked_at)).status_code == 409
    assert desk.post(SCREEN, sent(1, seen=looked_at, save_over="0 ")).status_code == 302
    assert standing() == [(1, 1)]


# --- the preview --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?section=harbour"])
def test_preview_is_the_readers_page_with_the_arrangement_on_screen(desk, query, section):
    response = desk.post(f"{PREVIEW}{query}", sent(2, 3))

    page = response.content.decode()
    assert "此编排尚未保存" in page
    assert page.index("临川第2号稿") < page.index("临川第3号稿") < page.index("临川第5号稿")
    assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", "))
    assert SCREEN not in page
    assert not Pin.objects.exists()


# --- the candidates -----------------------------------------------------------------------------


def found(section=None, words="", cursor=""):
    entries, older = candidates(section, words, cursor)
    return [entry.version.story_id for entry in entries], older


def test_candidates_are_live_stories_of_the_place_newest_first(section):
    other = SectionFactory()
    publish(make_snapshot(other, story_id=6))
    withdraw(4, public_text="该稿件已撤下")
    publish(make_snapshot(section, story_id=7), at=timezone.now() + HOUR)

    assert found() == ([6, 5, 3, 2, 1], "")
    assert found(section) == ([5, 3, 2, 1], "")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("第3号", [3]),
        ("临川 3号", [3]),
        ("2", [2]),
        ("没有", []),
        ("%", []),
        ("3\0号", [3]),
        ("\0", [5, 4, 3, 2, 1]),
        (" ", [5, 4, 3, 2, 1]),
    ],
)
def test_candidates_are_found_by_the_words_of_their_headline_or_by_number(words, expected):
    assert found(words=words)[0] == expected


def test_older_candidates_follow(desk, section):
    for story in range(6, 31):
        publish(make_snapshot(section, story_id=story))
    first, older = found()

    response = desk.post(SCREEN, sent(1, do="", after=older))

    assert first == list(range(30, 10, -1))
    assert [entry.version.story_id for entry in response.context["candidates"]] == list(
        range(10, 0, -1)
    )
    assert rows(response) == [1]


def test_the_screen_costs_the_same_whatever_is_pinned(desk, chief):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(SCREEN)
        return len(captured)

    pinning.arrange(None, [PinnedStory(1, 1)], user=chief)
    before = queries()
    pinning.arrange(
        None,
        [PinnedStory(1, 1), PinnedStory(2, 2), PinnedStory(3, 3), PinnedStory(4, 4)],
        user=chief,
    )

    assert queries() == before


def test_a_saved_arrangement_reads_as_it_was_sent(section, chief):
    pinning.arrange(section, [PinnedStory(3, 2), PinnedStory(1, 4)], user=chief)

    assert PinArrangement.saved(section).rows == [PinRow(), PinRow(3), PinRow(1)]
