import base64
import datetime

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from newsroom.press.models import Facet, Listing
from newsroom.press.paging import cursor_of, paginate, parse_cursor
from newsroom.press.publishing import publish, withdraw
from newsroom.press.snapshot import PrintedPlace
from tests.newsroom.press.snapshots import make_snapshot


def page(cursor=None, size=2):
    query = {} if cursor is None else {"after": cursor}
    return paginate(RequestFactory().get("/", query), Listing.objects.in_list(Facet.ALL), size)


def stories(page):
    return [entry.version.story_id for entry in page.entries]


@given(
    st.datetimes(timezones=st.just(datetime.UTC)),
    st.integers(min_value=1, max_value=2**63 - 1),
)
def test_cursor_keeps_its_key_to_the_microsecond(sort_at, version):
    cursor = cursor_of(Listing(sort_at=sort_at, version_id=version))

    assert parse_cursor(cursor) == (sort_at, version)
    assert len(cursor) == 22


@given(
    st.text() | st.binary(min_size=16, max_size=16).map(base64.urlsafe_b64encode).map(bytes.decode)
)
def test_any_other_cursor_is_a_key_or_a_404(cursor):
    try:
        sort_at, version = parse_cursor(cursor)
    except Http404:
        return
    assert sort_at.tzinfo and isinstance(version, int)


@pytest.mark.parametrize("cursor", ["", "x", "7" * 21, "f" * 22, "_" * 22, "页", "a b", "0" * 5000])
def test_page_after_a_malformed_cursor_is_not_found(db, client, cursor):
    assert client.get("/", {"after": cursor}).status_code == 404


def test_pages_hold_every_story_once_in_order(section):
    for story in range(1, 6):
        publish(make_snapshot(section, story_id=story))

    first = page()
    second = page(first.next_cursor)
    last = page(second.next_cursor)

    assert [stories(p) for p in (first, second, last)] == [[5, 4], [3, 2], [1]]
    assert (first.is_first, second.is_first, last.next_cursor) == (True, False, "")


def test_page_that_is_just_full_is_the_last(section):
    publish(make_snapshot(section, story_id=1))
    publish(make_snapshot(section, story_id=2))

    assert page().next_cursor == ""


def test_next_page_stays_while_stories_arrive_and_go(section):
    for story in range(1, 5):
        publish(make_snapshot(section, story_id=story))
    cursor = page().next_cursor

    publish(make_snapshot(section, story_id=5))
    withdraw(4, public_text="该稿件已撤下")

    assert stories(page(cursor)) == [2, 1]


def test_stories_of_one_moment_are_told_apart_by_their_version(section):
    day = timezone.localdate()
    for story in range(1, 6):
        publish(
            make_snapshot(section, story_id=story, printed=PrintedPlace("临川晚报", day, "06", 1))
        )

    first = page()

    assert stories(first) + stories(page(first.next_cursor)) == [5, 4, 3, 2]


def test_page_with_nothing_left_on_it_is_not_found(section):
    publish(make_snapshot(section, story_id=1))
    cursor = cursor_of(page().entries[0])

    with pytest.raises(Http404):
        page(cursor)


def test_reader_finds_the_way_down_and_back(client, section):
    for story in range(1, 23):
        publish(make_snapshot(section, story_id=story))
    url = section.get_absolute_url()

    first = client.get(url)
    older = f"{url}?after={first.context['page'].next_cursor}"
    second = client.get(older)

    assert f'href="{older}"' in first.content.decode()
    assert f'href="{url}"' in second.content.decode()
    assert stories(second.context["page"]) == [2, 1]


def test_front_page_goes_on_as_a_plain_list(client, section):
    for story in range(1, 23):
        publish(make_snapshot(section, story_id=story))

    response = client.get("/", {"after": client.get("/").context["page"].next_cursor})

    assert "press/newest.html" in {template.name for template in response.templates}
    assert stories(response.context["page"]) == [2, 1]
