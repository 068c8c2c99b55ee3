"""The plain text of a body, as a proofreader reads it, and the way back into its HTML.

Paragraphs, crossheads and the items of lists stand one after another, parted by PARAGRAPH; a line
break within one is a newline, the place of a photo is one PHOTO that stands alone. A change of the
text never changes what carries it: the paragraphs, the photos, the links that still have words.
"""

from dataclasses import dataclass
from itertools import pairwise

from newsroom.core.body import Block, HtmlTag, escape_text, parse

PARAGRAPH = "\u2029"  # Unicode's own paragraph separator
PHOTO = "\ufffc"  # Unicode's own stand-in for an object
# What HTML does not tell from a space, what PostgreSQL does not store, and our own marks.
ONLY_SPACE = str.maketrans(dict.fromkeys(f"\t\f\r\v\0{PARAGRAPH}{PHOTO}", " "))


@dataclass(frozen=True)
class Paragraph:
    """A Block of the body as plain text, `start` characters from the beginning of all text."""

    block: Block
    start: int
    text: str

    @property
    def end(self):
        return self.start + len(self.text)

    @property
    def tag(self):
        return self.block.tag

    @property
    def photo(self):
        """The id of the StoryPhoto whose photo stands here; None if this is not a photo."""
        return self.block.story_photo_id

    @property
    def places(self):
        """The slice of the HTML that is each character; of a photo none."""
        return tuple(place for _character, place in self.block.characters())


def plain(body):
    """The plain text of a cleaned body."""
    return PARAGRAPH.join(paragraph.text for paragraph in read(body))


def words(text):
    """The text as it may stand within a paragraph, whatever a keyboard or a clipboard sent."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.translate(ONLY_SPACE) for line in lines)


def shown(text):
    """A plain text for the screen: each paragraph on a line of its own, a photo as a sign."""
    return text.replace(PARAGRAPH, "\n").replace(PHOTO, "▲")


def read(body):
    """The Paragraphs of a cleaned body in order, an empty one included."""
    found, start = [], 0
    for block in parse(body):
        text = _text(block)
        if block.is_element or text.strip():
            found.append(Paragraph(block, start, text))
            start = found[-1].end + len(PARAGRAPH)
    return found


def replace(body, changes):
    """The body with other words: `changes` are (start, end, words) of its plain text, apart.

    New words stand where the first of the old ones stood; words between two others stand outside
    the link that ends there. Raises ValueError when a change is not all in one paragraph.
    """
    left = set(changes)
    for paragraph in reversed(read(body)):
        own = [change for change in left if _holds(paragraph, *change)]
        left.difference_update(own)
        if own:
            inner = paragraph.block.inner
            new = _rewritten(body, paragraph, sorted(own))
            body = body[: inner.start] + new + body[inner.stop :]
    if left:
        raise ValueError(f"not within one paragraph: {left}")
    return body


def _text(block):
    if block.story_photo_id is not None:
        return PHOTO
    text = "".join(character for character, _place in block.characters())
    return text.translate(ONLY_SPACE)


def _holds(paragraph, start, end, words):
    return paragraph.start <= start <= end <= paragraph.end and paragraph.photo is None


def _rewritten(body, paragraph, changes):
    """What the element of the paragraph holds then."""
    inner, places = paragraph.block.inner, paragraph.places
    parts, done = [], inner.start
    for start, end, words in changes:
        cut = places[start - paragraph.start : end - paragraph.start]
        at = cut[0].start if cut else _gap(paragraph, places, start - paragraph.start)
        parts += [body[done:at], escape_text(words).replace("\n", "<br>")]
        done = at
        for place in cut:
            parts.append(body[done : place.start])
            done = place.stop
    return _without_empty_marks("".join(parts) + body[done : inner.stop])


def _gap(paragraph, places, offset):
    """Where new words go before the character at `offset`: as little nested as can be."""
    if offset == 0:
        return paragraph.block.inner.start
    at = places[offset - 1].stop
    for part in paragraph.block.inline:
        if part.start == at and isinstance(part, HtmlTag) and part.is_end:
            at = part.stop
    return at


def _without_empty_marks(inner):
    """Without the bold, the emphasis and the links whose last word was taken out."""
    for block in parse(inner):
        for first, second in pairwise(block.inline):
            if _is_empty(first, second):
                return _without_empty_marks(inner[: first.start] + inner[second.stop :])
    return inner


def _is_empty(first, second):
    """Whether the two parts are the start and the end of the same bold, emphasis or link."""
    tags = isinstance(first, HtmlTag) and isinstance(second, HtmlTag)
    return tags and first.name == second.name and second.is_end and not first.is_end
