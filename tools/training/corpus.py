"""Annotated pages (`.page`) as labelled lines, in several layouts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pages.reading.decoder.labels import OPENING
from pages.reading.decoder.lines import EvidentLine, evident_lines
from pages.reading.elements.elements import Known
from pages.reading.page_lines import passages_of
from pages.reading.source.decode import normalise
from tests.pages import compose

# Ways to print a page that training sees (`apart`: a blank line above each story), and those that
# it is measured on.
LAYOUTS: tuple[dict[str, Any], ...] = (
    {},
    {"wrap": 19, "indent": True},
    {"wrap": 24},
    {"blank": True},
    {"apart": True},
    {"half": True},
    {"tight": True},
)
MEASURED = (LAYOUTS[0], LAYOUTS[1], LAYOUTS[3])
OF_KIND = {
    "page": "G",
    "furniture": "F",
    "editors": "E",
    "col": "C",
    "k": "K",
    "h": "H",
    "d": "D",
    "by": "B",
    "p": "P",
    "p+": "Q",
    "x": "X",
    "cap": "A",
    "n": "P",
    "j": "J",
}


@dataclass(frozen=True)
class Block:
    """One line of an annotated page: its kind there, the printed text, and its label."""

    kind: str
    text: str
    label: str


@dataclass
class Printed:
    """A page printed in one layout: the text, its lines, and the right label of each."""

    text: str
    lines: list[EvidentLine]
    labels: list[str]


@dataclass
class AnnotatedPage:
    name: str
    source: str
    gold: dict[str, Any]
    printed: list[Printed] = field(default_factory=list)

    @property
    def paper(self) -> str:
        return self.gold["page"].get("paper") or "运城晚报"

    @property
    def city(self) -> str:
        return self.gold.get("home_city") or "运城市"


def read_page(path: Path, layouts: Sequence[dict[str, Any]] = LAYOUTS) -> AnnotatedPage:
    source = path.read_text(encoding="utf-8")
    _, gold = compose.compose(source)
    blocks = blocks_of(source)
    return AnnotatedPage(path.stem, source, gold, [printed(blocks, how) for how in layouts])


def blocks_of(source: str) -> list[Block]:
    blocks: list[Block] = []
    opens = False
    for line in source.split("\n"):
        if not line.strip() or line[0] in "#@":
            continue
        if line.startswith("== "):
            opens = True
            continue
        kind, _, annotated = line.partition("| ")
        text, spans, _, _ = compose.read_line(annotated.rstrip("\\"))
        label = OF_KIND[kind]
        if kind == "p" and _only_signs(text, spans):
            label = "S"
        if opens and label in OPENING:
            label, opens = label + "1", False
        blocks.append(Block(kind, text, label))
    return blocks


def _only_signs(text: str, spans: list[Any]) -> bool:
    dated = any(tag == "d" for tag, *_ in spans)
    return not dated and not compose.without(text, spans, "ds").strip()


def printed(blocks: Sequence[Block], how: dict[str, Any]) -> Printed:
    """The blocks in a layout, read into lines again; each line has the label of its block."""
    text: list[str] = []
    label_at: dict[int, str] = {}
    apart = how.get("apart", False)
    how = {name: value for name, value in how.items() if name != "apart"}
    for block in blocks:
        if apart and text and block.label.endswith("1"):
            text.append("")
        piece = compose.laid_out([(block.kind, block.text)], **how).rstrip("\n").split("\n")
        for i, line in enumerate(piece):
            label_at[len(text) + 1] = block.label if i == 0 else "Q"
            text.append(line)
        if how.get("blank"):
            text.append("")
    whole = normalise("\n".join(text) + "\n")
    lines = evident_lines(passages_of(whole, Known()), Known())
    labels = [label_at[line.passage.first_line] for line in lines]
    return Printed(whole, lines, list(_settled(lines, labels)))


def _settled(lines: Sequence[EvidentLine], labels: Sequence[str]) -> Iterator[str]:
    """One label for what is read alike: people below text sign off, above it they are a byline;
    a credit on a line of its own belongs to its caption."""
    body = False
    for line, label in zip(lines, labels, strict=True):
        body = body and not label.endswith("1")
        element = line.element
        if label in ("B", "S") and element.kind == "picture" and not element.has("caption"):
            label = "A"
        elif label in ("B", "S"):
            label = "S" if body else "B"
        body = body or label[0] in "PQ"
        yield label
