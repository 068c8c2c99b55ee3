"""Dates in print that no calendar has, and weekdays that belong to other dates."""

import re
from collections.abc import Iterator
from datetime import date

from ..elements.page_header import HALF_WIDTH

WEEKDAYS = "一二三四五六日"
LEAP_YEAR = 2024
DAY = r"(?:(?P<year>\d{4}) ?年 ?)?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日"
DATE = re.compile(rf"(?<!\d){DAY}")
WEEK = r"(?:星期|周|礼拜)"
LETTER = "[一二三四五六日天]"
# 周 without brackets may be somebody's name: `3月21日，周一鸣介绍`.
DATED_WEEKDAY = (
    re.compile(
        rf"(?<![\d年、至到和~～—-]){DAY}"
        rf"(?:[（(]{WEEK}(?P<framed>{LETTER})[）)]|"
        rf"[， ]?星期(?P<bare>{LETTER})(?![、至到和~～—-]))"
    ),
    re.compile(rf"{WEEK}(?P<framed>{LETTER})(?P<bare>)[（(]{DAY}[）)]"),
)


def impossible_dates(text: str) -> Iterator[re.Match[str]]:
    """Solar dates that do not exist; a lunar month may have a thirtieth day anywhere."""
    for match in DATE.finditer(text.translate(HALF_WIDTH)):
        lunar = match.string[max(match.start() - 3, 0) : match.start()].rstrip().endswith("历")
        if not lunar and _date(match, int(match["year"] or LEAP_YEAR)) is None:
            yield match


def wrong_weekdays(text: str, issue: date | None) -> Iterator[tuple[re.Match[str], date]]:
    """Dates with another day's weekday, and the date that is meant; without a year it is the one
    nearest to the issue."""
    for pattern in DATED_WEEKDAY:
        for match in pattern.finditer(text.translate(HALF_WIDTH)):
            day = _meant(match, issue)
            if day and not is_weekday(match["framed"] or match["bare"], day):
                yield match, day


def is_weekday(printed: str, day: date) -> bool:
    """Whether 一 to 日 (or 天), as the last character of `printed`, is that day's."""
    return printed[-1].replace("天", "日") == WEEKDAYS[day.weekday()]


def in_words(day: date) -> tuple[str, str]:
    """`2024年3月22日` and `星期五`."""
    return f"{day.year}年{day.month}月{day.day}日", f"星期{WEEKDAYS[day.weekday()]}"


def _meant(match: re.Match[str], issue: date | None) -> date | None:
    if match["year"]:
        return _date(match, int(match["year"]))
    if issue is None:
        return None
    near = (_date(match, issue.year + shift) for shift in (-1, 0, 1))
    return min(filter(None, near), key=lambda day: abs(day - issue), default=None)


def _date(match: re.Match[str], year: int) -> date | None:
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        return None
