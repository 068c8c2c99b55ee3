"""The content of the workbench: the printed text line by line, and the stories read from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from newsroom.core.labels import Label
from newsroom.core.story_kind import StoryKind, story_kind
from pages.import_desk.labels import MARK_LABELS, PART_LABELS, part_of
from pages.reading.records import Block, Crosshead, Paragraph, Picture, Reading, Span, StoryRecord

# A printed page has some hundred lines and a dozen stories. Of a longer text only the beginning is
# shown; all of it is read.
SHOWN_LINES = 4000
SHOWN_STORIES = 200

BLOCK_NAMES = {Paragraph: "paragraph", Crosshead: "crosshead", Picture: "picture"}


@dataclass(frozen=True)
class PrintedLine:
    """A line of the page.

    `html` colours its parts; `kind` and `label` name the parts that the reader found, `mark` and
    `mark_label` the kind that a person set ("" if none). `story_position` is the number on the
    page of the story that begins here, or None.
    """

    number: int
    html: str
    kind: str
    label: str
    mark: str
    mark_label: str
    story_position: int | None
    has_problem: bool


def printed_lines(
    text: str, reading: Reading | None, marks: Mapping[str, str]
) -> Iterator[PrintedLine]:
    """Yield the first SHOWN_LINES lines of a page. `marks` is {line number as text: kind}."""
    spans, positions, problems = _facts_by_line(reading)
    for number, line in enumerate(text.split("\n")[:SHOWN_LINES], start=1):
        parts = list(dict.fromkeys(part_of(span.kind) for span in spans[number]))
        named = [part for part in parts if part != "mark"] or parts
        mark = marks.get(str(number), "")
        yield PrintedLine(
            number=number,
            html=_coloured(line, spans[number]),
            kind=named[0] if named else "",
            label=" · ".join(str(PART_LABELS[part]) for part in named),
            mark=mark,
            mark_label=str(MARK_LABELS.get(mark, "")),
            story_position=positions.get(number),
            has_problem=number in problems,
        )


def shown_stories(
    reading: Reading | None,
) -> list[tuple[int, StoryKind, StoryRecord, list[tuple[str, Block]]]]:
    """The first SHOWN_STORIES stories: [(position, StoryKind, story, [(name, block), …]), …]."""
    if reading is None:
        return []
    return [
        (
            position,
            story_kind(story.kind),
            story,
            [(BLOCK_NAMES[type(block)], block) for block in story.blocks],
        )
        for position, story in enumerate(reading.stories[:SHOWN_STORIES], start=1)
    ]


def legend(reading: Reading | None) -> list[tuple[str, Label]]:
    """(part, label) of the parts that occur on the page, in the order of PART_LABELS."""
    found = {part_of(span.kind) for span in reading.spans} if reading else set()
    return [(part, label) for part, label in PART_LABELS.items() if part in found]


def hidden_line_count(text: str) -> int:
    """How many lines after the first SHOWN_LINES are not shown."""
    return max(0, text.count("\n") + 1 - SHOWN_LINES)


def _facts_by_line(
    reading: Reading | None,
) -> tuple[dict[int, list[Span]], dict[int, int], set[int]]:
    """{line: its spans}, {line: position of the story that begins there}, lines with a problem."""
    spans: dict[int, list[Span]] = defaultdict(list)
    if reading is None:
        return spans, {}, set()
    for span in reading.spans:
        spans[span.line].append(span)
    stories = enumerate(reading.stories, start=1)
    positions = {story.first_line: position for position, story in stories}
    return spans, positions, {problem.line for problem in reading.problems}


def _coloured(line: str, spans: Iterable[Span]) -> SafeString:
    """The line as HTML: each span in an element of its part, white space unchanged."""
    pieces, end = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        part = part_of(span.kind)
        pieces.append(format_html("{}", line[end : span.start]))
        pieces.append(
            format_html(
                '<span class="part part--{}" title="{}">{}</span>',
                part,
                PART_LABELS[part],
                line[span.start : span.end],
            )
        )
        end = span.end
    pieces.append(format_html("{}", line[end:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
