"""The plain text of a body, as a proofreader reads it, and the way back into its HTML.

Paragraphs, crossheads and the items of lists stand one after another, parted by PARAGRAPH; a line
break within one is a newline, the place of a photo is one PHOTO that stands alone. A change of the
text never changes what carries it: the paragraphs, the photos, the links that still have words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

PARAGRAPH = "\u2029"  # Unicode's own paragraph separator
PHOTO = "\ufffc"  # Unicode's own stand-in for an object

BLOCKS = {"p", "h2", "blockquote", "ul", "ol", "li", "figure"}
PIECE = re.compile(
    r'<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?: data-photo="(?P<photo>\d+)")?(?:[^<>"]|"[^"]*")*>'
    r"|&(?:amp|lt|gt|nbsp|quot);|[^<]"
)
INLINE_ENDS = re.compile(r"(?:</(?:strong|em|a)>)*")
EMPTY_INLINE = re.compile(r'<(strong|em|a)\b(?:[^<>"]|"[^"]*")*></\1>')
# What HTML does not tell from a space, what PostgreSQL does not store, and our own marks.
ONLY_SPACE = str.maketrans(dict.fromkeys(f"\t\n\f\r\v\0{PARAGRAPH}{PHOTO}", " "))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the plain text, `start` characters from its beginning.

    `inner` is what its element holds in the HTML, `places` where each character stands there;
    `photo` is the number of the placement, of the place of a photo alone.
    """

    tag: str
    start: int
    text: str
    inner: slice
    places: tuple[slice, ...] = ()
    photo: int | None = None

    @property
    def end(self):
        return self.start + len(self.text)


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
    for segment in _segments(body):
        text = PHOTO if segment.photo else "".join(map(_character, segment.pieces))
        if not (segment.is_element or text.strip()):
            continue
        places = tuple(slice(*piece.span()) for piece in segment.pieces)
        photo = int(segment.photo) if segment.photo else None
        found.append(Paragraph(segment.tag, start, text, segment.inner, places, photo))
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
            inner = _rewritten(body, paragraph, sorted(own))
            body = body[: paragraph.inner.start] + inner + body[paragraph.inner.stop :]
    if left:
        raise ValueError(f"not within one paragraph: {left}")
    return body


# --- reading the HTML -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Segment:
    """What stands between two tags of blocks; `is_element` when they are those of one element."""

    tag: str
    photo: str | None
    inner: slice
    pieces: tuple[re.Match, ...]
    is_element: bool


def _segments(body) -> Iterator[_Segment]:
    tag, photo, begin, pieces = "", None, 0, []
    for piece in PIECE.finditer(body):
        if piece["tag"] in BLOCKS:
            is_element = bool(tag and piece["close"])
            yield _Segment(tag, photo, slice(begin, piece.start()), tuple(pieces), is_element)
            tag, photo = ("", None) if piece["close"] else (piece["tag"], piece["photo"])
            begin, pieces = piece.end(), []
        elif piece["tag"] in (None, "br"):
            pieces.append(piece)
    yield _Segment(tag, None, slice(begin, len(body)), tuple(pieces), False)


def _character(piece):
    if piece["tag"]:
        return "\n"
    return unescape(piece[0]).translate(ONLY_SPACE)


# --- writing it -----------------------------------------------------------------------------------


def _holds(paragraph, start, end, words):
    return paragraph.start <= start <= end <= paragraph.end and paragraph.photo is None


def _rewritten(body, paragraph, changes):
    """What the element of the paragraph holds then."""
    parts, done = [], paragraph.inner.start
    for start, end, words in changes:
        cut = paragraph.places[start - paragraph.start : end - paragraph.start]
        at = cut[0].start if cut else _gap(body, paragraph, start - paragraph.start)
        parts += [body[done:at], _markup(words)]
        done = at
        for place in cut:
            parts.append(body[done : place.start])
            done = place.stop
    return _without_empty_links("".join(parts) + body[done : paragraph.inner.stop])


def _gap(body, paragraph, offset):
    """Where new words go before the character at `offset`: as little nested as can be."""
    if offset == 0:
        return paragraph.inner.start
    return INLINE_ENDS.match(body, paragraph.places[offset - 1].stop).end()


def _markup(text):
    """The text as nh3 writes it, so that cleaning the body changes nothing of it."""
    markup = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return markup.replace("\xa0", "&nbsp;").replace("\n", "<br>")


def _without_empty_links(inner):
    """Without the bold, the emphasis and the links whose last word was taken out."""
    left = EMPTY_INLINE.sub("", inner)
    return left if left == inner else _without_empty_links(left)
