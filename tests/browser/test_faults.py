"""A refusal in a browser: the page begins at the field that has to be mended."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from media.intake.photo_files import get_or_create_photo
from newsroom.core.body import photo_node
from newsroom.core.models import Section, User
from newsroom.desk.revisions.content import record_revision
from tests.factories import StoryPhotoFactory
from tests.media.pictures import drawn, encoded, upload

EDITOR = ".ProseMirror[contenteditable]"


@pytest.fixture
def draft(newsroom):
    """A long draft of the reporter with a picture that has no alt text."""
    reporter = User.objects.get(username="reporter")
    section = Section.objects.first()
    article = Article(section=section, headline="河边的书屋", filed_by=reporter)
    article.body = "<p>书屋昨天开门，附近居民步行十分钟便可借到书。</p>" * 40
    article.save()
    photo, _new = get_or_create_photo(upload(encoded(drawn((60, 40)))), user=reporter)
    picture = StoryPhotoFactory(story=article, photo=photo, caption="书屋的窗", alt="")
    article.body += photo_node(picture.pk)
    article.save()
    record_revision(article, user=reporter)
    return article


@pytest.mark.parametrize("width", [1400, 390])
def test_a_refused_submission_begins_at_the_missing_alt_text(visit, draft, width):
    page = visit(draft.get_admin_url(), "reporter", width=width)
    page.locator("#submit-row [value=submit]").click()

    alt = page.locator("#id_story_photos-0-alt")
    expect(alt).to_be_focused()
    expect(alt).to_be_in_viewport()

    page.locator("#id_headline").focus()
    page.locator("a[data-fault]").click()
    expect(alt).to_be_focused()


def test_an_invalid_field_in_a_closed_part_is_opened_and_focused(visit, draft):
    page = visit(draft.get_admin_url(), "reporter")
    page.locator("summary", has_text="转载").click()
    page.locator("#id_reprint_url").fill("not an address")
    page.locator("[name=_continue]").click()

    expect(page.locator("#id_reprint_url")).to_be_focused()
    page.locator("a[data-fault]").click()
    expect(page.locator("#id_reprint_url")).to_be_in_viewport()


def test_an_emptied_text_leads_into_the_editor(visit, draft):
    page = visit(draft.get_admin_url(), "reporter")
    page.locator(EDITOR).click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.locator("#submit-row [value=submit]").click()

    expect(page.get_by_role("link", name="去填写")).to_be_visible()
    expect(page.locator(EDITOR)).to_be_focused()
