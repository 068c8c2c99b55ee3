"""Unpublished content appears at no public URL, whether linked or guessed."""

import datetime
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone

from newsroom.core.models import Organization, Reporter
from newsroom.desk.models import Story
from newsroom.desk.revisions.content import record_revision
from newsroom.desk.workflow import apply
from tests.crawling import crawl
from tests.factories import (
    ArticleFactory,
    BriefFactory,
    BylineFactory,
    OrganizationFactory,
    ReporterFactory,
    StoryPhotoFactory,
    published,
)

pytestmark = pytest.mark.django_db

SECRET = "尚未见报"
PRINTED = {
    "printed_paper": settings.NEWSROOM_PAPER,
    "printed_on": datetime.date(2024, 3, 15),
    "printed_number": "06",
    "printed_section": SECRET,
    "printed_position": 1,
}


def secret(factory, **fields):
    """A story with the secret in every text field."""
    words = dict.fromkeys(("kicker", "headline", "column", "dateline", "source"), SECRET)
    story = factory(**words, **PRINTED, body=f"<p>{SECRET}</p>", **fields)
    add_secret_to_related_rows(story)
    return story


def add_secret_to_related_rows(story):
    number = Story.objects.count()
    BylineFactory(story=story, reporter=ReporterFactory(name=f"{SECRET}{number}"))
    StoryPhotoFactory(story=story, photo__caption=SECRET)
    story.tags.add(SECRET)
    story.organizations.add(OrganizationFactory(name=f"{SECRET}{number}", confirmed=True))
    record_revision(story)


@pytest.fixture
def newsroom(reporter, editor, chief):
    """A live story with an unpublished amendment, and a story in every unpublished state."""
    live = published(ArticleFactory(filed_by=reporter, headline="已经见报的标题"))
    apply("amend", live, user=reporter)
    Story.objects.filter(pk=live.pk).update(headline=SECRET, body=f"<p>{SECRET}</p>")
    live.refresh_from_db()
    add_secret_to_related_rows(live)

    secret(ArticleFactory)
    steps = {
        "submitted": [("submit", reporter)],
        "returned": [("submit", reporter), ("return", editor)],
        "approved": [("submit", reporter), ("sign_off", chief)],
        "spiked": [("spike", editor)],
    }
    for factory in (ArticleFactory, BriefFactory):
        for path in steps.values():
            story = secret(factory, filed_by=reporter)
            for name, by in path:
                apply(name, story, user=by, note=SECRET)
    scheduled = secret(ArticleFactory, filed_by=reporter)
    corrected = published(ArticleFactory(filed_by=reporter))
    apply("correct", corrected, user=reporter, wrong=SECRET, right="一刻钟")
    for name, by, said in (
        ("submit", reporter, {}),
        ("sign_off", chief, {}),
        ("schedule", chief, {"at": timezone.now() + datetime.timedelta(hours=1)}),
    ):
        apply(name, scheduled, user=by, **said)
    withdrawn = published(secret(BriefFactory))
    apply("withdraw", withdrawn, user=chief, reason="wrong", note=SECRET)


def guesses():
    for story in Story.objects.all():
        yield from (f"/articles/{story.pk}/", f"/briefs/{story.pk}/")
    for named in (*Reporter.objects.all(), *Organization.objects.all()):
        yield named.get_absolute_url()
    yield f"/tags/{quote(SECRET)}/"
    yield from ("/pages/2024-03-15/", "/pages/2024-03-15/06/", "/pages/?month=2024-03")


def test_what_is_not_published_is_nowhere(client, newsroom):
    pages = crawl(client, guesses())

    statuses = set(Story.objects.values_list("status", flat=True))
    assert statuses == set(Story.Status.values)
    readable = {address for address, page in pages.items() if page.status_code == 200}
    assert any(address.startswith("/articles/") for address in readable)
    assert {address for address in readable if address.startswith("/pages/")} == {"/pages/"}
    for address, page in pages.items():
        assert SECRET not in page.content.decode(), address
