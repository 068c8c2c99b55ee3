"""Merges two bodies passage by passage: paragraphs, crossheads, quotes, lists and photos."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.core.body import parse
from newsroom.desk.merging.three_way import BOTH, MINE, THEIRS, Choose, Conflict, Merged
from newsroom.desk.revisions.alignment import align
from newsroom.desk.revisions.text_lines import Line


@dataclass(frozen=True)
class Passage(Line):
    """One outermost element of a body as a Line that can be aligned, with its HTML."""

    html: str = ""


def passages(body) -> Iterator[Passage]:
    """The Passages of a cleaned body, in order; blanks between them are left out."""
    blocks, depth = [], 0
    for block in parse(body):
        blocks.append(block)
        depth += len(block.opening) - len(block.closing)
        if not depth:
            if passage := _passage(body, blocks):
                yield passage
            blocks = []


def text_of(html):
    """The plain text of a few passages, one line for each paragraph; a photo is `▲`."""
    return "\n".join(
        "▲" if block.story_photo_id is not None else block.text()
        for block in parse(html)
        if block.story_photo_id is not None or block.text().strip()
    )


def merge_body(base, mine, theirs, choose: Choose) -> Merged[str]:
    """Merge the bodies; where both changed the same passage it is a Conflict named `body`.

    Of two that put different passages at the same place both may be kept.
    """
    if mine == theirs or theirs == base:
        return Merged(mine)
    old = list(passages(base or ""))
    my_changes, their_changes = (_changes(old, list(passages(body))) for body in (mine, theirs))
    parts, conflicts = [], []
    for place, was in _places(old):
        merged = _merge(was, my_changes[place], their_changes[place], choose)
        parts.append(merged.value)
        conflicts += merged.conflicts
    value = "".join(parts)
    return Merged(value, conflicts, is_changed=value != "".join(p.html for p in passages(mine)))


def _passage(body, blocks):
    """The Passage of the Blocks of one outermost element; None if it is only a blank."""
    first, last = blocks[0], blocks[-1]
    start = (first.opening or first.inline)[0].start
    html = body[start : (last.closing or last.inline)[-1].stop]
    if first.story_photo_id is not None:
        return Passage("", "figure", str(first.story_photo_id), html)
    text = "\n".join(block.text() for block in blocks)
    if not text.strip():
        return None
    kind = first.opening[0].name if first.opening else "p"
    return Passage(text, kind, html, html)


def _places(old):
    """Every place of a body with its HTML: before each passage, the passage, and the end."""
    for index, passage in enumerate(old):
        yield (index, "before"), ""
        yield (index, "passage"), passage.html
    yield (len(old), "before"), ""


def _changes(old, new):
    """{place: HTML that stands there in `new`}, "" if nothing does."""
    changes: defaultdict[tuple[int, str], str] = defaultdict(str)
    index = 0
    for row in align(old, new):
        if row.old is None:
            changes[index, "before"] += row.new.html
        else:
            changes[index, "passage"] = row.new.html if row.new else ""
            index += 1
    return changes


def _merge(base, mine, theirs, choose):
    """Merge what stands at one place."""
    if mine == theirs or theirs == base:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    conflict = Conflict("body", base, mine, theirs, offers_both=bool(mine and theirs))
    choice = choose(conflict.key)
    value = {THEIRS: theirs, BOTH: mine + theirs}.get(choice or "", mine)
    return Merged(value, () if choice in (MINE, THEIRS, BOTH) else (conflict,))
