"""Every public URL shows each change of the newsroom at once.

The crawl loads every URL that a page, feed, sitemap or JSON-LD contains, and those of the crawl
before. It fills the page cache, so that the next crawl would find outdated pages.
"""

import datetime
import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from media.intake.photo_files import attach_file, get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.desk import workflow
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.revisions.redaction import redact
from newsroom.desk.workflow.effects import WITHDRAWN_TEXT
from newsroom.press.models import Version
from newsroom.press.urls import urlpatterns
from tests.crawling import crawl, text_of
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    BylineFactory,
    OrganizationFactory,
    ReporterFactory,
    SectionFactory,
    StoryPhotoFactory,
)
from tests.media.pictures import drawn, encoded, upload
from tests.newsroom.press.site import pattern

pytestmark = pytest.mark.django_db

PATTERNS = {route.name for route in urlpatterns} - {"logo"}  # of the paper, not of a story
SEARCH = f"{reverse('press:search')}?q=渡口"
OLD, NEW, TWIN = "梧桐里", "银杏巷", "水杉路"
WRONG, RIGHT = "二十级", "三十级"
PUBLIC_TEXT = "因消息来源有误撤下"
# The URL patterns that show a story of today's paper at least, besides its own page.
LISTS = {
    "front",
    "section",
    "reporter",
    "organization",
    "tag",
    "calendar",
    "issue",
    "page",
    "feed",
}
SMALL = (480, 320)  # of a picture; small ones have few files
HOURS = datetime.timedelta(hours=20)  # into the next day
SECONDS = datetime.timedelta(seconds=1)


class Readers:
    """A reader who loads every public URL: `look()`."""

    def __init__(self, client):
        self.client = client
        self.pages = {}

    def look(self):
        """{URL: response} of all that is public now, and of all that ever was.

        Asserts that a cached page equals a newly rendered one, and that no changed page is answered
        with 304 to a browser that has the old one.
        """
        before = self.pages
        self.pages = crawl(self.client, [*before, SEARCH])
        for url, page in before.items():
            self._may_not_keep(url, page)
        cache.clear()
        for url, page in self.pages.items():
            if not is_picture(url):
                assert self.client.get(url).content == page.content, url
        return self.pages

    def _may_not_keep(self, url, page):
        etag = page.headers.get("ETag")
        if etag and self.pages[url].content != page.content:
            response = self.client.get(url, headers={"if-none-match": etag})
            assert response.status_code != 304, url


def seen(pages):
    return {url: (page.status_code, page.content) for url, page in pages.items()}


def is_picture(url):
    return pattern(url) == "picture_file"


@pytest.fixture
def clock(clock):
    """A clock in the past: the database only empties versions that ended by its own clock."""
    day = datetime.date.today() - datetime.timedelta(days=4)
    clock.now = timezone.make_aware(datetime.datetime.combine(day, datetime.time(10, 30)))
    return clock


@pytest.fixture
def readers(client):
    return Readers(client)


@pytest.fixture
def photo(photo_editor, run_jobs):
    photo, _new = get_or_create_photo(upload(encoded(drawn(SMALL))), user=photo_editor)
    run_jobs()
    return photo


@pytest.fixture
def story(clock, reporter, chief, photo):
    """A story of today's paper with a picture; each kind of list has it and another one."""
    section, signer = SectionFactory(name="渡口", slug="harbour"), ReporterFactory()
    organization = OrganizationFactory(confirmed=True)
    for position, word in enumerate((TWIN, OLD), start=1):
        story = ArticleFactory(filed_by=reporter, section=section, **printed(clock, position))
        BylineFactory(story=story, reporter=signer)
        story.tags.add("石阶")
        story.organizations.add(organization)
        if word == OLD:
            StoryPhotoFactory(story=story, photo=photo)
        write(story, word, reporter)
        publish(story, reporter, chief)
    publish(BriefFactory(filed_by=reporter, section=section), reporter, chief)
    clock.move(HOURS)
    return story


def printed(clock, position):
    return {
        "printed_paper": settings.NEWSROOM_PAPER,
        "printed_on": clock.now.date(),
        "printed_number": "06",
        "printed_section": "城事",
        "printed_position": position,
    }


def write(story, word, reporter):
    """Put the word into every text field of the story."""
    for field in ("kicker", "deck", "column", "dateline"):
        setattr(story, field, f"{word}{field}")
    story.headline = f"{word}的渡口修好了石阶"
    story.body = f"<p>渡口添了{WRONG}石阶，{word}的居民乘上第一班船。</p><h2>{word}</h2>"
    for story_photo in story.story_photos.all():
        story_photo.caption = story_photo.alt = story_photo.credit = f"{word}的第一班船"
        story_photo.save()
        story.body += photo_node(story_photo.pk)
    story.save()
    record_revision(story, user=reporter)


def publish(story, reporter, chief, step="publish", **fields):
    workflow.apply("submit", story, user=reporter)
    workflow.apply("sign_off", story, user=chief)
    return workflow.apply(step, story, user=chief, **fields)


@pytest.fixture
def amend(story, photo, reporter, chief, run_jobs):
    """Publish NEW and another picture in the story: `amend()`, or `amend("schedule", at=…)`."""

    def amend(step="publish", **fields):
        attach_file(upload(encoded(drawn(SMALL, colour="tomato"))), photo)
        run_jobs()
        workflow.apply("amend", story, user=reporter)
        write(story, NEW, reporter)
        publish(story, reporter, chief, step, **fields)

    return amend


# --- assertions -----------------------------------------------------------------------------------


def where(pages, word):
    """The URLs whose response contains the word, in its body or headers."""
    return {
        url
        for url, page in pages.items()
        if word in f"{unquote(str(page.headers))} {text_of(page)}"
    }


def assert_stands_where_its_like_does(pages, word, story):
    """Assert that the word is on the story's page and in each kind of list, with today's date."""
    found, twin = where(pages, word), where(pages, TWIN)
    assert url(story) in found
    assert {pattern(a) for a in found} == {pattern(a) for a in twin} >= LISTS
    began = timezone.localdate(Version.objects.live().get(story_id=story.pk).during.lower)
    dated = re.compile(rf"<loc>[^<]*{url(story)}</loc>\s*<lastmod>([-0-9]*)")
    fields = [day for page in pages.values() for day in dated.findall(text_of(page))]
    assert fields and set(fields) == {began.isoformat()}


def assert_gone(pages, word, pictures, status=410):
    """Assert that no response contains the word or the bytes of the pictures."""
    assert where(pages, word) == set()
    assert not set(pictures.values()) & {page.content for page in pages.values()}
    for name in pictures:
        assert pages[name].status_code == status, name


def url(story):
    return reverse("press:article", args=[story.pk])


def pictures_of(pages):
    """{URL: bytes} of the public pictures."""
    return {
        a: page.content for a, page in pages.items() if is_picture(a) and page.status_code == 200
    }


# --- the tests ------------------------------------------------------------------------------------


def test_the_crawl_comes_to_every_pattern(story, readers):
    assert {pattern(a) for a in readers.look()} >= PATTERNS


def test_published(story, readers, reporter, chief):
    new = ArticleFactory(
        filed_by=reporter, section=story.section, headline=f"{NEW}", body=f"<p>{NEW}</p>"
    )
    assert where(readers.look(), NEW) == set()

    publish(new, reporter, chief)

    pages = readers.look()
    assert {url(new), "/", story.section.get_absolute_url()} <= where(pages, NEW)
    assert any(pattern(a) == "feed" for a in where(pages, NEW))


def test_amended(story, readers, amend):
    pages = readers.look()
    assert_stands_where_its_like_does(pages, OLD, story)
    pictures = pictures_of(pages)
    assert pictures, len(pictures)

    amend()

    pages = readers.look()
    assert_gone(pages, OLD, pictures)
    assert_stands_where_its_like_does(pages, NEW, story)
    assert len(pictures_of(pages)) == len(pictures)


def test_corrected(story, readers, reporter, chief):
    readers.look()

    workflow.apply("correct", story, user=reporter, wrong=WRONG, right=RIGHT)
    write(story, NEW, reporter)
    publish(story, reporter, chief)

    pages = readers.look()
    # Only the correction contains the old headline.
    note = f"{OLD}的渡口修好了石阶》中“{WRONG}”应为“{RIGHT}”，特此更正。"
    for a in where(pages, OLD):
        assert text_of(pages[a]).count(OLD) == text_of(pages[a]).count(note), a
    assert url(story) in where(pages, note)
    assert_stands_where_its_like_does(pages, NEW, story)


@pytest.mark.parametrize(
    ("step", "fields", "public_text"),
    [
        ("withdraw", {"reason": "wrong", "public_text": PUBLIC_TEXT}, PUBLIC_TEXT),
        ("emergency_withdraw", {}, WITHDRAWN_TEXT),
    ],
)
def test_withdrawn(story, readers, chief, run_jobs, step, fields, public_text):
    pictures = pictures_of(readers.look())

    workflow.apply(step, story, user=chief, **fields)

    pages = readers.look()
    assert_gone(pages, OLD, pictures)
    assert pages[url(story)].status_code == 410
    assert where(pages, public_text) == {url(story)}
    run_jobs()  # which removes the files
    assert seen(readers.look()) == seen(pages)


def test_scheduled_correction_supersedes_at_its_moment(story, readers, amend, clock):
    before = readers.look()
    pictures = pictures_of(before)
    amend("schedule", at=clock.now + 30 * SECONDS)
    clock.move(29 * SECONDS)
    assert seen(readers.look()) == seen(before)

    clock.move(SECONDS)

    pages = readers.look()
    assert_gone(pages, OLD, pictures)
    assert_stands_where_its_like_does(pages, NEW, story)


def test_scheduled_story_begins_at_its_moment(story, readers, reporter, chief, clock):
    new = BriefFactory(
        filed_by=reporter, section=story.section, headline=f"{NEW}", body=f"<p>{NEW}</p>"
    )
    publish(new, reporter, chief, "schedule", at=clock.now + 30 * SECONDS)
    clock.move(29 * SECONDS)
    assert where(readers.look(), NEW) == set()

    clock.move(SECONDS)

    own = reverse("press:brief", args=[new.pk])
    assert {own, "/", "/briefs/"} <= where(readers.look(), NEW)


def test_cancelled_schedule_never_begins(story, readers, amend, chief, clock):
    before = readers.look()
    amend("schedule", at=clock.now + 30 * SECONDS)

    workflow.apply("unschedule", story, user=chief)

    clock.move(29 * SECONDS)
    assert seen(readers.look()) == seen(before)
    clock.move(SECONDS)
    assert seen(readers.look()) == seen(before)


def test_redacted_while_a_later_text_is_read(story, readers, amend, chief):
    amend()
    before = readers.look()

    redact(story, story.revisions.get(number=2), user=chief, note="当事人要求")

    assert seen(readers.look()) == seen(before)
    assert where(before, OLD) == set()


def test_redacted_after_it_was_withdrawn(story, readers, reporter, chief):
    pictures = pictures_of(readers.look())
    workflow.apply("withdraw", story, user=chief, reason="complaint", public_text=PUBLIC_TEXT)
    write(story, NEW, reporter)

    redact(story, story.revisions.get(number=2), user=chief, note="当事人要求")

    pages = readers.look()
    assert where(pages, NEW) == set()
    assert_gone(
        pages, OLD, pictures, status=404
    )  # 404, not 410: nothing shows that they ever existed
    assert where(pages, PUBLIC_TEXT) == {url(story)}
