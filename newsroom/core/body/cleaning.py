"""Making a body of any HTML: what it may hold is kept in one form, everything else falls apart.

What falls apart leaves its text in paragraphs, never glued together. Text that the source deleted
or hid stays out. The form is that in which the editor of the desk writes a body, so that opening a
story in the editor changes nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

import nh3

from newsroom.core.body import tables
from newsroom.core.body.lines import BREAK, Line, attribute, text_of_source
from newsroom.core.body.marks import with_marks_of
from newsroom.core.body.parsing import ATTRIBUTES, TAGS
from newsroom.core.body.photo_places import photo_node
from newsroom.core.body.sources import (
    HEADINGS,
    LISTS,
    LOST,
    PARAGRAPHS,
    SCHEMES,
    Element,
    read_source,
)
from newsroom.core.body.word_lists import with_word_lists
from newsroom.core.plain_text import HIDDEN

DEEPEST_LIST = 6  # lists and quotes within each other; deeper ones are paragraphs


@dataclass(frozen=True)
class Cleaned:
    """A body, and how many things of its source are not in it: {name in LOSSES: number}."""

    html: str
    losses: Counter


def clean(html):
    """The body that the HTML is as; "" if it has neither text nor photo."""
    return clean_with_losses(html).html


@lru_cache(maxsize=8)  # one saving of a story cleans the same body several times
def clean_with_losses(html):
    """The HTML as a body, with what it lost, as Cleaned."""
    losses: Counter = Counter()
    blocks = _Blocks(losses)
    blocks.read(read_source(html).children)
    written = "".join(block for _name, block in blocks.finish())
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    # The last guard: whatever was read, only these tags and addresses are written.
    safe = nh3.clean(written, tags=TAGS, attributes=attributes, url_schemes=SCHEMES, link_rel=None)
    return Cleaned(safe, losses)


@dataclass
class _Blocks:
    """Collects the blocks of a body, or of a quote or list item: pairs (tag, HTML).

    `depth` counts the lists and quotes around them; in a list item `heading` is `p`.
    """

    losses: Counter
    depth: int = 0
    heading: str = "h2"
    written: list[tuple[str, str]] = field(default_factory=list)
    line: Line = field(default_factory=Line)

    def read(self, nodes, marks=(), tag="p"):
        """Add what the nodes (Elements and texts) hold; texts of their own become a `tag`."""
        for node in with_word_lists(list(self._shown(nodes))):
            if isinstance(node, str):
                self._add_text(node, marks)
            else:
                self._read_element(node, marks, tag)

    def finish(self):
        """All blocks."""
        self.end_line("p")
        return self.written

    def end_line(self, tag):
        """End the paragraph, or crosshead, that is being read."""
        if (line := self.line.trimmed()).pieces:
            self.written.append((tag, f"<{tag}>{line.html()}</{tag}>"))
        self.line = Line()

    def _shown(self, nodes):
        """Those nodes that the source neither deleted nor hid."""
        for node in nodes:
            if isinstance(node, str) or not (node.is_deleted or node.is_hidden):
                yield node
            elif node.text().strip():
                self._lose("deletions" if node.is_deleted else "hidden", 1)

    def _lose(self, what, number):
        if number:
            self.losses[what] += number

    def _add_text(self, text, marks):
        self._lose("characters", len(HIDDEN.findall(text.replace("\r", ""))))
        if text := text_of_source(text):
            self.line.add(text, marks)

    def _read_element(self, element, marks, tag):
        name = element.name
        if name == "br":
            self.line.add(BREAK, marks)
        elif name in LOST:
            self._lose(LOST[name], 1)
        elif name == "rt":  # how a character is pronounced
            self.read(["（", *element.children, "）"], marks, tag)
        elif name == "q":  # browsers add its quotation marks
            self.read(["“", *element.children, "”"], marks, tag)
        elif name in HEADINGS:
            self._read_block(element.children, marks, tag, self.heading)
        elif name in LISTS:
            self._read_list(element, marks, tag)
        elif name == "blockquote":
            self._read_quote(element, marks, tag)
        elif name == "table":
            self._read_table(element, marks, tag)
        elif name == "figure":
            self._read_figure(element, marks, tag)
        elif name in PARAGRAPHS:
            self._read_block(element.children, marks, tag, tag)
        elif element.is_block:
            self._read_block(element.children, with_marks_of(element, marks), tag, tag)
        else:
            self.read(element.children, with_marks_of(element, marks), tag)

    def _read_block(self, nodes, marks, around, tag):
        self.end_line(around)
        self.read(nodes, marks, tag)
        self.end_line(tag)

    def _inside(self, nodes, marks, **options):
        """The blocks of a list item or of a quote."""
        inner = _Blocks(self.losses, self.depth + 1, **options)
        inner.read(nodes, marks)
        return inner.finish()

    def _read_quote(self, element, marks, tag):
        self.end_line(tag)
        if self.depth >= DEEPEST_LIST:
            self._read_block(element.children, marks, tag, "p")
        elif quoted := self._inside(element.children, marks, heading=self.heading):
            self.written.append(("blockquote", f"<blockquote>{_html(quoted)}</blockquote>"))

    def _read_list(self, element, marks, tag):
        self.end_line(tag)
        if self.depth >= DEEPEST_LIST:
            return self._read_block(element.children, marks, tag, "p")
        name = "ol" if element.name == "ol" else "ul"
        start = element.number("start", least=0, most=9999)
        items: list[str] = []
        for nodes in _list_items(element):
            blocks = self._inside(nodes, marks, heading="p")
            while blocks and blocks[0][0] != "p":
                block, html = blocks.pop(0)
                if block in {"ul", "ol"}:  # an item without text of its own
                    items.append(_inner(block, html))
                else:  # an item cannot begin with it, such as with a photo: it parts the list
                    start += self._end_list(name, start, items)
                    items = []
                    self.written.append((block, html))
            items += [f"<li>{_html(blocks)}</li>"] if blocks else []
        self._end_list(name, start, items)

    def _end_list(self, name, start, items):
        """Write the list of these items, numbered from `start`; returns how many they are."""
        numbered = attribute("start", str(start)) if name == "ol" and start != 1 else ""
        if items:
            self.written.append((name, f"<{name}{numbered}>{''.join(items)}</{name}>"))
        return len(items)

    def _read_table(self, table, marks, tag):
        self.end_line(tag)
        if any(element.name == "table" for element in table.elements()):
            return self.read(table.children, marks)  # it only arranged the tables in it
        for part in self._shown(table.children):
            if isinstance(part, Element) and part.name == "caption":
                self._read_block(part.children, marks, tag, "p")
        elements = tables.rows_of(table, self._shown)
        if sum(map(len, elements)) == 1:  # it only framed a text
            return self._read_block(elements[0][0].children, marks, tag, "p")
        photos: list[tuple[str, str]] = []
        rows = [[self._cell(cell, marks, photos) for cell in row] for row in elements]
        self._write_table(rows)
        self.written += photos

    def _cell(self, element, marks, photos):
        """The Cell that an Element is; photos in it are added to `photos`."""
        content = _CellContent(self.losses)
        content.read(element.children, marks)
        photos += content.finish()
        across = element.number("colspan", most=tables.MOST_COLUMNS)
        down = element.number("rowspan", most=tables.MOST_ROWS)
        return tables.Cell(element.name, content.line.trimmed(), across, down)

    def _write_table(self, rows):
        if not any(cell.line.pieces for row in rows for cell in row):
            return
        if html := tables.table_html(rows):
            self.written.append(("table", html))
            return
        self._lose("tables", 1)
        for line in tables.as_lines(rows):
            self.line = line
            self.end_line("p")

    def _read_figure(self, element, marks, tag):
        """The place of a photo if the figure is only that; of a foreign figure its caption."""
        place = element.attributes.get("data-photo")
        if place is None:
            return self._read_block(element.children, marks, tag, "p")
        if place.isascii() and place.isdigit() and not element.text().strip():
            self.end_line(tag)
            self.written.append(("figure", photo_node(place)))


class _CellContent(_Blocks):
    """The content of one cell: a single Line, in which every block is a line; only photos part."""

    def end_line(self, tag):
        if self.line.pieces and self.line.pieces[-1][0] is not BREAK:
            self.line.add(BREAK)

    def _read_list(self, element, marks, tag):
        self._read_block(element.children, marks, tag, tag)

    _read_quote = _read_list


def _list_items(element):
    """The nodes of each item; what stands between items belongs to the item before it."""
    items: list[list] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            items.append([child] if child.is_deleted or child.is_hidden else child.children)
        elif items:
            items[-1] = [*items[-1], child]
        else:
            items.append([child])
    return items


def _inner(name, html):
    """The HTML between the tags of an element."""
    return html[html.index(">") + 1 : -len(f"</{name}>")]


def _html(blocks):
    return "".join(html for _name, html in blocks)
