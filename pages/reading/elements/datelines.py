"""What opens and closes a paragraph without being its text: datelines, sign-offs, jumps."""

import re
from dataclasses import dataclass
from typing import Any

from ..records import Person
from .elements import Part
from .people import Signature, names_by_rare_surnames, read_names, read_signature, read_signoff

PAPER = (
    r"[\u4e00-\u9fff]{2,8}?"
    r"(?:日报|晚报|晨报|早报|时报|商报|都市报|快报|新报|导报|周报|青年报|"
    r"(?<![播简通海电情汇举预警填公喜捷战申上])报)"
)
# Without a place in front, any kind of paper is this one.
HOUSE_WORDS = tuple("本报 本刊 晚报 日报 晨报 早报 商报 都市报 快报 时报 新报 导报 青年报".split())
AGENCY = r"新华社|新华网|中新社|中新网|中国新闻社|人民网|央视新闻|央视网"
# A paper's short name, as in 岭都讯 for 岭东都市报: two characters before who reports.
SHORT_NAME = (
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}"
    r"(?=讯[\s\u3000]*[（(]?(?:本报)?(?:见习|实习)?(?:记者|通讯员|实习生))"
)
HOUSE = rf"{'|'.join(HOUSE_WORDS)}|{AGENCY}|{PAPER}|{SHORT_NAME}"
WHERE_AND_WHEN = r"[\u4e00-\u9fff\d年月日、\s]{0,16}?"
ORIGIN = re.compile(
    rf"[\s\u3000]*(?P<open>[【（(]?)据?(?P<house>{HOUSE})(?P<place>{WHERE_AND_WHEN})"
    r"(?:讯(?![员息社号问])|电(?![话视子力影台脑气站动器商信报网缆能])|消息(?=[（(】：:\s]))[】）)]?"
)
SIGNED = re.compile(r"[\s\u3000]*[（(](?P<people>[^（）()]{2,80})[）)][\s\u3000]*[:：]?")
# Without brackets a space ends each name, also the last one.
REPORTERS = re.compile(
    r"[\s\u3000]+(?P<people>(?:(?:本报)?(?:见习|实习)?(?:记者|通讯员|实习生)[\s\u3000]?"
    r"[\u4e00-\u9fff·](?:[\u4e00-\u9fff·]{1,3}|[\s\u3000][\u4e00-\u9fff])(?:[、，\s\u3000]+|$))+)"
)
REPORTS = re.compile(
    r"[\s\u3000]*(?P<people>[^，。！？；：、“”（）()]{0,8}?(?:记者|通讯员)[^，。！？；：“”（）()]{2,40}?)报道[：:，,]?"
)
LEARNS = re.compile(
    r"[\s\u3000]*(?:本报)?(?P<role>记者|通讯员)[\s\u3000]?(?P<name>[\u4e00-\u9fff]{2,4}?)"
    r"(?=(?:近日|日前|昨日|今日)?(?:从|在|获悉|了解到))"
)
AGENCY_NAME = re.compile(AGENCY)

DESK_CODE = re.compile(
    r"[\s\u3000]*(?:[①-⑳]\d{0,2}|[（(](?:完|未完待续|作者(?:系|为|单位)[^（）()]{2,40})[）)])[\s\u3000]*$"
)
JUMP = re.compile(
    r"[（(【\[▶>＞→]*[\s\u3000]*(?:下转|上接|紧接|转接|接|转)[\s\u3000]*(?:第[\s\u3000]*)?"
    r"[A-Z]?[\d一二三四五六七八九十]{1,3}(?:、[\d一二三四五六七八九十]{1,3})?[\s\u3000]*版[^。，（）()]{0,30}[）)】\]]?"
)
RESUMED = re.compile(rf"[\s\u3000]*[（(【](?=上接|紧接)(?:{JUMP.pattern})")
FINAL_BRACKET = re.compile(r"[（(](?P<inner>[^（）()]{2,60})[）)][\s\u3000]*$")
# Brackets that sign for nobody by name.
UNNAMED = re.compile(r"[（(](?:本报记者|(?:本报)?综合(?:报道|整理|消息)?)[）)]")
FROM_AGENCY = re.compile(
    rf"(?:[（(【]?[\s\u3000]*(?:本报)?(?:综合|据|来源[:：]|原载|摘自|转自)[\s\u3000]*《?(?P<house>{AGENCY}|{PAPER})》?[^，。！？（）()]{{0,24}}?|"
    rf"[（(【][\s\u3000]*(?P<bare>{AGENCY})[^，。！？（）()]{{0,12}}?(?<![摄]))[）)】]?[\s\u3000]*$"
)
FINAL_PEOPLE = re.compile(
    r"(?<=[。！？”）)])[\s\u3000]*(?P<inner>(?:本报)?[\u4e00-\u9fff]{0,4}?(?:记者|通讯员)[^。！？，“”]{2,40}|"
    r"[^。！？，“”]{2,8}[/／]文[^。！？，“”]{0,16}|"
    r"[■□●◆][\s\u3000]*[\u4e00-\u9fff][\u4e00-\u9fff\s\u3000]{1,10})$"
)
CREDITED = re.compile(r"(?<!并)(?:摄|供图|提供)[）)]?[\s\u3000]*$")
SIGNS_TEXT = re.compile(
    r"(?:^|[\s\u3000/／])文(?=[\s\u3000/／]|$)|文[\s\u3000]*[/／]?[\s\u3000]*[图摄]"
)
ENDED = "。！？”…』」）)—》"


@dataclass(frozen=True)
class Opening:
    """The dateline of a paragraph: where it ends, who signed in it and whose copy it is."""

    end: int
    house: str | None
    signature: Signature | None


def is_own(house: str | None, paper: str) -> bool:
    """Whether a dateline names this paper: as 本报, or by a short name such as 岭都."""
    if house in HOUSE_WORDS:
        return True
    rest = iter(paper)
    return bool(house) and len(house or "") == 2 and all(char in rest for char in house or "")


def read_opening(text: str, known: frozenset[str]) -> Opening | None:
    """The dateline at the start of a paragraph; None when there is none."""
    origin = ORIGIN.match(text)
    end = origin.end() if origin else 0
    house = origin["house"] if origin else None
    for pattern in (SIGNED, REPORTS, REPORTERS):
        signed = pattern.match(text, end)
        if signed and (people := _reporters(signed["people"], known, named=bool(origin))):
            return Opening(signed.end(), house, people)
    if not origin:
        return None
    end = _skip_colon(text, end)
    learns = LEARNS.match(text, end)
    if learns and read_names(learns["name"], known, strict=True):
        return Opening(end, house, Signature((Person(learns["name"], learns["role"]),)))
    return Opening(end, house, None)


def _reporters(text: str, known: frozenset[str], *, named: bool) -> Signature | None:
    """Who reports: behind a named house even a bare name is a reporter's."""
    people = read_signature(text, known)
    if people or not named:
        return people
    return (
        read_signature(text, known, default="记者")
        or read_signoff(text, known)
        or read_signature(text, known | names_by_rare_surnames(text))
    )


def _skip_colon(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in ("：", ":") else end


@dataclass(frozen=True)
class Closing:
    """What ends a paragraph behind its text, as parts, with the people who sign."""

    text_end: int
    parts: tuple[Part, ...] = ()
    signature: Signature | None = None
    house: str | None = None


def read_closing(text: str, known: frozenset[str]) -> Closing:
    """Take desk codes, jumps and sign-offs off the end of a paragraph, last one first."""
    closing = Closing(len(text.rstrip()))
    for _ in range(3):  # a desk code behind a sign-off behind a jump is the most that is printed
        taken = _take_last(text[: closing.text_end], known)
        if taken is None:
            break
        closing = Closing(
            taken.text_end,
            taken.parts + closing.parts,
            taken.signature or closing.signature,
            taken.house or closing.house,
        )
    return closing


def _take_last(text: str, known: frozenset[str]) -> Closing | None:
    tail = max(len(text) - 90, 0)
    code = DESK_CODE.search(text, tail)
    if code:
        return _ended(text, code.start(), "desk_code")
    start = max(text.rfind("（", tail), text.rfind("(", tail), text.rfind("【", tail))
    if start >= 0 and JUMP.fullmatch(text, start):
        return _ended(text, start, "jump")
    if start >= 0 and UNNAMED.fullmatch(text, start) and _closes(text, start):
        return _ended(text, start, "signoff")
    for begin in (start, _after_last_sentence(text, tail)):
        agency = begin >= 0 and _closes(text, begin) and FROM_AGENCY.match(text, begin)
        if agency:
            return _ended(text, begin, "signoff", house=agency["house"] or agency["bare"])
    for pattern in (FINAL_BRACKET, FINAL_PEOPLE):
        match = pattern.search(text, tail)
        credit = match and CREDITED.search(match["inner"]) and not SIGNS_TEXT.search(match["inner"])
        if match and not credit and _closes(text, match.start()):
            signature = read_signoff(match["inner"].strip("■□●◆ \u3000"), known)
            if signature:
                return _ended(text, match.start(), "signoff", signature=signature)
    return None


def _after_last_sentence(text: str, tail: int) -> int:
    return max(text.rfind(mark, tail) for mark in "。！？”") + 1 or -1


def _closes(text: str, start: int) -> bool:
    """Whether the text before `start` has come to its end (or there is none)."""
    before = text[:start].rstrip()
    return not before or before[-1] in ENDED or bool(DESK_CODE.search(before[-4:]))


def _ended(text: str, start: int, kind: str, **fields: Any) -> Closing:
    part = Part(kind, start, len(text))
    return Closing(len(text[:start].rstrip()), (part,), **fields)
