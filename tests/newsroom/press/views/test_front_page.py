"""The front page and the sections' pages: pins first, then by time; no story twice."""

import datetime
import itertools
from collections import Counter

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone

from newsroom.core.story_kind import story_kinds
from newsroom.press import pins as pinning
from newsroom.press.paging import PAGE_SIZE
from newsroom.press.pins import PinnedStory
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from newsroom.press.views import front_page, front_page_layout
from tests.factories import SectionFactory
from tests.newsroom.press.as_read import as_read
from tests.newsroom.press.photos import make_picture
from tests.newsroom.press.snapshots import make_snapshot

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(days=400)


def text(response):
    return as_read(response)


def stories(entries):
    return [entry.version.story_id for entry in entries]


def placed(context):
    """Every story of a laid-out page, as often as it is on the page."""
    lead = [context["lead"]] if context["lead"] else []
    lists = [context[name] for name in ("pinned", "secondaries", "following")]
    boxes = [entries for _kind, entries in context["boxes"]]
    strips = [entries for _section, entries in context.get("stories_by_section", ())]
    issue = context.get("issue")
    printed = [version.story_id for version in issue["versions"]] if issue else []
    return [*stories(itertools.chain(lead, *lists, *boxes, *strips)), *printed]


def pictured(section, **changes):
    picture = make_picture()
    return make_snapshot(section, body=picture.node, pictures=(picture,), **changes)


# --- without pins -------------------------------------------------------------------------------


def test_front_page_of_an_empty_site_is_friendly(client, section):
    response = client.get("/")

    assert response.status_code == 200
    assert section.name in text(response)


def test_newest_article_leads_and_briefs_keep_their_column(client, section):
    publish(make_snapshot(section, story_id=1, headline="老桥通车", deck="——两岸步行只要五分钟"))
    publish(make_snapshot(section, story_id=2, headline="河堤种下新柳"))
    brief = {"kind": "brief", "kicker": "市图书馆", "headline": "延长开放时间"}
    publish(make_snapshot(section, story_id=3, **brief))

    for url in ("/", section.get_absolute_url()):
        context = client.get(url).context
        assert context["lead"].version.story_id == 2
        assert stories(context["following"]) == [1]
        assert [(kind.value, stories(box)) for kind, box in context["boxes"]] == [("brief", [3])]


def test_front_page_shows_kicker_and_headline_of_a_brief_in_one(client, section):
    brief = {"kind": "brief", "kicker": "市图书馆", "headline": "延长开放时间"}
    publish(make_snapshot(section, **brief))

    assert "市图书馆\u3000延长开放时间" in text(client.get("/"))


@pytest.mark.parametrize("of_section", [False, True])
def test_page_of_briefs_alone_has_no_lead_and_shows_each_once(client, section, of_section):
    publish(make_snapshot(section, kind="brief", headline="独此一条"))

    response = client.get(section.get_absolute_url() if of_section else "/")

    assert response.context["lead"] is None
    assert text(response).count("独此一条") == 1


def test_front_page_keeps_a_lead_when_briefs_fill_the_newest(client, section):
    publish(make_snapshot(section, story_id=1, headline="老桥通车"))
    for story in range(2, 24):
        publish(make_snapshot(section, story_id=story, kind="brief"))

    assert client.get("/").context["lead"].version.story_id == 1


def test_newest_with_pictures_stand_below_the_lead(client, section):
    for story in range(1, 7):
        publish((make_snapshot, pictured)[story % 2](section, story_id=story))
    publish(pictured(section, story_id=7, kind="brief"))

    for url in ("/", section.get_absolute_url()):
        context = client.get(url).context
        assert context["lead"].version.story_id == 6
        assert stories(context["secondaries"]) == [5, 3, 1]


def test_beside_a_lead_with_a_picture_fewer_have_one(client, section):
    for story in range(1, 9):
        publish(pictured(section, story_id=story))
    assert stories(client.get("/").context["secondaries"]) == [7, 6, 5]

    publish(make_snapshot(section, story_id=9))
    assert stories(client.get("/").context["secondaries"]) == [8, 7, 6, 5, 4, 3]


def test_front_page_has_something_of_every_section_that_is_not_shown_above(client):
    busy, quiet, _empty = SectionFactory.create_batch(3)
    for story in (1, 2):
        publish(make_snapshot(quiet, story_id=story))
    for story in range(3, 3 + PAGE_SIZE):
        publish(make_snapshot(busy, story_id=story))

    strips = client.get("/").context["stories_by_section"]

    assert [(section, stories(entries)) for section, entries in strips] == [(quiet, [2, 1])]


def test_back_issue_never_stands_on_the_front_page(client, section):
    printed = PrintedPlace("临川晚报", timezone.localdate() - LONG_AGO, "06", 1)
    for story, kind in enumerate(story_kinds(), start=1):
        publish(
            make_snapshot(
                section, story_id=story, kind=kind.value, headline="旧闻", printed=printed
            )
        )

    assert "旧闻" not in text(client.get("/"))
    assert "旧闻" in text(client.get(section.get_absolute_url()))


# --- as printed ---------------------------------------------------------------------------------


def in_print(section, story, day, number, name="城事"):
    printed = PrintedPlace(settings.NEWSROOM_PAPER, day, number, story, name)
    publish(make_snapshot(section, story_id=story, printed=printed, headline=f"见报{story}号稿"))


def test_front_page_shows_the_newest_issue_by_its_pages_and_first_headlines(client, section):
    day = timezone.localdate() - LONG_AGO
    in_print(section, 1, day, "02")
    in_print(section, 2, day, "10", "副刊")
    in_print(section, 3, day - datetime.timedelta(days=1), "01", "要闻")

    response = client.get("/")

    issue = response.context["issue"]
    assert issue["date"] == day
    assert [page.number for page in issue["pages"]] == ["02", "10"]
    page = text(response)
    assert f'href="/pages/{day}/02/">第02版：城事<' in page
    assert f'href="/pages/{day}/10/">第10版：副刊<' in page
    assert "见报1号稿" in page
    assert "见报2号稿" not in page and "见报3号稿" not in page


def test_headlines_as_printed_are_of_the_first_page_that_has_any_left(client, section):
    today = timezone.localdate()
    for story in range(1, 26):
        in_print(section, story, today, "02" if story < 12 else "01")

    issue = client.get("/").context["issue"]

    assert issue["page"].number == "02"
    assert [version.story_id for version in issue["versions"]] == [
        1
    ]  # four more are in the section's list


def test_site_without_an_issue_has_no_card(client, section):
    publish(make_snapshot(section))

    page = client.get("/")

    assert page.context["issue"] is None
    assert "issue-card" not in text(page)


# --- pinned -------------------------------------------------------------------------------------


@pytest.fixture
def forty(section):
    """Forty stories, every third a brief, every fourth with a picture; the newest is the fortieth."""
    for story in range(1, 41):
        kind = "article" if story % 3 else "brief"
        make = make_snapshot if story % 4 else pictured
        publish(make(section, story_id=story, kind=kind, headline=f"临川第{story}号稿"))
    return section


@pytest.mark.parametrize("of_section", [False, True])
def test_pinned_stories_come_first_in_their_order(client, forty, of_section, chief):
    place = forty if of_section else None
    pinning.arrange(place, [PinnedStory(2, 1), PinnedStory(39, 2), PinnedStory(5, 3)], user=chief)

    response = client.get(forty.get_absolute_url() if of_section else "/")

    assert response.context["lead"].version.story_id == 2
    assert stories(response.context["pinned"]) == [39, 5]
    assert text(response).count('<span class="pin">置顶</span>') == 2


def test_without_a_lead_among_the_pinned_the_newest_article_leads(client, forty, chief):
    pinning.arrange(None, [PinnedStory(40, 2), PinnedStory(38, 3)], user=chief)

    context = client.get("/").context

    assert context["lead"].version.story_id == 37  # 39 is a brief
    assert stories(context["pinned"]) == [40, 38]


def test_a_full_choice_of_the_newest_leaves_another_to_lead(client, section, chief):
    for story in range(1, 11):
        publish(make_snapshot(section, story_id=story))
    newest = range(10, 10 - pinning.MAX_PINS, -1)
    pins = [PinnedStory(story, place) for place, story in enumerate(newest, start=2)]
    pinning.arrange(None, pins, user=chief)

    context = client.get("/").context

    assert context["lead"].version.story_id == 2
    assert stories(context["pinned"]) == list(newest)


def test_withdrawn_lead_gives_way_to_the_newest(client, forty, chief):
    pinning.arrange(None, [PinnedStory(2, 1), PinnedStory(4, 2)], user=chief)
    withdraw(2, public_text="该稿件已撤下")

    response = client.get("/")

    assert response.context["lead"].version.story_id == 40
    assert stories(response.context["pinned"]) == [4]
    assert "临川第2号稿" not in text(response)


def test_brief_may_lead_by_choice(client, forty, chief):
    pinning.arrange(None, [PinnedStory(3, 1)], user=chief)

    assert client.get("/").context["lead"].version.story_id == 3


@pytest.mark.parametrize("of_section", [False, True])
@pytest.mark.parametrize("pins", [(), (40, 39, 38), (1, 2, 3, 4), (36, 6, 33, 9, 12)])
def test_nothing_stands_twice_and_none_of_the_newest_is_left_out(
    client, forty, chief, pins, of_section
):
    for story in (40, 38, 12):
        in_print(forty, story, timezone.localdate(), "01")
    place = forty if of_section else None
    pinning.arrange(place, [PinnedStory(s, p) for p, s in enumerate(pins, start=1)], user=chief)

    context = client.get(forty.get_absolute_url() if of_section else "/").context

    counts = Counter(placed(context))
    assert set(counts.values()) == {1}
    assert set(stories(context["page"].entries)) | set(pins) <= counts.keys()


@pytest.mark.parametrize("of_section", [False, True])
def test_older_pages_hold_every_story_in_its_place_whatever_is_pinned(
    client, forty, chief, of_section
):
    place, url = (forty, forty.get_absolute_url()) if of_section else (None, "/")
    before = client.get(url).context["page"].next_cursor
    pinning.arrange(place, [PinnedStory(2, 1), PinnedStory(39, 2)], user=chief)

    older = client.get(url).context["page"].next_cursor
    response = client.get(url, {"after": older})

    assert older == before
    assert stories(response.context["page"].entries) == list(range(20, 0, -1))
    assert '<span class="pin">' not in text(response)


# --- a preview ----------------------------------------------------------------------------------


@pytest.mark.parametrize("of_section", [False, True])
def test_preview_is_the_same_page_marked_as_one_and_kept_by_nobody(client, forty, of_section):
    place = forty if of_section else None

    response = front_page.preview(
        RequestFactory().post("/x/"), place, [PinnedStory(2, 1), PinnedStory(5, 2)]
    )

    page = text(response)
    assert page.index("临川第2号稿") < page.index("临川第5号稿") < page.index("临川第40号稿")
    assert 'class="preview"' in page and '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert 'class="preview"' not in text(
        client.get(forty.get_absolute_url() if of_section else "/")
    )


def test_empty_preview_is_the_page_without_a_choice(forty, chief):
    pinning.arrange(None, [PinnedStory(2, 1)], user=chief)

    response = front_page.preview(RequestFactory().post("/x/"), None, [])

    assert text(response).index("临川第40号稿") < text(response).index("临川第37号稿")
    assert "临川第2号稿" not in text(response)


# --- a section ----------------------------------------------------------------------------------


def test_section_page_says_what_it_is_and_may_be_empty(client):
    busy, empty = SectionFactory.create_batch(2, description="街巷里的日子")
    publish(make_snapshot(busy, headline="这里有事"))

    assert "这里有事" in text(client.get(busy.get_absolute_url()))
    nothing = text(client.get(empty.get_absolute_url()))
    assert "街巷里的日子" in nothing and "这里有事" not in nothing
    assert client.get("/sections/nowhere/").status_code == 404


def test_placed_stories_places_each_story_once():
    class Entry:
        def __init__(self, version_id):
            self.version_id = version_id

    placed = front_page_layout.PlacedStories()
    one, two, three = map(Entry, (1, 2, 3))

    assert placed.place([one, two], 1) == [one]
    assert placed.place([one, two, three]) == [two, three]
    assert placed.place([one, two, three]) == []
