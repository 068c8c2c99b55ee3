"""Writes a reading as an annotated page, and reads it back before anybody keeps it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from newsroom.core.refusal import Refused
from pages.annotation.names import tag_organizations, tag_people
from pages.annotation.reading_back import read_back
from pages.annotation.story_lines import KINDS, StoryLines, plain_line
from pages.annotation.tags import AnnotatedLine, Unreadable
from pages.reading.records import LabelledLine, Reading, StoryRecord
from pages.reading.story_drafts import unspaced

PAGE_LABELS = {
    "paper": _("paper"),
    "date": _("day of the paper"),
    "number": _("page number"),
    "section": _("section"),
    "editors": _("page editors"),
    "furniture": _("furniture"),
}
STORY_LABELS = {
    "kind": _("kind"),
    "column": _("column"),
    "kicker": _("kicker"),
    "headline": _("headline"),
    "deck": _("deck"),
    "byline": _("byline"),
    "dateline": _("dateline"),
    "source": _("source"),
    "jumps": _("jump"),
    "sections": _("paragraph"),
    "pictures": _("caption"),
    "organizations": _("organizations"),
}


class NotAnnotated(Refused):
    """The format of annotated pages cannot say what a page says; the message says what."""


def annotated(reading: Reading) -> str:
    """The page of a reading in the annotated format. Raises NotAnnotated."""
    if unread := next((line for line in reading.lines if line.label not in KINDS), None):
        raise NotAnnotated(_("Line %(line)d was not recognized.") % {"line": unread.first})
    lines = [*_head(reading), *map(str, _body(reading))]
    try:
        back = read_back(lines)
    except Unreadable as error:
        raise NotAnnotated(
            _("The annotated format cannot hold this text: %(text)s") % {"text": error}
        ) from error
    if lost := next(_lost(reading, back), None):
        raise NotAnnotated(_("The annotated format cannot say this: %(what)s") % {"what": lost})
    return "\n".join(lines) + "\n"


def _head(reading: Reading) -> Iterator[str]:
    page = reading.page
    values = {
        "paper": page.paper,
        "city": reading.city,
        "date": page.date,
        "number": page.number,
        "section": page.section,
    }
    return (f"@{name} {value}" for name, value in values.items() if value)


def _body(reading: Reading) -> Iterator[AnnotatedLine | str]:
    """The lines in the order of the page; a story begins with its first line below the column."""
    own = defaultdict(list)
    for line in reading.lines:
        own[line.story].append(line)
    stories = [iter(_story(r, own[place])) for place, r in enumerate(reading.stories, start=1)]
    begun = 0
    for line in reading.lines:
        if line.story is None:
            yield _line_of_page(line)
            continue
        if line.story > begun and line.label != "column":
            begun = line.story
            record = reading.stories[begun - 1]
            yield f"== {record.kind} {record.column or ''}".rstrip()
        yield next(stories[line.story - 1])


def _story(record: StoryRecord, lines: list[LabelledLine]) -> list[AnnotatedLine]:
    annotated = StoryLines(record, lines).annotated()
    tag_organizations(annotated, record.organizations)
    return annotated


def _line_of_page(line: LabelledLine) -> AnnotatedLine:
    annotated = plain_line(line)
    if line.label == "editors":
        tag_people(annotated, line.people)
    return annotated


def _lost(reading: Reading, back: Reading) -> Iterator[str]:
    """What the annotated page does not say as the reading does."""
    for name, label in PAGE_LABELS.items():
        if getattr(reading.page, name) != getattr(back.page, name):
            yield str(label)
    if reading.columns != tuple(dict.fromkeys(map(unspaced, back.columns))):
        yield str(_("column"))
    around = any(below.first < line.last for line, below in pairwise(reading.lines))
    if around or [line.text for line in reading.lines] != [line.text for line in back.lines]:
        yield str(_("text"))
    if len(reading.stories) != len(back.stories):
        yield str(_("where the stories begin"))
    for place, (record, again) in enumerate(zip(reading.stories, back.stories, strict=False), 1):
        for name, label in STORY_LABELS.items():
            if _fact(record, name) != _fact(again, name) or _is_missing(record, name):
                yield _("%(what)s of story %(place)d") % {"what": label, "place": place}


def _is_missing(record: StoryRecord, name: str) -> bool:
    """An article of words alone needs a headline in this format."""
    nameless = record.kind == "article" and not record.headline and not record.pictures
    return name == "headline" and nameless


def _fact(record: StoryRecord, name: str) -> object:
    """Organizations in any order, and without the other forms of their names."""
    if name == "organizations":
        return {(found.name, found.canonical) for found in record.organizations}
    return getattr(record, name)
