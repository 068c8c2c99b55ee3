"""A line of a body: the texts and line breaks of one paragraph, crosshead or cell."""

from newsroom.core.body.parsing import escape_text
from newsroom.core.plain_text import BLANKS, without_hidden

BREAK = None  # stands among the texts for a line break


class Line:
    """Texts with the marks around each; a mark is the name of its tag and its address or None."""

    def __init__(self, pieces=()):
        self.pieces = list(pieces)

    def add(self, text, marks=()):
        """Add a text, or BREAK."""
        self.pieces.append((text, marks))

    def trimmed(self):
        """The Line without blanks and line breaks at its edges; empty if it has no text."""
        pieces = _without_blank_start(self.pieces, str.lstrip)
        return Line(reversed(_without_blank_start(pieces[::-1], str.rstrip)))

    def html(self):
        """The Line as HTML; neighbours with the same marks share their tags."""
        parts, open_marks = [], ()
        for text, marks in self.pieces:
            parts += _change_of_marks(open_marks, marks)
            parts.append("<br>" if text is BREAK else escape_text(text))
            open_marks = marks
        return "".join([*parts, *_change_of_marks(open_marks, ())])


def joined(lines, separator):
    """One Line of several, with the separator as a text between them."""
    pieces = []
    for index, line in enumerate(lines):
        pieces += [(separator, ())] if index else []
        pieces += [(" " if text is BREAK else text, marks) for text, marks in line.pieces]
    return Line(pieces)


def text_of_source(text):
    """A text of the source as a body may hold it: one kind of line end, nothing hidden."""
    return without_hidden(text.replace("\r\n", "\n").replace("\r", "\n"))


def attribute(name, value):
    """An attribute as nh3 writes it."""
    return f' {name}="{escape_text(value).replace(chr(34), "&quot;")}"'


def _without_blank_start(pieces, strip):
    for index, (text, marks) in enumerate(pieces):
        if text is not BREAK and (rest := strip(text, BLANKS)):
            return [(rest, marks), *pieces[index + 1 :]]
    return []


def _change_of_marks(old, new):
    """The end tags and start tags that lead from the old marks to the new ones."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    ends = [f"</{name}>" for name, _address in reversed(old[same:])]
    return ends + [_start_tag(*mark) for mark in new[same:]]


def _start_tag(name, address):
    return f"<{name}>" if address is None else f"<{name}{attribute('href', address)}>"
