"""The body of a story: the HTML that it may hold, and the only parser of that HTML.

A body holds paragraphs, crossheads (h2), quotes and lists; in them bold, emphasis, links and line
breaks. `<figure data-photo="12"></figure>` marks the place of a photo; 12 is the id of its
StoryPhoto. `clean` makes a body of any HTML, `parse` reads a body as Blocks. Each part of a Block
knows its place in the HTML, so that a caller can change one place and leave all others as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import nh3
from django.utils.html import escape

TAGS = {"p", "h2", "strong", "em", "a", "blockquote", "ul", "ol", "li", "br", "figure"}
BLOCK_TAGS = {"p", "h2", "blockquote", "ul", "ol", "li", "figure"}
ATTRIBUTE = {"a": "href", "figure": "data-photo"}  # the only attribute that each may have
SCHEMES = {"http", "https", "mailto"}
# nh3 writes each tag in one way: lower case, at most the one attribute, its value in quotes.
TOKEN = re.compile(
    r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?: (?:href|data-photo)="(?P<value>[^"]*)")?'
    r'(?:[^<>"]|"[^"]*")*>|[^<]+|<'
)
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"})


@dataclass(frozen=True, slots=True)
class HtmlTag:
    """A start tag or an end tag; it is `html[start:stop]`.

    `value` is that of its ATTRIBUTE, if it has one. The end of a link repeats the address.
    """

    name: str
    start: int
    stop: int
    is_end: bool = False
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Text between two tags, without HTML's escapes; it is written as `html[start:stop]`."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, crosshead, list item or photo, with the tags around it.

    `opening` are the start tags of blocks before its content (`<ul><li><p>`), `closing` the end
    tags after it (`</p></li></ul>`). `inline` is the content: texts, line breaks, and the start
    and end tags of bold, emphasis and links. Text outside any paragraph is a Block as well, such
    as the newline between two items of a list.
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
    for token in _tokens(html):
        rank = _rank(token)
        if rank < last:
            yield Block(*map(tuple, parts))
            parts = ([], [], [])
        parts[rank].append(token)
        last = rank
    if any(parts):
        yield Block(*map(tuple, parts))


def clean(html):
    """The HTML without anything that a body may not hold; scripts go with their content."""
    attributes = {tag: {name} for tag, name in ATTRIBUTE.items()}
    safe = nh3.clean(html, tags=TAGS, attributes=attributes, url_schemes=SCHEMES, link_rel=None)
    safe = _without_other_figures(safe).strip()
    # An editor left empty still sends one empty paragraph.
    return safe if any(map(_has_content, parse(safe))) else ""


def escape_text(text):
    """The text as `clean` writes it, so that cleaning a body that holds it changes nothing."""
    return text.translate(ESCAPES)


def paragraph(text):
    """The HTML of a paragraph."""
    return f"<p>{escape(text)}</p>"


def crosshead(text):
    """The HTML of a crosshead."""
    return f"<h2>{escape(text)}</h2>"


def photo_node(story_photo_id):
    """The HTML that marks the place of a photo."""
    return f'<figure data-photo="{story_photo_id}"></figure>'


def story_photo_ids(html):
    """The ids of the StoryPhotos whose photos stand in the body, in order."""
    return [found for _part, found in split_at_photos(html) if found is not None]


def keep_photos(html, kept):
    """The body with only the photos of the StoryPhotos whose ids are `kept`, each one once."""
    parts, left = [], set(kept)
    for part, found in split_at_photos(html):
        if found is None or found in left:
            parts.append(part)
            left.discard(found)
    return "".join(parts)


def split_at_photos(html) -> Iterator[tuple[str, int | None]]:
    """The body cut before and after each photo: (part of the HTML, id of the StoryPhoto or None).

    Of a photo the part is its node. A part before or after one may be "".
    """
    done = 0
    for block in parse(html):
        if block.story_photo_id is not None:
            node = slice(block.opening[-1].start, block.closing[0].stop)
            yield html[done : node.start], None
            yield html[node], block.story_photo_id
            done = node.stop
    yield html[done:], None


def _without_other_figures(html):
    """The HTML without those figures that mark no place of a photo; they go with their content."""
    parts, done, opened = [], 0, None
    for tag in _tokens(html):
        if isinstance(tag, Text) or tag.name != "figure":
            continue
        if not tag.is_end:
            opened = opened or tag
            continue
        first, opened = opened or tag, None
        if not (first.stop == tag.start and (first.value or "").isdecimal()):
            parts.append(html[done : first.start])
            done = tag.stop
    return "".join(parts) + html[done:]


def _has_content(block):
    """Whether the block has a photo or a word; a no-break space counts as a word."""
    return block.story_photo_id is not None or bool(escape_text(block.text("")).strip())


def _rank(token):
    """The part of a Block that the token is in: 0 for `opening`, 1 `inline`, 2 `closing`."""
    if isinstance(token, Text) or token.name not in BLOCK_TAGS:
        return 1
    return 2 if token.is_end else 0


def _tokens(html) -> Iterator[HtmlTag | Text]:
    """All tags and texts of the HTML, in order."""
    href = None  # of the link that was opened last
    for found in TOKEN.finditer(html):
        end, name, value = found.groups()
        if name is None:
            yield Text(unescape(found[0]), *found.span())
            continue
        value = unescape(value) if value else value
        if name == "a":
            href = value = href if end else value
        yield HtmlTag(name, *found.span(), bool(end), value)
