"""Captions and the credits that end them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..lexicon.signs import MARKS
from ..source.passages import Passage
from .datelines import DESK_CODE, SIGNS_TEXT, read_opening
from .elements import Found, Known, Part, trimmed
from .people import read_signature

PICTURE_MARK = re.compile(
    r"[\s\u3000]*[■◆]?(?:[▲▼◀▶△▽↑↓←→◄►]+[\s\u3000]*(?:[上下左右]?图[:：])?|"
    r"[（(]?(?:本版|资料|[上下左右主题附]|[左右上下]{2})?图(?:说|注|片说明)?[①-⑳\d一二三四五六七八九]{0,2}(?:片)?[）)]?[:：]|图[①-⑳](?![至到、和]图)|图\d{1,2}[\s\u3000:：]|[上下左右中]{1,2}图[\s\u3000]+|[（(][上下左右]{1,2}图[①-⑳\d]?[）)]|[①-⑳](?=[^\d，。]{2}|\d{1,2}[月日]))[\s\u3000]*"
)
# `▲` misread, told from a word by the credit behind it or by how little it says.
MISREAD_MARK = re.compile(r"[\s\u3000]*A(?=[^A股级区座轮类型A-Za-z\d\s]|\d{4}年|\d{1,2}月)")
NEXT_CAPTION = re.compile(
    r"(?<=[。；;\s\u3000）)])(?:图[①-⑳\d][:：]|[▲▼◀▶↑↓])(?=[\s\u3000]*[^\s\u3000▲▼◀▶↑↓])"
)
LONGEST_MISREAD = 30
PICTURE_WORDS = re.compile(r"[\s\u3000]*(?:[上下左右中]{0,2}图为|图中|照片为)")
# What a credit for several pictures says before the name.
FIGURE = r"图?(?:[①-⑳]|\d{1,2}|[一二三四五六七八九十])"
FIGURES = rf"图{FIGURE[2:]}(?:[至到—~、和\-]?{FIGURE})+"
FOR_ALL = re.compile(
    rf"[（(]?[\s\u3000]*(?:(?:{FIGURES})(?:均|都|皆)?由?)?(?:除[^。]{{0,8}}外)?[，,：:]?[\s\u3000]*"
    r"(?:本报|晚报|日报)?(?:见习|实习|首席)?(?:记者|通讯员|读者)?[\s\u3000]*"
)
# One credit for all the pictures of a story, wherever it stands.
FOR_TEXT = re.compile(r"[（(][^（）()]*(?:/文|文/)[^（）()]*[）)][\s\u3000]*$")
OF_GROUP = re.compile(r"以上|本组|本版|本栏|本文|文中|[图照]片(?:均|都|由|[:：])")
TAKEN = r"摄影报道|摄影|(?<!拍)摄|供图|提供|/图|(?<=[\s\u3000])图"
CREDIT = re.compile(
    rf"(?P<who>[^。！？”…（）()，,；;：:{MARKS}]{{1,40}}?)[\s\u3000]*(?:{TAKEN})[\s\u3000]*[）)]?[\s\u3000]*[。]?$"
)
WORDS_AND_NAME = re.compile(
    r"(?!.*(?:记者|通讯员|作者|读者|社|图|由))[\u4e00-\u9fff]{5,}[\s\u3000]+[\u4e00-\u9fff]{2,3}"
)
CREDIT_IN_FRONT = re.compile(
    r"[\s\u3000]*[（(]?图片来源[:：](?P<who>[^，。（）()]{2,16})[）)]?[\s\u3000]*"
)
CREDIT_BEHIND = re.compile(
    r"(?:(?<=。)|[，\s\u3000（(])[\s\u3000（(]*(?:(?:摄影|图片来源|图片|供图|摄影者|图|摄)[/／:：]|摄影[\s\u3000]|图据[:：]?)[\s\u3000]*(?P<who>[^，。（）()]{2,16})[）)]?[\s\u3000]*$|"
    r"(?:(?<=。)|[\s\u3000（(])[\s\u3000（(]*(?P<agency>新华社|中新社|视觉中国|人民网)(?:发|供图|图|[/／][\u4e00-\u9fff]{2,4})?[）)]?[\s\u3000]*$"
)
# `新华社发（王磊 摄）`: the agency stands before who took the picture.
AGENCY_GIVES = re.compile(r"(?<=[。\s\u3000])(?:新华社|中新社)发[\s\u3000]*[（(]$")
ARCHIVE = re.compile(
    r"[（(]?(?P<who>(?:本报)?资料(?:图片|照片|图|片)|网络图片|网络图|(?:视频|监控)截图|图片来自网络)[）)]?[\s\u3000]*$"
)
ALL_PICTURES = re.compile(
    rf"^(?:[\u4e00-\u9fff]{{0,4}}(?:图片|照片|图)|{FIGURES})?(?:除[署]?名外)?(?:均|都|皆)?(?:由|为|[:：])?"
)


def cut(passage: Passage) -> list[Passage]:
    """`图①：… 图②：…` on one line is two captions; anything else is one passage."""
    text = passage.text
    mark = PICTURE_MARK.match(text)
    if not mark:
        return [passage]
    starts = [0, *(m.start() for m in NEXT_CAPTION.finditer(text, mark.end())), len(text)]
    return [passage.cut(start, end) for start, end in pairwise(starts)]


def picture(text: str, known: Known) -> Found | None:
    """A caption: told by its mark, its first words, or the credit that ends it."""
    credit = read_credit(text, known.reporters)
    mark = _mark(text, credit)
    start = mark.end() if mark else 0
    if not (mark or PICTURE_WORDS.match(text) or (credit and not _signs_a_report(text, credit))):
        return None
    opening = read_opening(text[start:], known.reporters)
    if opening and opening.house and not credit:
        return None
    return _picture(text, start, credit)


def labelled_picture(text: str, known: Known) -> Found:
    """A caption or a credit alone, on a line that is known to be one: who signs for `文/图` at its
    end signs the story as well."""
    credit = read_credit(text, known.reporters)
    mark = _mark(text, credit)
    found = _picture(text, mark.end() if mark else 0, credit)
    if credit and SIGNS_TEXT.search(text, credit.start):
        signed = text[credit.start :].strip("（）() \u3000")
        found.fields["signature"] = read_signature(signed, known.reporters, default="作者")
    return found if found.parts else Found(trimmed("caption", text))


def credit_alone(text: str, known: Known) -> Found | None:
    """A line that says who took the pictures and nothing else."""
    found = picture(text, known)
    alone = found and found.parts and not any(part.kind == "caption" for part in found.parts)
    return found if alone else None


def _mark(text: str, credit: "Credit | None") -> re.Match[str] | None:
    likely = credit or len(text) <= LONGEST_MISREAD
    return PICTURE_MARK.match(text) or (MISREAD_MARK.match(text) if likely else None)


def _picture(text: str, start: int, credit: "Credit | None") -> Found:
    """The caption behind its mark, which ends at `start`, and its credit."""
    end = credit.text_end if credit else len(text)
    end = start if FOR_ALL.fullmatch(text[start : max(start, end)]) else end
    parts = trimmed("caption", text, start, max(start, end))
    if credit:
        parts += (Part("credit", max(credit.start, start), len(text.rstrip())),)
    who = credit.who if credit else None
    group = bool(credit and OF_GROUP.search(text, credit.start))
    return Found(parts, {"mark": text[:start].strip(), "credit": who, "for_group": group})


def _signs_a_report(text: str, credit: "Credit") -> bool:
    """`记者 … 摄影报道` behind several sentences signs them, and so does who signs for text too."""
    sentences = text.count("。", 0, credit.start)
    report = text.rstrip("）) \u3000").endswith("摄影报道") and sentences > 1
    signed = SIGNS_TEXT.search(text, max(credit.start - 12, 0)) and sentences
    return report or bool(FOR_TEXT.search(text) or signed)


@dataclass(frozen=True)
class Credit:
    """Who took a picture: where the caption's own text ends, and the printed name."""

    text_end: int
    start: int
    who: str


def read_credit(text: str, known: frozenset[str]) -> Credit | None:
    """The credit that ends a caption, or a line that is a credit alone."""
    tail = max(len(text) - 60, 0)
    front = CREDIT_IN_FRONT.fullmatch(text)
    if front:
        return Credit(0, 0, re.sub(r"[\s\u3000]", "", front["who"]))
    archive = ARCHIVE.search(text, tail)
    if archive:
        return _credit(text, archive.start(), archive["who"])
    behind = CREDIT_BEHIND.search(text, tail)
    if behind:
        who = (behind["who"] or behind["agency"]).strip()
        return _credit(
            text, behind.start(), re.sub(r"[\s\u3000]", "", who) if len(who) < 5 else who
        )
    mark = PICTURE_MARK.match(text)
    match = CREDIT.search(text, max(tail, mark.end() if mark else 0))
    if not match:
        return None
    for start in _credit_starts(text, match):
        verb = text[match.end("who") :]
        who = _photographer(text[start : match.end("who")], verb, known)
        alone = start == match.start("who") and text[:start].rstrip(" \u3000（(")[-1:] in "。！？"
        who = who or (_unlisted(text[start : match.end("who")]) if alone and text[:start] else None)
        if who:
            return _credit(text, start, who)
    return None


def _credit(text: str, start: int, who: str) -> Credit:
    before = DESK_CODE.sub("", AGENCY_GIVES.sub("", text[:start]).rstrip(f"{MARKS} \u3000（("))
    return Credit(len(before.rstrip()), start, who)


def _credit_starts(text: str, match: re.Match[str]) -> Iterator[int]:
    """Where the name may begin: at the sentence's end, after a space, or two or three back.

    Names are glued or spaced, not both: in `杨家坳石头房 庄璐` the first word is no name.
    """
    if not WORDS_AND_NAME.fullmatch(match["who"]):
        yield match.start("who")
    for gap in re.finditer(r"[\s\u3000]+", text[match.start("who") : match.end("who")]):
        yield match.start("who") + gap.end()
    for size in (3, 2):
        start = match.end("who") - size
        if start > match.start("who"):
            yield start


def _unlisted(who: str) -> str | None:
    """Between a sentence and 摄 two or three characters are a name, whatever they are."""
    who = re.sub(r"[\s\u3000]", "", who)
    return who if re.fullmatch(r"[\u4e00-\u9fff]{2,3}", who) else None


def _photographer(who: str, verb: str, known: frozenset[str]) -> str | None:
    who = re.sub(r"^[\s\u3000]*[①-⑳]?\d{0,2}", "", who).strip()
    rest = ALL_PICTURES.sub("", who).strip()
    if rest != who and "供" not in verb and _unlisted(rest):
        return _unlisted(rest)
    who = rest or who
    signed = read_signature(who.removeprefix("新华社"), known, default="摄影")
    if signed:
        return " ".join(person.name for person in signed.people)
    given = ("供图" in verb or "提供" in verb) and 2 <= len(who) <= 20
    return who if given and not re.search(r"[\s\u3000]", who) else None
