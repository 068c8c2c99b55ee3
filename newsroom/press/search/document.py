"""The passages of a story that are searched, and what a hit in each is worth."""

from typing import NamedTuple

from newsroom.core.body import parse

# Each end of one of these is a space: the positions that are indexed count the spaces.
END_IN_SPACE = {"p", "h2", "li", "blockquote"}


class Passage(NamedTuple):
    """A text and its weight, from A to D as PostgreSQL ranks them."""

    weight: str
    text: str


def of(snapshot, organizations=()):
    """The Passages of a Snapshot, weighty ones first, with the names of its Organizations."""
    names = [name for row in organizations for name in (row.name, *row.aliases)]
    printed = [signature.name for signature in snapshot.bylines]
    captions = [text for p in snapshot.pictures for text in (p.caption, p.alt, p.credit)]
    notes = [correction.note for correction in snapshot.corrections]
    reprint = [snapshot.reprint.title, snapshot.reprint.author] if snapshot.reprint else []
    beside = [snapshot.dateline, snapshot.source, snapshot.responsible_editor, *reprint]
    headings = [snapshot.kicker, snapshot.deck, snapshot.column]
    weighed = {
        "A": [snapshot.title],
        "B": [*headings, *snapshot.tags, *printed, *names],
        "C": [*captions, *notes, *beside],
        "D": [running(snapshot)],
    }
    return [Passage(weight, text) for weight, texts in weighed.items() for text in texts if text]


def running(snapshot):
    """The body of a Snapshot as plain text, its paragraphs parted by spaces."""
    return "".join(map(_text, parse(snapshot.body))).strip()


def _text(block):
    return block.text(" ") + " " * sum(tag.name in END_IN_SPACE for tag in block.closing)
