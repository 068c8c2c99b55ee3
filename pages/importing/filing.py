"""Filing a page: its stories become drafts of the desk, in one transaction."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from pages.importing.page_files import PageConflict, default_section
from pages.importing.story_drafts import file_story
from pages.models import Page


@dataclass(frozen=True)
class Filed:
    """What became of a page: its row, and whether it is new."""

    page: Page
    created: bool


def filed_before(incoming):
    """The Page of the same text, or None. Raises PageConflict when another text has its place."""
    standing = Page.objects.standing()
    page = standing.filter(sha256=incoming.sha256).first()
    if page is None and incoming.date and incoming.number:
        other = standing.filter(
            paper=incoming.paper, date=incoming.date, number=incoming.number
        ).first()
        if other:
            raise PageConflict(other)
    return page


def file_page(incoming, *, by=None):
    """File the stories of a page as drafts. A text that was filed before changes nothing.

    `by` is the person at the import desk, None for the command. Raises PageRefused, and then
    nothing has been written.
    """
    try:
        with transaction.atomic():
            if page := filed_before(incoming):
                return Filed(page, created=False)
            page = Page.objects.create(filed_by=by, **_page_fields(incoming))
            section = incoming.section or default_section()
            for position, story in enumerate(incoming.reading.stories, start=1):
                file_story(story, page, position, section)
    except IntegrityError:
        # Somebody filed the same page, or another text for it, in the same moment: now it shows.
        if page := filed_before(incoming):
            return Filed(page, created=False)
        raise
    return Filed(page, created=True)


def _page_fields(incoming):
    return {
        "sha256": incoming.sha256,
        "paper": incoming.paper,
        "date": incoming.date,
        "number": incoming.number,
        "section_printed": incoming.reading.page.section or "",
        "text": incoming.text,
        "reading": incoming.as_json(),
        "source": incoming.file[-255:],
    }
