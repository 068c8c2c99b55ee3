"""Which printed lines are one line of text."""

import re
from collections.abc import Callable, Iterator

from .line_wraps import Wraps, wraps_of
from .passages import Passage, join
from .printed_lines import Line

# What opens a new element even behind a line that is not closed.
OPENER = re.compile(
    r"[\s\u3000]*(?:[▲▼◀▶△▽↑↓■◆◇●○□◎★☆【]|图?[①-⑳](?=[^\d，。]|\d{1,2}[月日])|[上下左右]?图[:：]|[上下左右中]{0,2}图为)"
)
# A bracket that one line opens and the next one closes.
OPENS_BRACKET = re.compile(r"[（(][^（）()]{0,40}$")
CLOSES_BRACKET = re.compile(r"[^（()）]{1,40}[）)]")
# What may end a caption, and what may open a line that belongs to no paragraph: `kind` decides.
TAKEN = re.compile(r"(?:(?:摄|供图)[）)]?|提供[）)])[\s\u3000]*$")
OUTSIDE_TEXT = re.compile(r"[（(【]?(?:下转|上接|紧接|转接|本版|责任?编|编辑|美编|校对|组版|值班)")
RUNNING = re.compile(r"[，。；：、]")
LONGEST_AROUND, MOST_AROUND = 80, 4
# Unmarked lines may run on from these; what a person calls anything else is a line of its own.
RUNS_ON = frozenset(["", "paragraph", "continued"])


def logical_lines(
    lines: list[Line],
    kind: Callable[[Passage], str],
    whole: Callable[[Passage], str] = lambda passage: "",
) -> Iterator[tuple[Passage, bool]]:
    """Join hard wraps. `kind` says what a line looks like alone: title, opening (of a story),
    body or other; `whole` names lines around text that are complete: page, editors or byline.

    Yields each line of text with whether it breaks off in the middle of a paragraph.
    """
    wraps = wraps_of(lines)
    group: list[Line] = []
    for line in lines:
        runs_on = group and (
            _completes(group, line, wraps, whole) or _continues(group, line, wraps, kind)
        )
        if group and not runs_on:
            yield _joined(group, wraps, line)
            group = []
        group.append(line)
    if group:
        yield _joined(group, wraps)


def _completes(
    group: list[Line], line: Line, wraps: Wraps, whole: Callable[[Passage], str]
) -> bool:
    """A page line, a byline or a line of editors may be too long for the column, too."""
    above = group[-1]
    if len(group) > MOST_AROUND or line.said or above.said or line.indented:
        return False
    if not wraps.is_full(above):
        return False
    passages = [printed.passage for printed in (*group, line)]
    if sum(len(passage.text) for passage in passages) > LONGEST_AROUND:
        return False
    found = whole(join(passages))
    complete = found == "page" and whole(join(passages[:-1])) == found
    return bool(found) and not complete and not whole(line.passage)


def _continues(group: list[Line], line: Line, wraps: Wraps, kind: Callable[[Passage], str]) -> bool:
    """A full line runs on, unless the next one shows that something new begins."""
    above = group[-1]
    if line.said or group[0].said not in RUNS_ON:
        return False
    if OPENS_BRACKET.search(above.text) and CLOSES_BRACKET.match(line.text):
        return True
    if line.indented or OPENER.match(line.text) or not _fills(group, line, wraps, kind):
        return False
    begins = len(group) == 1 and not above.indented and not above.said
    alone = kind(above.passage) if begins else "body"
    if alone == "other" or _stands_apart(above, line, kind):
        return False
    if alone == "title" and not _is_first_line(above, line, wraps, kind):
        return False
    if wraps.spaced and line.after_blank:
        return False
    ends_short = not line.closed and not wraps.is_full(line)
    new = ends_short or kind(line.passage) not in ("title", "body", "credited")
    return not (above.closed and new)


def _fills(group: list[Line], line: Line, wraps: Wraps, kind: Callable[[Passage], str]) -> bool:
    """Whether the last line of a group is full, or shows by its indent that it is not the end."""
    if wraps.is_full(group[-1], first=len(group) == 1):
        return True
    return wraps.runs_on(group, line) and "other" not in (
        kind(group[0].passage),
        kind(line.passage),
    )


def _is_first_line(title: Line, line: Line, wraps: Wraps, kind: Callable[[Passage], str]) -> bool:
    """Whether what could be a title is the first line of a paragraph that goes on in `line`."""
    ends_short = not line.closed and not wraps.is_full(line)
    begins = line.text.startswith("——") or kind(line.passage) == "opening"
    short = ends_short and not title.closed
    return wraps.opens_text(title, line) and not begins and not short


def _stands_apart(above: Line, line: Line, kind: Callable[[Passage], str]) -> bool:
    """A credit ends its caption; a jump or a line of editors is no part of any paragraph."""
    credited = TAKEN.search(above.text) and kind(above.passage) == "credited"
    outside = OUTSIDE_TEXT.match(line.text) and kind(line.passage) == "other"
    return bool(credited or outside)


def _joined(group: list[Line], wraps: Wraps, below: Line | None = None) -> tuple[Passage, bool]:
    last = group[-1]
    # Only running text is as wide as the column and cut in two by a picture.
    running = RUNNING.search(last.text) or wraps.opens_text(last, last)
    cut = below is not None and OPENER.match(below.text) and running
    paragraph = len(group) > 1 or last.indented or bool(cut)
    goes_on = below is not None and below.said == "continued"
    breaks_off = goes_on or (paragraph and wraps.is_full(last) and not last.closed)
    return join([line.passage for line in group]), breaks_off
