"""Reads the text of a printed page: from a file, from bytes or from text, to a ParsedPage."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.core.masthead import home_city, is_own, paper_name
from newsroom.core.models import Organization, Reporter, Section
from newsroom.core.plain_text import without_hidden
from newsroom.core.refusal import Refused
from pages.models import Page
from pages.reading.decoder.model import Model, load
from pages.reading.organizations.extract import city_of
from pages.reading.reader import Known, read
from pages.reading.records import OrganizationName, Reading
from pages.reading.source.decode import MAX_BYTES, DecodedPage, PageError, decode, normalise, sha256

SECTION_SEPARATORS = "·•:：、/"

MESSAGES = {
    "empty": _("The file is empty. Choose the text of one printed page."),
    "binary": _("This is not a text file. Save the page as plain text (.txt) first."),
    "encoding": _("The encoding is unknown. Save the file as UTF-8 and try again."),
    "too_large": _("The file is over 5 MB. One file holds one page: split it first."),
    "missing": _("There is no such file or folder. Check the path."),
    "unreadable": _("The file cannot be read. Check its permissions."),
    "no_stories": _("No story was found in this text. Is it the text of a printed page?"),
}


class PageRefused(Refused):
    """A page that cannot be filed; the message says why."""


class PageConflict(PageRefused):
    """Another text is already filed for the same paper, date and number, as `page`."""

    def __init__(self, page: Page):
        super().__init__(
            _("Another text is already filed for %(page)s (%(file)s). Nothing was changed.")
            % {"page": page, "file": page.source}
        )
        self.page = page


@dataclass(frozen=True)
class PageOverrides:
    """Facts about a page that a person states; they take precedence over what is printed.

    None means: use what the page prints, or else the settings.
    """

    section: Section | None = None
    date: datetime.date | None = None
    number: str | None = None
    paper: str | None = None
    city: str | None = None


@dataclass(frozen=True)
class ParsedPage:
    """A page that was read but not filed yet.

    `number` is "" and `date` None when neither printed nor overridden. `section` is None when no
    override names one and the printed name matches no Section.
    """

    file: str
    text: str
    sha256: str
    encoding: str
    reading: Reading
    paper: str
    date: datetime.date | None
    number: str
    section: Section | None

    def as_json(self) -> dict:
        """The reading in the format of docs/page-format.md."""
        return self.reading.as_json(self.file, self.sha256)


def known_names() -> Known:
    """The reporters, confirmed organizations and sections of the database, for the reader."""
    return Known(
        reporters=frozenset(Reporter.objects.values_list("name", flat=True)),
        organizations=tuple(
            OrganizationName(name, name, tuple(aliases))
            for name, aliases in Organization.objects.confirmed().values_list("name", "aliases")
        ),
        sections=frozenset(Section.objects.values_list("name", flat=True)),
    )


def reader_model() -> Model:
    """The learnt weights that pages are read with. Raises OSError or ValueError."""
    own = settings.NEWSROOM_READER_WEIGHTS
    return load(Path(own)) if own else load()


def read_page_file(path: str | Path, overrides: PageOverrides = PageOverrides()) -> ParsedPage:
    """Read the page in the file at `path`. Raises PageRefused."""
    return read_page_bytes(read_file(Path(path)), str(path), overrides)


def read_file(path: Path) -> bytes:
    """The content of a regular file of at most MAX_BYTES. Raises PageRefused."""
    try:
        if not path.exists():
            raise PageRefused(MESSAGES["missing"])
        if not path.is_file():  # reading a named pipe would never end
            raise PageRefused(MESSAGES["unreadable"])
        if path.stat().st_size > MAX_BYTES:
            raise PageRefused(MESSAGES["too_large"])
        return path.read_bytes()
    except OSError:
        raise PageRefused(MESSAGES["unreadable"]) from None


def read_page_bytes(
    data: bytes, name: str, overrides: PageOverrides = PageOverrides()
) -> ParsedPage:
    """Read a page from the bytes of its file; messages call it `name`. Raises PageRefused."""
    decoded = decode_page(data)
    return read_page_text(decoded.text, name, overrides, encoding=decoded.encoding)


def decode_page(data: bytes) -> DecodedPage:
    """The text and the encoding of a page's bytes. Raises PageRefused."""
    try:
        return decode(data)
    except PageError as error:
        raise PageRefused(MESSAGES[error.code]) from None


def read_page_text(
    text: str,
    name: str,
    overrides: PageOverrides = PageOverrides(),
    *,
    encoding: str = "utf-8",
    marks: Mapping[int, str] | None = None,
) -> ParsedPage:
    """Read a page from its text.

    `marks` is {line number, from 1: kind of line} for lines whose kind a person has set by hand.
    Raises PageRefused when no story is found.
    """
    text = normalise(text)
    own_paper = paper_name()
    paper = overrides.paper or own_paper
    reading = read(
        without_hidden(text),  # the page keeps its text as it came, its stories get none of them
        paper=paper,
        home_city=home_city() if is_own(paper) else city_of(paper),
        city=overrides.city,
        known=known_names(),
        marks=marks,
        model=reader_model(),
    )
    if not reading.stories:
        raise PageRefused(MESSAGES["no_stories"])
    head = reading.page
    printed_date = datetime.date.fromisoformat(head.date) if head.date else None
    return ParsedPage(
        file=name,
        text=text,
        sha256=sha256(text),
        encoding=encoding,
        reading=reading,
        paper=overrides.paper or head.paper or own_paper,
        date=overrides.date or printed_date,
        number=overrides.number or head.number or "",
        section=overrides.section or section_for(head.section),
    )


def section_for(printed: str | None) -> Section | None:
    """The Section that a printed name stands for, or None.

    Of a double name such as `民生·关注`, the whole is tried first, then each half.
    """
    name = "".join((printed or "").split())
    for separator in SECTION_SEPARATORS:
        name = name.replace(separator, SECTION_SEPARATORS[0])
    names = [name, *name.split(SECTION_SEPARATORS[0])]
    sections = {section.name: section for section in Section.objects.filter(name__in=names)}
    return next((sections[name] for name in names if name in sections), None)


def default_section() -> Section:
    """The section for pages that print none. Raises PageRefused when it does not exist."""
    try:
        section: Section = Section.objects.named(settings.NEWSROOM_SECTION)
    except Section.DoesNotExist:
        raise PageRefused(
            _("There is no section “%(name)s”: add it, or choose another with --section.")
            % {"name": settings.NEWSROOM_SECTION}
        ) from None
    return section
