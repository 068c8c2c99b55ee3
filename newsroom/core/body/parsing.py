"""Reading a body: its tags and texts one by one, and as Blocks.

Each part of a Block knows its place in the HTML, so that a caller can change one place and leave
all others as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape

TAGS = {
    *("p", "h2", "blockquote", "ul", "ol", "li", "figure", "table", "tr", "th", "td"),
    *("strong", "em", "a", "sup", "sub", "br"),
}
BLOCK_TAGS = TAGS - {"strong", "em", "a", "sup", "sub", "br"}
CELL_TAGS = {"th", "td"}
# The attributes that each may have, in the order in which they are written.
ATTRIBUTES = {
    "a": ("href",),
    "figure": ("data-photo",),
    "ol": ("start",),
    "th": ("colspan", "rowspan"),
    "td": ("colspan", "rowspan"),
}
# nh3 writes each tag in one way: lower case, its values in quotes.
TOKEN = re.compile(
    r'<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:[^<>"]|"[^"]*")*)>|[^<]+|<'
)
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A start tag or an end tag; it is `html[start:stop]`.

    `attributes` are pairs of a name and its value; the end of a link repeats those of its start.
    """

    name: str
    start: int
    stop: int
    is_end: bool = False
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def value(self):
        """The address of a link, the id in a figure: the first of its attributes, or None."""
        return self.attributes[0][1] if self.attributes else None


@dataclass(frozen=True, slots=True)
class Text:
    """Text between two tags, without HTML's escapes; it is written as `html[start:stop]`."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, crosshead, list item, cell of a table or photo, with the tags around it.

    `opening` are the start tags of blocks before its content (`<ul><li><p>`), `closing` the end
    tags after it (`</p></li></ul>`). `inline` is the content: texts, line breaks, and the start
    and end tags of bold, emphasis, links, raised and lowered text. Text outside any paragraph is a
    Block as well.
    """

    opening: tuple[HtmlTag, ...]
    inline: tuple[HtmlTag | Text, ...]
    closing: tuple[HtmlTag, ...]

    @property
    def tag(self):
        """The name of the innermost element that begins here, such as `p`; "" if none does."""
        return self.opening[-1].name if self.opening else ""

    @property
    def is_element(self):
        """Whether the content is all that its element holds."""
        return bool(self.opening and self.closing)

    @property
    def story_photo_id(self):
        """The id of the StoryPhoto whose photo is placed here; None if this is not a photo."""
        if self.tag != "figure" or self.inline or not self.closing:
            return None
        value = self.opening[-1].value or ""
        return int(value) if value.isdecimal() else None

    @property
    def inner(self):
        """The slice of the HTML that is the content."""
        first = self.opening[-1].stop if self.opening else (*self.inline, *self.closing)[0].start
        last = self.closing[0].start if self.closing else (*self.opening, *self.inline)[-1].stop
        return slice(first, last)

    def text(self, line_break="\n"):
        """The content as plain text; `line_break` replaces each `<br>`."""
        return "".join(
            part.text if isinstance(part, Text) else line_break
            for part in self.inline
            if isinstance(part, Text) or part.name == "br"
        )

    def characters(self) -> Iterator[tuple[str, slice]]:
        """The characters of the content as a browser shows them, each with its slice of the HTML.

        A line break is a newline; a newline of the HTML itself is shown as a space.
        """
        for part in self.inline:
            if isinstance(part, Text):
                stop = part.start
                for character in part.text:
                    start, stop = stop, stop + len(escape_text(character))
                    yield " " if character == "\n" else character, slice(start, stop)
            elif part.name == "br":
                yield "\n", slice(part.start, part.stop)


def parse(html) -> Iterator[Block]:
    """The Blocks of a cleaned body, in order; together they hold every tag and every text.

    They are read one by one: who needs the first paragraph alone reads no further.
    """
    parts: tuple[list, list, list] = ([], [], [])
    last = 0
    for token in tokens(html):
        rank = _rank(token)
        if rank < last:
            yield Block(*map(tuple, parts))
            parts = ([], [], [])
        parts[rank].append(token)
        last = rank
    if any(parts):
        yield Block(*map(tuple, parts))


def escape_text(text):
    """The text as `clean` writes it, so that cleaning a body that holds it changes nothing."""
    return text.translate(ESCAPES)


def paragraph(text):
    """The HTML of a paragraph."""
    return f"<p>{escape(text)}</p>"


def crosshead(text):
    """The HTML of a crosshead."""
    return f"<h2>{escape(text)}</h2>"


def _rank(token):
    """The part of a Block that the token is in: 0 for `opening`, 1 `inline`, 2 `closing`."""
    if isinstance(token, Text) or token.name not in BLOCK_TAGS:
        return 1
    return 2 if token.is_end else 0


def tokens(html) -> Iterator[HtmlTag | Text]:
    """All tags and texts of the HTML, in order."""
    link: tuple[tuple[str, str], ...] = ()  # the attributes of the link that was opened last
    for found in TOKEN.finditer(html):
        end, name, written = found.groups()
        if name is None:
            yield Text(unescape(found[0]), *found.span())
            continue
        attributes = tuple((key, unescape(value)) for key, value in ATTRIBUTE.findall(written))
        if name == "a":
            link = attributes = link if end else attributes
        yield HtmlTag(name, *found.span(), bool(end), attributes)
