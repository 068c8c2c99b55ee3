"""Which encoding the words of a record are in: a declared one, or one that suits all its words.

Chinese agencies write UTF-8 or GBK without declaring it. A short field can be read in several
ways, so all fields of a record are judged together.
"""

import codecs
import re

from media.intake.metadata.texts import clean_text

# {escape sequence in the IPTC record 1:90: encoding}
DECLARED = {
    b"\x1b%G": "utf-8",
    b"\x1b%/G": "utf-8",
    b"\x1b%/H": "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b-A": "cp1252",
    b"\x1b.A": "cp1252",
    b"\x1b/A": "cp1252",
    b"\x1b-B": "iso8859-2",
    b"\x1b.B": "iso8859-2",
    b"\x1b-L": "iso8859-5",
    b"\x1b.L": "iso8859-5",
    b"\x1b-F": "iso8859-7",
    b"\x1b.F": "iso8859-7",
    b"\x1b$A": "gb18030",
    b"\x1b$)A": "gb18030",
    b"\x1b$*A": "gb18030",
    b"\x1b$)C": "euc-kr",
    b"\x1b$)B": "euc-jp",
}
CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp1252")  # the first of equals is taken
COMMON, RARE, IMPROBABLE, LATIN, SIGN = 1.0, 0.6, -1.0, 0.95, 0.2  # points of a character
WORD = re.compile(r"[^\W\d_]+")
CJK_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
USUAL_SIGNS = frozenset("©®™°·…–—‘’“”«»€£")


def decoder(raws, declared=b""):
    """A function from bytes to clean text, for a record with the fields `raws`.

    `declared` is the escape sequence with which the record names its encoding.
    """
    encoding = DECLARED.get(declared.strip()) or judge(raws)

    def decode(raw):
        return clean_text(raw.decode(encoding, "ignore"))

    return decode


def judge(raws):
    """The encoding, one of CANDIDATES, in which the byte strings together are most plausible."""
    return max(CANDIDATES, key=lambda encoding: _plausibility(raws, encoding))


def _plausibility(raws, encoding):
    """How plausible the texts are in that encoding: the mean of the points of their characters."""
    try:
        texts = [_decoded(raw, encoding) for raw in raws]
    except UnicodeDecodeError:
        return float("-inf")
    points = [point for text in texts for point in _points(text, encoding)]
    return sum(points) / len(points) if points else COMMON


def _decoded(raw, encoding):
    """The text of one field, which a writer may have cut in the middle of a character."""
    return codecs.getincrementaldecoder(encoding)().decode(raw)


def _points(text, encoding):
    """The points of each character of the text that is not ASCII."""
    latin = {n for word in WORD.finditer(text) if _is_latin(word[0]) for n in range(*word.span())}
    lone = {run.start() for run in CJK_RUN.finditer(text) if len(run[0]) == 1}
    for position, character in enumerate(text):
        if character.isascii():
            continue
        if position in latin:
            yield LATIN
        elif encoding == "utf-8" and character >= "\u0800":
            yield COMMON  # three bytes in that pattern are hardly an accident
        else:
            point = _point(character, encoding)
            yield point / 2 if position in lone else point


def _is_latin(word):
    """Whether ASCII letters stand beside others of Europe, as in `Müller`."""
    return any(c.isascii() for c in word) and all(c < "\u0250" for c in word)


def _point(character, encoding):
    """The points of a character that is part of no Latin word."""
    if character in USUAL_SIGNS:
        return COMMON - SIGN
    if encoding == "gb18030":
        return _point_of_bytes(character, "gb2312", b"\xb0", b"\xd8")
    if encoding == "big5hkscs":
        return _point_of_bytes(character, "big5", b"\xa4", b"\xc7")
    return SIGN


def _point_of_bytes(character, standard, first, end):
    """Whether the standard has the character among its common ones, the others, or not at all."""
    try:
        lead = character.encode(standard)[:1]
    except UnicodeEncodeError:
        return IMPROBABLE
    if first <= lead < end:
        return COMMON
    return RARE if lead >= end else COMMON - SIGN  # below are punctuation and other signs
