"""The plain text of a body for proofreading, and replacing parts of it in the HTML.

Paragraphs, crossheads and list items follow one another, separated by PARAGRAPH. A line break is
a newline; a photo is a paragraph that consists of PHOTO. Replacing text never removes or joins
paragraphs, and keeps photos, and links that still have text.
"""

from dataclasses import dataclass
from itertools import pairwise

from newsroom.core.body import Block, HtmlTag, escape_text, parse
from newsroom.core.plain_text import without_hidden

PARAGRAPH = "\u2029"  # Unicode's paragraph separator
PHOTO = "\ufffc"  # Unicode's object replacement character
# HTML shows these as a space, or PostgreSQL cannot store them, or they have a meaning here.
TO_SPACE = str.maketrans(dict.fromkeys(f"\t\f\r\v\0{PARAGRAPH}{PHOTO}", " "))


@dataclass(frozen=True)
class Paragraph:
    """The plain text of a Block of the body, which begins at `start` in the whole plain text."""

    block: Block
    start: int
    text: str

    @property
    def end(self):
        """Where the text ends in the whole plain text."""
        return self.start + len(self.text)

    @property
    def tag(self):
        """The name of its element, such as `p`."""
        return self.block.tag

    @property
    def photo(self):
        """The id of the StoryPhoto whose photo this is; None if it is text."""
        return self.block.story_photo_id

    @property
    def html_slices(self):
        """For each character the slice of the HTML that writes it; empty for a photo."""
        return tuple(html_slice for _character, html_slice in self.block.characters())


def plain_text(body):
    """The plain text of a cleaned body (HTML)."""
    return PARAGRAPH.join(paragraph.text for paragraph in read_paragraphs(body))


def clean_input(text):
    """Text from a form as a paragraph may hold it: no control characters except newlines."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(without_hidden(line.translate(TO_SPACE)) for line in lines)


def for_screen(text):
    """A plain text for the screen: each paragraph on a line of its own, ▲ for a photo."""
    return text.replace(PARAGRAPH, "\n").replace(PHOTO, "▲")


def read_paragraphs(body):
    """The Paragraphs of a cleaned body in order, also those without text."""
    paragraphs: list[Paragraph] = []
    start = 0
    for block in parse(body):
        text = _text(block)
        if block.is_element or text.strip():
            paragraphs.append(Paragraph(block, start, text))
            start = paragraphs[-1].end + len(PARAGRAPH)
    return paragraphs


def replace_text(body, changes):
    """The body with some text replaced.

    `changes` are (start, end, new text), by offsets in the plain text, and do not overlap. New
    text is put where the first replaced character was; text that is only inserted is put outside
    the link that ends there. Raises ValueError if a change is not within one paragraph.
    """
    left = set(changes)
    for paragraph in reversed(read_paragraphs(body)):
        own = [change for change in left if _contains(paragraph, *change)]
        left.difference_update(own)
        if own:
            inner = paragraph.block.inner
            new_html = _new_inner_html(body, paragraph, sorted(own))
            body = body[: inner.start] + new_html + body[inner.stop :]
    if left:
        raise ValueError(f"not within one paragraph: {left}")
    return body


def _text(block):
    if block.story_photo_id is not None:
        return PHOTO
    text = "".join(character for character, _html_slice in block.characters())
    return text.translate(TO_SPACE)


def _contains(paragraph, start, end, _text):
    return paragraph.start <= start <= end <= paragraph.end and paragraph.photo is None


def _new_inner_html(body, paragraph, changes):
    """The HTML inside the element of the paragraph after the changes."""
    inner, slices = paragraph.block.inner, paragraph.html_slices
    parts, copied = [], inner.start  # `copied`: the HTML before it is in `parts` already
    for start, end, text in changes:
        replaced = slices[start - paragraph.start : end - paragraph.start]
        place = (
            replaced[0].start
            if replaced
            else _insertion_point(paragraph, slices, start - paragraph.start)
        )
        parts += [body[copied:place], escape_text(text).replace("\n", "<br>")]
        copied = place
        for html_slice in replaced:
            parts.append(body[copied : html_slice.start])
            copied = html_slice.stop
    return _without_empty_tags("".join(parts) + body[copied : inner.stop])


def _insertion_point(paragraph, slices, offset):
    """Where to insert text before the character at `offset`: inside as few elements as possible."""
    if offset == 0:
        return paragraph.block.inner.start
    place = slices[offset - 1].stop
    for part in paragraph.block.inline:
        if part.start == place and isinstance(part, HtmlTag) and part.is_end:
            place = part.stop
    return place


def _without_empty_tags(inner):
    """The HTML without bold, emphasis and links that have no text left."""
    for block in parse(inner):
        for first, second in pairwise(block.inline):
            if _is_empty(first, second):
                return _without_empty_tags(inner[: first.start] + inner[second.stop :])
    return inner


def _is_empty(first, second):
    """Whether the two parts are the start tag and the end tag of an empty element."""
    tags = isinstance(first, HtmlTag) and isinstance(second, HtmlTag)
    return tags and first.name == second.name and second.is_end and not first.is_end
