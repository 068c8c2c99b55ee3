"""The lines of one story as annotated lines."""

from collections.abc import Iterator
from dataclasses import replace

from pages.annotation import tags
from pages.annotation.names import tag_people
from pages.annotation.reading_back import without_dash
from pages.annotation.tags import AnnotatedLine, Tag
from pages.reading.records import LabelledLine, Part, StoryRecord

KINDS = {
    "page": "page",
    "furniture": "furniture",
    "editors": "editors",
    "column": "col",
    "kicker": "k",
    "headline": "h",
    "deck": "d",
    "byline": "by",
    "signoff": "p",
    "paragraph": "p",
    "crosshead": "x",
    "note": "x",
    "caption": "cap",
    "jump": "j",
}
FRAMED = {"column", "kicker", "headline", "deck", "crosshead"}


def plain_line(line: LabelledLine) -> AnnotatedLine:
    """A line of its kind; where marks stand around what counts, `<t>` says what does."""
    annotated = AnnotatedLine(KINDS[line.label], line.text)
    part = next((part for part in line.parts if part.kind in FRAMED), None)
    if part and line.text[part.start : part.end] != without_dash(annotated.kind, line.text):
        annotated.tags.append(tags.element("t", part.start, part.end))
    return annotated


class StoryLines:
    """Turns the lines of a story into annotated lines, from the first to the last.

    What the record of the story knows of a line and the line itself does not, such as a credit
    that stands below several captions, is written at that line.
    """

    def __init__(self, story: StoryRecord, lines: list[LabelledLine]):
        self.lines = lines
        self.source = story.source
        self.unsigned = list(story.byline)
        self.pictures = list(story.pictures)
        self.paragraphs = list(story.paragraphs)
        self.written = 0  # characters of the first of `paragraphs`

    def annotated(self) -> list[AnnotatedLine]:
        annotated = [self._line(line) for line in self.lines]
        self._name_source(annotated)
        return annotated

    def _line(self, line: LabelledLine) -> AnnotatedLine:
        line = self._as_caption(line)
        match line.label:
            case "paragraph" | "signoff":
                annotated = self._text(line)
            case "caption":
                annotated = self._caption(line)
            case _:
                annotated = plain_line(line)
        body = _part(line, "paragraph")
        signing = [person for person in line.people if person in self.unsigned]
        for person in tag_people(annotated, signing, body=(body.start, body.end) if body else None):
            self.unsigned.remove(person)
        return annotated

    def _as_caption(self, line: LabelledLine) -> LabelledLine:
        """A paragraph that a credit right below it made a caption."""
        part = _part(line, "paragraph")
        text = line.text[part.start : part.end] if part else ""
        is_caption = bool(self.pictures) and text == self.pictures[0].caption
        if part is None or not is_caption or text in self.paragraphs:
            return line
        return replace(line, label="caption", parts=(replace(part, kind="caption"),))

    def _text(self, line: LabelledLine) -> AnnotatedLine:
        """`<d>` is the dateline, `<s>` whatever else stands outside the paragraph."""
        kept = [part for part in line.parts if part.kind in ("paragraph", "dateline")]
        datelines = [part for part in kept if part.kind == "dateline"]
        found = [_trimmed("d", line.text, part.start, part.end) for part in datelines]
        found += [_trimmed("s", line.text, *stretch) for stretch in _gaps(line.text, kept)]
        annotated = AnnotatedLine("p", line.text, found)
        if part := _part(line, "paragraph"):
            annotated.kind = "p+" if self.written else "p"
            annotated.goes_on = self._goes_on(part.end - part.start)
        return annotated

    def _goes_on(self, length: int) -> bool:
        """Whether the paragraph goes on behind so many more of its characters."""
        self.written += length
        goes_on = bool(self.paragraphs) and self.written < len(self.paragraphs[0])
        if not goes_on:
            self.paragraphs, self.written = self.paragraphs[1:], 0
        return goes_on

    def _caption(self, line: LabelledLine) -> AnnotatedLine:
        """A credit on a line of its own signs nothing here: the captions above name it."""
        caption, printed = _part(line, "caption"), _part(line, "credit")
        if caption is None or not self.pictures:
            return AnnotatedLine("by", line.text)
        found = [tags.element("c", caption.start, caption.end)]
        if credit := self.pictures.pop(0).credit:
            start, end = (printed.start, printed.end) if printed else (len(line.text),) * 2
            found.append(tags.element("k", start, end, credit))
        return AnnotatedLine("cap", line.text, found)

    def _name_source(self, lines: list[AnnotatedLine]) -> None:
        """At the first dateline, else at the first sign-off, else behind the first paragraph."""
        if not self.source:
            return
        for line, tag in [*_tagged(lines, "d"), *_tagged(lines, "s"), *_ends(lines)][:1]:
            if tag not in line.tags:
                line.tags.append(tag)
            named = tags.element(tag.name, tag.start, tag.end, self.source)
            line.tags[line.tags.index(tag)] = named


def _tagged(lines: list[AnnotatedLine], name: str) -> Iterator[tuple[AnnotatedLine, Tag]]:
    return ((line, tag) for line in lines for tag in line.tags if tag.name == name)


def _ends(lines: list[AnnotatedLine]) -> Iterator[tuple[AnnotatedLine, Tag]]:
    """Where nothing is printed behind each paragraph."""
    ends = ((line, len(line.text)) for line in lines if line.kind == "p")
    return ((line, tags.element("s", end, end)) for line, end in ends)


def _part(line: LabelledLine, kind: str) -> Part | None:
    return next((part for part in line.parts if part.kind == kind), None)


def _gaps(text: str, parts: list[Part]) -> Iterator[tuple[int, int]]:
    """The inked stretches outside of the parts."""
    ends = [0, *(part.end for part in parts)]
    starts = [*(part.start for part in parts), len(text)]
    return ((a, b) for a, b in zip(sorted(ends), sorted(starts), strict=True) if text[a:b].strip())


def _trimmed(name: str, text: str, start: int, end: int) -> Tag:
    """An element around the ink of a stretch."""
    body = text[start:end]
    left, right = len(body) - len(body.lstrip()), len(body) - len(body.rstrip())
    return tags.element(name, start + left, end - right)
