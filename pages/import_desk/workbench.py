"""What the workbench of the import desk shows: the printed text line by line, and its reading."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from newsroom.core.story_kind import story_kind
from pages.import_desk.labels import MARKS, PARTS, part
from pages.reading.records import Crosshead, Paragraph, Picture

# A printed page has some hundred lines and a dozen stories; a longer text is still read as a whole.
SHOWN_LINES = 4000
SHOWN_STORIES = 200

BLOCKS = {Paragraph: "paragraph", Crosshead: "crosshead", Picture: "picture"}


@dataclass(frozen=True)
class PrintedLine:
    """A line of the page: its coloured HTML, what it was read as, and what a person calls it."""

    number: int
    html: str
    kind: str
    label: str
    mark: str
    mark_label: str
    opens: int | None
    doubtful: bool


def printed_lines(text, reading, marks):
    """The first SHOWN_LINES lines of a page; `reading` may be None, `marks` is {"12": kind}."""
    spans, opens, doubtful = _by_line(reading)
    for number, line in enumerate(text.split("\n")[:SHOWN_LINES], start=1):
        kinds = list(dict.fromkeys(part(span.kind) for span in spans[number]))
        said = [kind for kind in kinds if kind != "mark"] or kinds
        yield PrintedLine(
            number=number,
            html=_coloured(line, spans[number]),
            kind=said[0] if said else "",
            label=" · ".join(str(PARTS[kind]) for kind in said),
            mark=marks.get(str(number), ""),
            mark_label=str(MARKS.get(marks.get(str(number)), "")),
            opens=opens.get(number),
            doubtful=number in doubtful,
        )


def stories(reading):
    """Of the stories of a reading: [(place, StoryKind, story, its blocks as (kind, block)), …]."""
    if reading is None:
        return []
    return [
        (
            place,
            story_kind(story.kind),
            story,
            [(BLOCKS[type(block)], block) for block in story.blocks],
        )
        for place, story in enumerate(reading.stories[:SHOWN_STORIES], start=1)
    ]


def legend(reading):
    """(kind, label) of the parts on the page, in the order of PARTS."""
    found = {part(span.kind) for span in reading.spans} if reading else set()
    return [(kind, label) for kind, label in PARTS.items() if kind in found]


def lines_left_out(text):
    return max(0, text.count("\n") + 1 - SHOWN_LINES)


def _by_line(reading):
    """The spans of each line, which story opens on it, and the lines with a problem."""
    spans = defaultdict(list)
    if reading is None:
        return spans, {}, set()
    for span in reading.spans:
        spans[span.line].append(span)
    opens = {story.first_line: place for place, story in enumerate(reading.stories, start=1)}
    return spans, opens, {problem.line for problem in reading.problems}


def _coloured(line, spans):
    """The line as HTML: each span in an element of its kind, white space as it is printed."""
    pieces, end = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        kind = part(span.kind)
        pieces.append(format_html("{}", line[end : span.start]))
        pieces.append(
            format_html(
                '<span class="part part--{}" title="{}">{}</span>',
                kind,
                PARTS[kind],
                line[span.start : span.end],
            )
        )
        end = span.end
    pieces.append(format_html("{}", line[end:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
