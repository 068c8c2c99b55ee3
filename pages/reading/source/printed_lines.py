"""Lines as printed: their number, width and indent, and whether a sentence ends in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .passages import Passage, Run

CLOSED = re.compile(r"[。！？…”’』」）)】》—：:；;!?.][\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$")
# A full line may well end at a quotation mark or a colon; only this ends a sentence.
SENTENCE_END = re.compile(
    r"(?:[。！？…!?][”’』」）)]*(?:[\s\u3000]*[（(][^（）()]{2,30}[）)])?|—{3})"
    r"[\s\u3000]*(?:[①-⑳]\d{0,2}[\s\u3000]*)?$"
)
INDENT = re.compile(r"[\u3000 ]{2,}|\u3000")
ODD_SPACE = re.compile(r"[^\S\u3000 ]")
WIDE = re.compile(r"[\u2e80-\uffef‘’“”—…·①-⑳▲-◿]")


@dataclass(frozen=True)
class Line:
    """A line with ink: its number (from 1), its text, whether a blank line stands above, and what
    a person says that it is."""

    number: int
    text: str
    after_blank: bool
    said: str = ""
    start: int = 0  # where the text begins: behind the margin that every line of the page keeps

    @property
    def indented(self) -> bool:
        return bool(INDENT.match(self.text))

    @property
    def closed(self) -> bool:
        return bool(SENTENCE_END.search(self.text))

    @property
    def width(self) -> float:
        """In Chinese characters; Latin letters and digits are half as wide."""
        text = self.text.rstrip()
        wide = len(WIDE.findall(text))
        return wide + (len(text) - wide) / 2

    @property
    def length(self) -> int:
        return len(self.text.rstrip())

    @property
    def passage(self) -> Passage:
        return Passage((Run(self.number, self.start, self.text),))


def inked_lines(text: str, marks: Mapping[int, str] | None = None) -> Iterator[Line]:
    marks = marks or {}
    blank = False
    lines = text.split("\n")
    margin = min((_margin_of(line) for line in lines if line.strip()), default=0)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            said = marks.get(number, "")
            yield Line(number, _with_plain_spaces(line[margin:].rstrip()), blank, said, margin)
        blank = not line.strip()


def _margin_of(line: str) -> int:
    return len(line) - len(line.lstrip())


def _with_plain_spaces(line: str) -> str:
    """A tab or a web page's hard space indents at the margin and is a space elsewhere; one
    character stands for one, so that every place stays where it was."""
    text = line.lstrip()
    margin = line[: _margin_of(line)]
    return ODD_SPACE.sub("\u3000", margin) + ODD_SPACE.sub(" ", text)
