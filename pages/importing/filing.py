"""Files a parsed page: in one transaction, its stories become drafts of the desk."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from newsroom.core.models import User
from pages.importing.page_files import PageConflict, ParsedPage, default_section
from pages.importing.story_drafts import file_story
from pages.models import Page


@dataclass(frozen=True)
class FilingResult:
    """The Page that a text is filed as; `created` is False if it was filed before."""

    page: Page
    created: bool


def existing_page(parsed: ParsedPage) -> Page | None:
    """The filed Page with the same text, or None.

    Raises PageConflict when another text is filed for the same paper, date and number.
    """
    filed = Page.objects.filed()
    page: Page | None = filed.filter(sha256=parsed.sha256).first()
    if page is None and parsed.date and parsed.number:
        other = filed.filter(paper=parsed.paper, date=parsed.date, number=parsed.number).first()
        if other:
            raise PageConflict(other)
    return page


def file_page(parsed: ParsedPage, *, user: User | None = None) -> FilingResult:
    """File the stories of a page as drafts; a text that was filed before changes nothing.

    `user` is the person at the import desk, None for the command. Raises PageRefused, and then
    nothing has been written.
    """
    try:
        with transaction.atomic():
            if page := existing_page(parsed):
                return FilingResult(page, created=False)
            page = Page.objects.create(filed_by=user, **_page_fields(parsed))
            section = parsed.section or default_section()
            for position, story in enumerate(parsed.reading.stories, start=1):
                file_story(story, page, position, section)
    except IntegrityError:
        # Another transaction filed the same text or the same page number meanwhile; look again.
        if page := existing_page(parsed):
            return FilingResult(page, created=False)
        raise
    return FilingResult(page, created=True)


def _page_fields(parsed: ParsedPage) -> dict[str, Any]:
    return {
        "sha256": parsed.sha256,
        "paper": parsed.paper,
        "date": parsed.date,
        "number": parsed.number,
        "section_printed": parsed.reading.page.section or "",
        "text": parsed.text,
        "reading": parsed.as_json(),
        "source": parsed.file[-255:],
    }
