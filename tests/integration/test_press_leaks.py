"""Superseded, withdrawn, scheduled and unconfirmed content is nowhere in public.

The tests of the desk assert the same of drafts. Here the press contains everything that it can
store, and the test loads every URL: those that any page links to, and those one could guess.
"""

import datetime
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.press.models import Pin, Version
from newsroom.press.publishing import DERIVED_RELATIONS, publish, withdraw
from newsroom.press.snapshot import BylineName, PrintedPlace, Reprint
from tests.crawling import START, crawl, links, public_path
from tests.factories import OrganizationFactory, ReporterFactory, SectionFactory, UserFactory
from tests.newsroom.press.photos import make_picture, put_in_public
from tests.newsroom.press.snapshots import make_snapshot
from tests.triggers import triggers_disabled

pytestmark = pytest.mark.django_db

SECRET = "不可外传"
DAYS = datetime.date(2024, 2, 29), datetime.date(2024, 3, 15)


def secret(section, story, **changes):
    """A snapshot with the secret in every public field."""
    picture = make_picture(7, f"{SECRET}{story}", SECRET, alt=SECRET)
    put_in_public(picture)  # as if the job that removes the files had not run yet
    texts = ("kicker", "headline", "deck", "column", "dateline", "source", "responsible_editor")
    return make_snapshot(
        section,
        **{
            "story_id": story,
            **dict.fromkeys(texts, SECRET),
            "body": f'<p>{SECRET}</p><figure data-photo="7"></figure><h2>{SECRET}</h2>',
            "bylines": (BylineName(SECRET, SECRET, ReporterFactory(name=f"{SECRET}{story}").pk),),
            "pictures": (picture,),
            "reprint": Reprint(SECRET, SECRET, f"https://example.org/{SECRET}"),
            "tags": (SECRET,),
            "organizations": (OrganizationFactory(name=f"{SECRET}{story}", confirmed=True).pk,),
            "printed": PrintedPlace(settings.NEWSROOM_PAPER, DAYS[story % 2], "06", story, SECRET),
            **changes,
        },
    )


def set_span(version, begin, end, **ending):
    with triggers_disabled():
        Version.objects.filter(pk=version.pk).update(during=(begin, end), **ending)
        for relation in DERIVED_RELATIONS:
            getattr(version, relation).update(during=(begin, end))


@pytest.fixture(scope="module")
def site(shared_rows):
    """Two live stories, and one with the secret in every other state."""
    section, empty = SectionFactory.create_batch(2)
    hour = datetime.timedelta(hours=1)
    later = timezone.now() + hour

    publish(secret(section, 1))  # superseded
    printed = PrintedPlace(settings.NEWSROOM_PAPER, DAYS[1], "01", 1, "要闻")
    picture = make_picture(7)
    put_in_public(picture)
    publish(
        make_snapshot(
            section,
            story_id=1,
            headline="更正后的稿件",
            body=f"<p>石阶铺好了。</p>{picture.node}",
            pictures=(picture,),
            printed=printed,
        )
    )
    publish(secret(section, 2, kind="brief"))
    withdraw(2, public_text="该稿件已撤下")
    set_span(publish(secret(section, 3)), later, None)  # scheduled
    never = publish(secret(empty, 4))  # cancelled before it began
    superseded = {"ended_as": Version.Ended.SUPERSEDED}
    set_span(never, later, later, **superseded)
    set_span(publish(secret(section, 5)), later - 3 * hour, later - 2 * hour, **superseded)
    unconfirmed = OrganizationFactory(name=f"{SECRET}待核定")
    publish(make_snapshot(section, story_id=6, kind="brief", organizations=(unconfirmed.pk,)))
    for place in (None, section):  # every story is pinned
        pin(place, [4, 2, 1, 3, 5, 6, 9])


def pin(section, stories):
    """Pin the stories in this order, live or not, as if they had been live at that time."""
    Pin.objects.bulk_create(
        Pin(section=section, story_id=story, position=place, during=(None, None), set_by=by)
        for by in [UserFactory()]
        for place, story in enumerate(stories, start=1)
    )


def guesses():
    for story in range(1, 10):
        yield from (f"/articles/{story}/", f"/briefs/{story}/")
    for known in (*Reporter.objects.all(), *Organization.objects.all()):
        yield known.get_absolute_url()
    yield f"/tags/{SECRET}/"
    yield from searches()
    for day in DAYS:
        yield from (f"/pages/{day}/", f"/pages/{day}/01/", f"/pages/{day}/06/")
        yield f"/pages/?month={day.isoformat()[:7]}"
        yield from (f"/days/{day}/", f"/months/{day.isoformat()[:7]}/")
    for version in Version.objects.all():
        yield from map(url, version.snapshot.file_names)


def searches():
    """The URLs of searches for part of the secret, and for everybody with it in a name."""
    yield from (f"/search/?q={quote(part)}" for part in (SECRET[:2], SECRET[2:], SECRET[:1]))
    for kind, rows in (("reporter", Reporter), ("organization", Organization)):
        for row in rows.objects.all():
            yield f"/search/?{kind}={row.pk}"
            yield f"/search/?q={quote(SECRET[:2])}&{kind}={row.pk}"


def url(name):
    return reverse("press:picture_file", args=[name])


@pytest.fixture(scope="module")
def pages(site):
    """{URL: response} of all that links lead to, and of all that one could guess."""
    cache.clear()  # of what earlier tests rolled back
    return crawl(Client(), guesses())


def test_nothing_but_live_versions_is_anywhere(pages):
    readable = {url for url, page in pages.items() if page.status_code == 200}
    assert {"/articles/1/", "/briefs/6/", *for_machines()} <= readable
    assert len(pages) > len(START) + len(list(guesses()))
    for url, page in pages.items():
        assert SECRET not in page.content.decode(), url
        assert SECRET not in unquote(str(page.headers)), url
        assert page.status_code in {200, 301, 404, 410}, url
    for url in readable:
        ways = set(filter(None, map(public_path, links(pages[url]))))
        assert ways <= readable, url


def for_machines():
    """The URLs of the feeds and sitemaps that contain the live stories."""
    slug = Version.objects.get(story_id=1, during__endswith=None).section.slug
    for name in ("latest", f"sections/{slug}"):
        yield from (f"/feeds/{name}.{format}" for format in ("rss", "atom", "json"))
    yield from ("/sitemap.xml", "/news-sitemap.xml")
    yield from (f"/sitemaps/{name}.xml" for name in ("sections", "stories-0"))


def test_of_what_is_pinned_live_stories_alone_stand_there(client, site):
    section = Version.objects.get(story_id=6).section
    back_issue, brief = 1, 6  # the first is in no list of the newest

    for url, expected in (
        ("/", {brief}),
        (section.get_absolute_url(), {back_issue, brief}),
    ):
        context = client.get(url).context
        pinned = {entry.version.story_id for entry in context["pinned"]}
        leading = {context["lead"].version.story_id} if context["lead"] else set()
        assert pinned | leading == expected


def test_only_live_stories_answer_and_only_the_withdrawn_one_says_that_it_is_gone(client, pages):
    statuses = {a: page.status_code for a, page in pages.items()}

    for folder, live, redirected in (("articles", "1", "6"), ("briefs", "6", "1")):
        assert statuses[f"/{folder}/{live}/"] == 200
        assert client.get(f"/{folder}/{redirected}/").status_code == 301
        assert statuses[f"/{folder}/2/"] == 410
        for story in (3, 4, 5, 7):
            assert statuses[f"/{folder}/{story}/"] == 404


def test_nothing_is_found_by_what_is_secret(client, site):
    for search_url in (*searches(), f"/search/?q={quote(SECRET)}"):
        page = client.get(search_url).content.decode()
        assert "<article" not in page, search_url
        assert "mark>" not in page, search_url


def test_only_pictures_of_live_stories_answer(pages):
    statuses = {a: page.status_code for a, page in pages.items()}

    expected = {}
    for version in Version.objects.all():
        status = {1: 410, 2: 410, 5: 410}.get(version.story_id, 404)  # was public once, or never
        if now_live(version):
            status = 200
        expected |= {url(name): status for name in version.snapshot.file_names}
    photos = {a: status for a, status in statuses.items() if a.startswith("/photos/")}
    assert photos == expected
    assert sorted(set(expected.values())) == [200, 404, 410]


def now_live(version):
    return Version.objects.live().filter(pk=version.pk).exists()


def test_only_pages_days_and_months_of_live_stories_answer(pages):
    statuses = {a: page.status_code for a, page in pages.items()}

    answering = {a for a, status in statuses.items() if a.startswith("/pages/") and status == 200}
    assert answering == {
        "/pages/",
        "/pages/?month=2024-03",
        "/pages/2024-03-15/",
        "/pages/2024-03-15/01/",
    }

    spans = (DAYS[1], timezone.localdate())
    answering = {a for a in statuses if a[:5] in ("/days", "/mont") and statuses[a] == 200}
    assert answering == {
        *(f"/days/{day}/" for day in spans),
        *(f"/months/{day:%Y-%m}/" for day in spans),
    }
