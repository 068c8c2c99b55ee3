"""Pages that never were: stories of several pages under other heads, with other small lines.

The reader learns from them that a headline is told by its own words and place, not by its page.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .corpus import LAYOUTS, OF_KIND, Block, Printed, blocks_of, printed

OF_LINE = {"dateline": "dateline", "signoff": "S"}
ROLES = {"引": "K", "主": "H", "副": "D"}
MIXED_LAYOUTS = (*LAYOUTS[:5], LAYOUTS[0])
HEAD_LABELS = ("K1", "K", "H1", "H", "D")
STYLES = ("KH", "HD", "H", "KHD", "", "")
CROSSHEAD_MARKS = "◆◇■□●○【】▶ \u3000"
CAPTION_MARKS = "▲▼◀▶△↑↓ \u3000"


@dataclass
class Lines:
    """Single lines to mix in, by the kind of line; heads have several lines each."""

    heads: list[list[Block]] = field(default_factory=list)
    of_label: dict[str, list[Block]] = field(default_factory=dict)
    crossheads: list[list[str]] = field(default_factory=list)

    def part(self, which: int, of: int) -> "Lines":
        """Every n-th line, so that what one part teaches can be tried on the others."""
        return Lines(
            self.heads[which::of],
            {label: blocks[which::of] for label, blocks in self.of_label.items()},
            self.crossheads[which::of],
        )


def read_lines(folder: Path) -> Lines:
    """heads.txt, crossheads.txt and lines.txt of a folder."""
    of_label: dict[str, list[Block]] = {}
    for source in _rows(folder / "lines.txt"):
        kind, _, text = source.partition("| ")
        label = OF_LINE.get(kind) or OF_KIND[kind]
        of_label.setdefault(label, []).append(Block(kind, text, label))
    heads = [_head(source) for source in _rows(folder / "heads.txt")]
    crossheads = [source.split(" | ") for source in _rows(folder / "crossheads.txt")]
    return Lines(heads, of_label, crossheads)


def _rows(path: Path) -> list[str]:
    return [s for s in path.read_text(encoding="utf-8").split("\n") if s and s[0] != "#"]


def _head(source: str) -> list[Block]:
    parts = [part.strip() for part in source.split(" / ")]
    return [Block("h", p[1:].strip(), ROLES[p[0]]) for p in parts if p and p[0] in ROLES]


@dataclass(frozen=True)
class Parts:
    """The blocks of a page: its frame above and below, and one row for each story."""

    above: list[Block]
    stories: list[list[Block]]
    below: list[Block]


def parts_of(source: str) -> Parts:
    parts = Parts([], [], [])
    for block in blocks_of(source):
        stories = parts.stories
        head_only = bool(stories) and all(b.label in "CFGE" for b in stories[-1])
        begins = block.label == "C" and not (stories and stories[-1][-1].label == "C")
        if begins or (block.label.endswith("1") and not head_only):
            stories.append([])
        if (
            block.label in ("G", "F", "E")
            and stories
            and stories[-1][-1:]
            and stories[-1][-1].label != "C"
        ):
            parts.below.append(block)
        elif stories:
            stories[-1].append(block)
        else:
            parts.above.append(block)
    return parts


def mixtures(sources: Sequence[str], lines: Lines, count: int, seed: int) -> Iterator[Printed]:
    dice = random.Random(seed)
    pages = [parts_of(source) for source in sources]
    made = 0
    while made < count:
        page = printed(mixed(pages, lines, dice), dice.choice(MIXED_LAYOUTS))
        if page.lines:
            made += 1
            yield page


def mixed(pages: Sequence[Parts], lines: Lines, dice: random.Random) -> list[Block]:
    near, far, frame, other = (dice.choice(pages) for _ in range(4))
    pool = [*near.stories, *near.stories, *far.stories]
    stories = [list(s) for s in dice.sample(pool, min(len(pool), dice.randint(1, 7)))]
    bare, dashless = dice.random() < 0.4, dice.random() < 0.4
    if dice.random() < 0.4:
        _change_heads(stories, lines, dice)
    if dice.random() < 0.5:
        _change_lines(stories, lines, dice)
    blocks = []
    for story in stories:
        blocks += [_bared(b, bare, dashless) for b in story]
        if dice.random() < 0.1:
            blocks += _some(lines, "F", dice, 1)
    above, below = list(dice.choice([frame.above, other.above])), list(frame.below)
    if dice.random() < 0.3:
        above += _some(lines, "G", dice, 1) + _some(lines, "F", dice, dice.randint(0, 3))
        dice.shuffle(above)
    if dice.random() < 0.3:
        below += _some(lines, "E", dice, 1) + _some(lines, "F", dice, dice.randint(0, 2))
    return above + _contents(blocks, other, dice) + blocks + below


def _some(lines: Lines, label: str, dice: random.Random, count: int) -> list[Block]:
    known = lines.of_label.get(label, [])
    return dice.sample(known, min(count, len(known)))


def _contents(blocks: list[Block], other: Parts, dice: random.Random) -> list[Block]:
    """Now and then a list of the page's headlines, or of those of another page."""
    chance = dice.random()
    if chance < 0.15:
        titles = [b.text for b in blocks if b.label[0] == "H"]
    elif chance < 0.22:
        titles = [b.text for story in other.stories for b in story if b.label[0] == "H"]
    else:
        titles = []
    return [Block("furniture", title, "F") for title in titles]


def _change_heads(stories: list[list[Block]], lines: Lines, dice: random.Random) -> None:
    if not lines.heads:
        return
    style = dice.choice(STYLES)
    for story in stories:
        at = [i for i, block in enumerate(story) if block.label in HEAD_LABELS]
        if at and at == list(range(at[0], at[-1] + 1)) and story[at[0]].label.endswith("1"):
            some = dice.sample(lines.heads, min(60, len(lines.heads)))
            fitting = [h for h in some if not style or _style(h) == style]
            head = list(dice.choice(fitting or some))
            head[0] = replace(head[0], label=head[0].label + "1")
            story[at[0] : at[-1] + 1] = head


def _style(head: list[Block]) -> str:
    return "".join(dict.fromkeys(block.label for block in head))


def _change_lines(stories: list[list[Block]], lines: Lines, dice: random.Random) -> None:
    """Other captions, columns, bylines, sign-offs and crossheads in the places of those there."""
    for story in stories:
        group = (
            list(dice.choice(lines.crossheads)) if lines.crossheads and dice.random() < 0.6 else []
        )
        for i, block in enumerate(story):
            kind = block.label[0]
            if kind in "ACBS" and dice.random() < 0.5 and lines.of_label.get(kind):
                other = dice.choice(lines.of_label[kind])
                story[i] = replace(block, kind=other.kind, text=other.text)
            elif (
                block.text.startswith("本报讯")
                and lines.of_label.get("dateline")
                and dice.random() < 0.7
            ):
                dateline = dice.choice(lines.of_label["dateline"]).text
                story[i] = replace(
                    block, text=dateline + block.text.removeprefix("本报讯").lstrip()
                )
        if group:
            story[:] = _with_crossheads(story, group)
        _add_caption(story, lines, dice)
        _add_signoff(story, lines, dice)


def _with_crossheads(story: list[Block], group: list[str]) -> list[Block]:
    """The crossheads of the story in turn are those of another, each of one line or two."""
    kept = [
        b for i, b in enumerate(story) if not (b.label == "X" and i and story[i - 1].label == "X")
    ]
    found: list[Block] = []
    for block in kept:
        if block.label == "X" and group:
            found += [replace(block, text=line) for line in group.pop(0).split(" / ")]
        else:
            found.append(block)
    return found


def _add_caption(story: list[Block], lines: Lines, dice: random.Random) -> None:
    known = lines.of_label.get("A", [])
    places = [i + 1 for i, b in enumerate(story) if b.label[0] == "P"]
    if known and places and dice.random() < 0.3:
        story.insert(dice.choice(places), replace(dice.choice(known), label="A"))


def _bared(block: Block, bare: bool, dashless: bool) -> Block:
    if bare and block.label[0] == "X":
        return replace(block, text=block.text.strip(CROSSHEAD_MARKS) or block.text)
    if bare and block.label[0] == "A":
        return replace(block, text=block.text.lstrip(CAPTION_MARKS) or block.text)
    if dashless and block.label[0] == "D":
        return replace(block, text=block.text.lstrip("—－―─ ") or block.text)
    return block


def _add_signoff(story: list[Block], lines: Lines, dice: random.Random) -> None:
    """Now and then who signs stands right behind the last sentence."""
    known = lines.of_label.get("S", [])
    if known and story and story[-1].label == "P" and dice.random() < 0.2:
        story[-1] = replace(story[-1], text=story[-1].text + dice.choice(known).text)
