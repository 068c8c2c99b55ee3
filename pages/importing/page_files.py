"""Taking a page in: its bytes decoded and read, with what a person says of it beside it."""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Organization, Reporter, Section
from newsroom.core.refusal import Refused
from pages.reading.organizations import city_of
from pages.reading.reader import Known, read
from pages.reading.records import OrganizationName, Reading
from pages.reading.text import MAX_BYTES, PageError, decode, normalise, sha256

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
    """A page that cannot be filed."""


class PageConflict(PageRefused):
    """Another text stands filed for the same paper, date and number: `page`."""

    def __init__(self, page):
        super().__init__(
            _("Another text is already filed for %(page)s (%(file)s). Nothing was changed.")
            % {"page": page, "file": page.source}
        )
        self.page = page


@dataclass(frozen=True)
class Given:
    """What a person says of the pages; None leaves it to what is printed, or to the settings."""

    section: Section | None = None
    date: datetime.date | None = None
    number: str | None = None
    paper: str | None = None
    city: str | None = None


@dataclass(frozen=True)
class Incoming:
    """A page as taken in, not yet filed.

    `number` is "" and `date` None when neither is known; `section` is None when it is neither
    given nor printed under a name of ours.
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

    def as_json(self):
        return self.reading.as_json(self.file, self.sha256)


def known():
    """The names that the reader may rely on, as the masthead has them."""
    return Known(
        reporters=frozenset(Reporter.objects.values_list("name", flat=True)),
        organizations=tuple(
            OrganizationName(name, name, tuple(aliases))
            for name, aliases in Organization.objects.confirmed().values_list("name", "aliases")
        ),
        sections=frozenset(Section.objects.values_list("name", flat=True)),
    )


def take_in(path, given=Given()):
    """Read the page at `path`. Raises PageRefused with the reason in words."""
    return take_in_bytes(load(Path(path)), str(path), given)


def load(path):
    """The bytes of a file of at most MAX_BYTES. Raises PageRefused."""
    try:
        if not path.exists():
            raise PageRefused(MESSAGES["missing"])
        if not path.is_file():  # a pipe would never end
            raise PageRefused(MESSAGES["unreadable"])
        if path.stat().st_size > MAX_BYTES:
            raise PageRefused(MESSAGES["too_large"])
        return path.read_bytes()
    except OSError:
        raise PageRefused(MESSAGES["unreadable"]) from None


def take_in_bytes(data, name, given=Given()):
    """Read a page from its bytes; `name` is what messages call it. Raises PageRefused."""
    decoded = decoded_page(data)
    return take_in_text(decoded.text, name, given, encoding=decoded.encoding)


def decoded_page(data):
    """The bytes of a page as text, with its encoding. Raises PageRefused."""
    try:
        return decode(data)
    except PageError as error:
        raise PageRefused(MESSAGES[error.code]) from None


def take_in_text(text, name, given=Given(), *, encoding="utf-8", marks=None):
    """Read a page from its text. `marks` is {line number: kind} where a person knows better.

    Raises PageRefused when no story is found.
    """
    text = normalise(text)
    paper = given.paper or settings.NEWSROOM_PAPER
    reading = read(
        text,
        paper=paper,
        home_city=settings.NEWSROOM_CITY if paper == settings.NEWSROOM_PAPER else city_of(paper),
        city=given.city,
        known=known(),
        marks=marks,
    )
    if not reading.stories:
        raise PageRefused(MESSAGES["no_stories"])
    page = reading.page
    return Incoming(
        file=name,
        text=text,
        sha256=sha256(text),
        encoding=encoding,
        reading=reading,
        paper=given.paper or page.paper or settings.NEWSROOM_PAPER,
        date=given.date or (page.date and datetime.date.fromisoformat(page.date)) or None,
        number=given.number or page.number or "",
        section=given.section or printed_section(page.section),
    )


def printed_section(printed):
    """The Section that a printed name such as `民生·关注` stands for, or None."""
    name = "".join((printed or "").split())
    for separator in SECTION_SEPARATORS:
        name = name.replace(separator, SECTION_SEPARATORS[0])
    names = [name, *name.split(SECTION_SEPARATORS[0])]
    sections = {section.name: section for section in Section.objects.filter(name__in=names)}
    return next((sections[name] for name in names if name in sections), None)


def default_section():
    """The section of pages that print none. Raises PageRefused when it does not exist."""
    try:
        return Section.objects.named(settings.NEWSROOM_SECTION)
    except Section.DoesNotExist:
        raise PageRefused(
            _("There is no section “%(name)s”: add it, or choose another with --section.")
            % {"name": settings.NEWSROOM_SECTION}
        ) from None
