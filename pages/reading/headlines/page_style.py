"""How a page sets off its heads from its text, learnt from the heads that are proved."""

import re
from dataclasses import dataclass

from .title_groups import ASIDE, Group

INDENT = re.compile(r"[\u3000 ]{2}|\u3000")
FEWEST_SIGNED = 3
MOST = 0.8  # of what is alike, for a page to have a habit


@dataclass(frozen=True)
class Setting:
    """How one group is set: behind a blank line, and indented."""

    apart: bool
    indented: bool


@dataclass(frozen=True)
class Look:
    """The habits of a page; None where it has none."""

    heads_apart: bool | None
    heads_indented: bool | None
    text_apart: bool | None
    text_indented: bool | None

    def is_head(self, setting: Setting) -> bool | None:
        """Whether a group looks like the heads of this page; None when its look says nothing."""
        if self.heads_indented is False and self.text_indented and setting.indented:
            return False
        if self.heads_apart and self.text_apart is False:
            return setting.apart
        return None


def settings_of(groups: list[Group]) -> list[Setting]:
    """A blank line above a jump or furniture is above what stands right below them, too."""
    settings, last, apart, aside = [], 0, False, False
    for group in groups:
        passage = group.elements[0].passage
        apart = (apart and aside) or (last > 0 and passage.first_line > last + 1)
        settings.append(Setting(apart, bool(INDENT.match(passage.text))))
        last = group.elements[-1].passage.last_line
        aside = group.elements[0].kind in ASIDE
    return settings


def look_of(groups: list[Group], settings: list[Setting]) -> Look:
    """The first head of a page stands below its page line, and says nothing about the others."""
    heads = [s for g, s in zip(groups, settings, strict=True) if g.opens and g.short][1:]
    texts = [s for g, s in zip(groups, settings, strict=True) if g.elements[0].kind == "text"]
    return Look(
        heads_apart=_habit([s.apart for s in heads]),
        heads_indented=_habit([s.indented for s in heads]),
        text_apart=_habit([s.apart for s in texts]),
        text_indented=_habit([s.indented for s in texts]),
    )


def signs_heads(groups: list[Group]) -> bool:
    """Whether this page says of each story who tells it, so that a row of titles without it is
    one of crossheads, however they are set."""
    signed, told = [], False
    for group in reversed(groups):
        first = group.elements[0]
        if group.opens and group.short:
            signed.append(told or group.has("byline"))
        elif first.kind == "text":
            told = bool(first.signature or first.house)
    return len(signed) >= FEWEST_SIGNED and _habit(signed) is True


def _habit(seen: list[bool]) -> bool | None:
    share = sum(seen) / len(seen) if seen else 0.5
    return True if share >= MOST else False if share <= 1 - MOST else None
