"""What an editor should look at: said in Chinese, with the line it stands on.

A problem is a row of CHECKS: its kind, a check that finds it, and a hint. A check answers lines
and texts, with words behind them that the hint names.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ..elements.datelines import JUMP
from ..elements.elements import Element, Known
from ..elements.page_header import iso_date
from ..lexicon.columns import PICTURE_COLUMN
from ..records import Problem
from ..source.decode import UNREADABLE
from ..story_drafts import Draft
from . import dates
from .latin import stray_words
from .running_text import Located, stretches
from .unmatched_quotes import lone_marks

UNREAD = frozenset(["furniture", "residue", "editors"])
DROPPED = frozenset(["furniture", "editors"])
NUMBER_LIKE = re.compile(
    r"(?<![A-Za-z\d])(?!O2O|o2o)[\dlIOo]{1,9}(?:[.．][\dlIOo]{1,6})?"
    r"(?=[年月日时点分秒号元%％万亿千百个人名版届岁户吨米天件处台辆厘项]|家(?!用)|公[里斤顷分])"
)
LETTER = re.compile(r"[lIOo]")
DIGIT = re.compile(r"\d")
LETTER_ALONE = re.compile(r"(?<=\d年)[lI](?=月)|(?<=\d月)[lI](?=日)|(?<=第)[lI](?=版)")
MISREAD = frozenset("口NA")
JUMP_LIKE = re.compile(
    r"[（(【\[][\s\u3000]{0,4}(?:下转|上接|转接|紧接(?!着))"
    r"(?:[\s\u3000]{0,4}|[^（）()【】，。]{0,8}[第版][^（）()【】，。]{0,16})[）)】\]]|"
    r"^[\s\u3000]{0,4}(?:下转|上接|紧接)[\s\u3000]{0,4}第?[^，。]{0,6}版[\s\u3000]{0,4}$"
)
READABLE_JUMP = re.compile(
    r"[转接][\s\u3000]*第?[\s\u3000]*"
    r"(?:[A-Z]?(?!0+\D)\d{1,3}|(?:[一二三四五六七八九]?十)?[一二三四五六七八九]|[一二三四五六七八九]?十)"
    r"[\s\u3000]*版"
)
SEPARATOR = re.compile(r"[·•:：、/]")
LONGEST_DOUBTED = 16


@dataclass(frozen=True)
class Page:
    """What the checks look at: a page as read, and what the newsroom knows."""

    elements: list[Element]
    drafts: list[Draft]
    known: Known

    @cached_property
    def texts(self) -> list[tuple[Element, Located]]:
        """What is printed to be read: neither furniture nor residue."""
        return [(e, Located(e.passage)) for e in self.elements if e.kind not in UNREAD]

    @cached_property
    def date(self) -> date | None:
        printed = (iso_date(text) for _, text in self.parts("date"))
        return next((date.fromisoformat(iso) for iso in printed if iso), None)

    @cached_property
    def column_lines(self) -> set[int]:
        return {e.passage.first_line for e in self.elements if e.kind == "column"}

    def parts(self, kind: str) -> Iterator[tuple[int, str]]:
        """Line and text of a part in each page line that has it."""
        for element in self.elements:
            part = next((part for part in element.parts if part.kind == kind), None)
            if element.kind == "page" and part:
                yield element.passage.line_at(part.start), element.text(kind).strip()


# The line, the text, and further words that the hint names.
Finding = tuple[Any, ...]


@dataclass(frozen=True)
class Check:
    kind: str
    find: Callable[[Page], Iterator[Finding]]
    hint: str


def find_problems(
    elements: list[Element], drafts: list[Draft], known: Known | None = None
) -> list[Problem]:
    """The problems of a page in the order of its lines, on one line in the order of CHECKS."""
    page = Page(elements, drafts, known or Known())
    problems = (
        Problem(line, check.kind, text, check.hint.format(*words))
        for check in CHECKS
        for line, text, *words in check.find(page)
    )
    return sorted(problems, key=lambda problem: problem.line)


def _misread_mark(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        if element.mark in MISREAD:
            yield element.passage.first_line, element.mark


def _ambiguous_byline(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        for name in element.signature.doubts if element.signature else ():
            yield element.passage.first_line, name


def _stray_latin(page: Page) -> Iterator[Finding]:
    for element, text in page.texts:
        if element.kind not in ("page", "byline"):
            yield from _located(text, stray_words(text.text))


def _letter_for_digit(page: Page) -> Iterator[Finding]:
    for _, text in page.texts:
        numbers = NUMBER_LIKE.finditer(text.text)
        mixed = (m for m in numbers if LETTER.search(m.group()) and DIGIT.search(m.group()))
        yield from _located(text, mixed)
        yield from _located(text, LETTER_ALONE.finditer(text.text))


def _located(text: Located, matches: Iterable[re.Match[str]]) -> Iterator[Finding]:
    return (_printed(text, match) for match in matches)


def _printed(text: Located, match: re.Match[str]) -> Finding:
    """Where a match stands, and what is printed there, whatever was made of it to match."""
    return text.line_at(match.start()), text.text[match.start() : match.end()]


def _unmatched_mark(page: Page) -> Iterator[Finding]:
    for stretch in stretches(page.elements):
        for lone in lone_marks(stretch):
            yield lone.line, lone.context, lone.mark, lone.partner


def _impossible_date(page: Page) -> Iterator[Finding]:
    yield from (found for found in page.parts("date") if iso_date(found[1]) is None)
    for element, text in page.texts:
        if element.kind != "page":
            yield from _located(text, dates.impossible_dates(text.text))


def _weekday_mismatch(page: Page) -> Iterator[Finding]:
    date = page.date
    for line, printed in page.parts("weekday"):
        if date and not dates.is_weekday(printed, date):
            yield line, printed, *dates.in_words(date)
    for element, text in page.texts:
        for match, day in dates.wrong_weekdays(text.text, page.date):
            if element.kind != "page":
                yield *_printed(text, match), *dates.in_words(day)


def _unknown_section(page: Page) -> Iterator[Finding]:
    known = {_squeezed(name) for name in page.known.sections}
    for line, printed in page.parts("section") if known else ():
        name = _squeezed(printed)
        if known.isdisjoint([name, *name.split("·")]):
            yield line, printed


def _squeezed(name: str) -> str:
    return SEPARATOR.sub("·", "".join(name.split()))


def _unreadable(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        text = Located(element.passage)
        yield from _located(text, re.finditer(UNREADABLE, text.text))


def _residue(page: Page) -> Iterator[Finding]:
    for element in page.elements:
        if element.kind == "residue":
            yield element.passage.first_line, element.passage.text.strip()


def _dropped(page: Page) -> Iterator[Finding]:
    """What was taken for furniture between two lines of one story may belong to the story."""
    printed = [element for element in page.elements if element.kind not in UNREAD]
    bounds = [_bounds(draft, printed) for draft in page.drafts]
    for element in page.elements:
        line = element.passage.first_line
        if element.kind in DROPPED and not element.said and any(a < line < b for a, b in bounds):
            yield line, element.passage.text.strip()


def _bounds(draft: Draft, printed: list[Element]) -> tuple[int, int]:
    """The first and last line of what a story prints; (0, 0) when it prints nothing."""
    own = set(draft.lines)
    lines = [element.passage.first_line for element in printed]
    mine = [line for line in lines if line in own]
    return (min(mine), max(mine)) if mine else (0, 0)


def _missing_headline(page: Page) -> Iterator[Finding]:
    for draft in page.drafts:
        if not draft.headline:
            own = [line for line in draft.lines if line not in page.column_lines]
            yield min(own or draft.lines), draft.opening()


def _column_for_headline(page: Page) -> Iterator[Finding]:
    for draft in page.drafts:
        if draft.headline == [PICTURE_COLUMN]:
            yield min(draft.lines), PICTURE_COLUMN


def _unreadable_jump(page: Page) -> Iterator[Finding]:
    for element, text in page.texts:
        jump = element.text("jump")
        if jump and not READABLE_JUMP.search(jump):
            yield text.line_at(text.text.index(jump)), jump
        yield from _located(text, _unread_jumps(text.text))


def _unread_jumps(text: str) -> Iterator[re.Match[str]]:
    return (m for m in JUMP_LIKE.finditer(text) if not JUMP.fullmatch(m.group().strip()))


CHECKS = (
    Check("unreadable", _unreadable, "这里有无法识别的字节，请对照原文补上"),
    Check("misread_mark", _misread_mark, "标记符号疑被误识，已按标记读取"),
    Check("ambiguous_byline", _ambiguous_byline, "署名可能是两个人，暂按一人处理，请核对"),
    Check("stray_latin", _stray_latin, "中文里夹着外文词，请核对原文"),
    Check("letter_for_digit", _letter_for_digit, "数字里混有字母，请核对原文"),
    Check("unmatched_mark", _unmatched_mark, "{0} 没有与之配对的 {1}，请核对原文"),
    Check("impossible_date", _impossible_date, "没有这一天，请核对日期"),
    Check("weekday_mismatch", _weekday_mismatch, "星期与日期不符：{0}是{1}，请核对"),
    Check("unknown_section", _unknown_section, "版面名称不在栏目之列，请选择栏目"),
    Check("residue", _residue, "没有规则认出这一行，请人工归类"),
    Check("dropped", _dropped, "这一行在稿件中间，没有收入稿件，请核对"),
    Check("headline", _missing_headline, "稿件没有标题，请另拟标题"),
    Check("headline", _column_for_headline, "图片新闻没有标题，请另拟标题"),
    Check("unreadable_jump", _unreadable_jump, "转接的版次无法辨认，请核对原文"),
)
KINDS = tuple(dict.fromkeys(check.kind for check in CHECKS))
