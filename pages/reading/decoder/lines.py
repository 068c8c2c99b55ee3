"""What each line of a page shows by itself, whatever stands around it."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import rjieba

from ..elements.classify import classify
from ..elements.elements import Known
from ..source.passages import Passage
from ..source.printed_lines import CLOSED
from .headline_parts import says

SPACE = re.compile(r"[\s\u3000]+")
PAIRS = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
LAST, FIRST = "。！？…”』：；，、）)》!?:,.", "▲▼◀▶△▽↑↓◆◇■□●○【“‘—（(《•·>＞"
SIZES = (2, 4, 5, 7, 9, 11, 13, 16, 19, 23, 28, 36, 60, 120)
LONGEST_SHORT = 40
LONGEST_SAID = 80
SHORT_SHAPES = frozenset(["short", "column", "kicker", "deck"])
TEXT_SHAPES = frozenset(["long", "opening"])
RULED = frozenset(
    [
        "page",
        "editors",
        "furniture",
        "byline",
        "picture",
        "jump",
        "signoff",
        "column",
        "kicker",
        "deck",
    ]
)
NEVER_SHORT = RULED - SHORT_SHAPES
WORDS = {
    name: re.compile(pattern)
    for name, pattern in {
        "reporter": r"记者|通讯员|实习生",
        "contact": r"电话|热线|邮箱|http|www|版权|ICP|搜索|投稿|订阅|二维码|扫一扫|QQ|微信",
        "command": r"上一|下一|导航|默认|PDF|来源|广告|关闭|当前|首页|返回|收藏|分享",
        "editor": r"责任?编|美编|校对|版式|组版|编辑|值班",
        "date": r"\d{4}年|\d月\d|星期",
        "page": r"第?\S{1,3}版",
        "picture": r"^(?:图为|上图|下图|图[①-⑳])|图片|照片",
        "taken": r"(?:摄|供图|提供|/图|摄影报道)[）)]?$",
        "said": r"说|表示|介绍|认为",
        "day": r"昨日|日前|近日|今日|\d日",
        "news": r"讯|电(?:[（(]|$)|报道[：:]",
        "answer": r"^(?:问|答|[\u4e00-\u9fff]{2,5})[：:]",
        "number": r"^(?:[（(]?[一二三四五六七八九十]{1,3}[、）)]|\d{1,2}[.．、])",
        "guide": r"\d版$|[见转]\S{0,3}版",
        "by": r"[□■◎●]?\s*(?:本报|晚报)?(?:记者|通讯员)|文[/／ ]?图|图[/／]文",
        "meeting": r"召开|举行|出席|会议|强调|调研",
        "result": r"\d|新增|达|超|率|万|亿",
        "speaker": r"^[^，。]{1,6}[：:]",
        "quote": r"[“”]",
        "colon": r".[：:].",
        "place": r"^[^，。]{2,12}(?:在|为|向|正|将|把)",
        "dated": r"^\d+月\d+日",
        "scene": r"(?:现场|场面|情景|合影|一景|风光|画面|模样)[。]?$",
        "agent": r"^(?:志愿者|孩子|学生|工人|民警|市民|演员|游客|村民)",
    }.items()
}


def size_of(length: int) -> int:
    return next((n for n, most in enumerate(SIZES) if length <= most), len(SIZES))


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters of a text."""
    return frozenset(PAIRS.findall(text))


class EvidentLine:
    """One logical line of a page: its text, the element that a rule takes it for, and FEATURES.

    `breaks_off` says that the line ends in the middle of a paragraph, `apart` that a blank line
    stands above it.
    """

    def __init__(self, passage: Passage, breaks_off: bool, apart: bool, known: Known):
        self.passage, self.breaks_off, self.apart = passage, breaks_off, apart
        self.printed = passage.text.strip()
        self.text = SPACE.sub("", passage.text)
        self.element = element = classify(passage, known, breaks_off=breaks_off)
        self.length = len(self.text)
        self.size = size_of(self.length)
        self.is_short = self._is_short()
        self.shape = self._shape()
        self.is_head = self.shape in SHORT_SHAPES
        self.is_text = self.shape in TEXT_SHAPES
        self.closed = bool(CLOSED.search(passage.text)) or element.has("signoff")
        self.indented = passage.text[:1] in ("\u3000", " ")
        self.mark = element.mark[:1] or (self.text[0] if self.text[0] in FIRST else "")
        gap = bool(SPACE.search(self.printed))
        tenth = min(self.length // 5, 5) if self.length <= LONGEST_SHORT else 9
        self.style = f"{self.mark}{self.indented:d}{tenth}{gap:d}"
        self.says = says(self.printed) if self.length <= LONGEST_SHORT else set()
        words = rjieba.tag(self.printed) if self.length <= LONGEST_SHORT else []
        self.tagged = [(word, tag[:2]) for word, tag in words if word.strip()]
        self.words = [w for w, found in WORDS.items() if found.search(self._where(w))]

    def _where(self, word: str) -> str:
        return self.text if word == "taken" else self.text[:LONGEST_SAID]

    def _is_short(self) -> bool:
        if self.breaks_off or self.length > LONGEST_SHORT or "。" in self.text:
            return False
        return not self.element.has("dateline") and self.element.kind not in NEVER_SHORT

    def _shape(self) -> str:
        if self.element.kind in RULED:
            return self.element.kind
        if self.element.has("dateline"):
            return "opening"
        return "short" if self.is_short else "long"

    @cached_property
    def pairs(self) -> frozenset[str]:
        return pairs_of(self.text[:400])

    @cached_property
    def features(self) -> list[str]:
        """What the line itself says for and against every label."""
        return [
            *self._looks(),
            *self._found(),
            *(self._wording() if self.length <= LONGEST_SHORT else ()),
        ]

    def _looks(self) -> Iterator[str]:
        text, kind = self.text, self.element.kind
        yield f"k={kind}"
        yield f"n={self.size}"
        yield f"end={text[-1] if text[-1] in LAST else 'x'}"
        yield f"beg={text[0] if text[0] in FIRST else 'd' if text[0].isdigit() else 'x'}"
        yield f"shape={self.shape}"
        yield f"stops={min(sum(map(text.count, '。！？')), 3)}"
        yield f"commas={min(sum(map(text.count, '，,；;')), 3)}"
        yield f"mark={self.mark}"
        gaps = SPACE.split(self.printed)
        yield f"gaps={min(len(gaps), 4)}"
        if len(gaps) == 2 and len(gaps[0]) == len(gaps[1]):
            yield "couplet"
        if self.breaks_off:
            yield "breaks"

    def _found(self) -> Iterator[str]:
        element = self.element
        yield from (f"has={part.kind}" for part in element.parts)
        yield from (f"w={word}" for word in self.words)
        if element.credit:
            yield "credit"
        if element.signature:
            yield f"signed={min(len(element.signature.people), 3)}{self.length < 24:d}"

    def _wording(self) -> Iterator[str]:
        text = self.text
        yield from (f"says={name}" for name in self.says)
        yield f"k={self.element.kind}&n={self.size}"
        yield f"last={text[-1]}"
        yield f"last2={text[-2:]}"
        yield f"first2={text[:2]}"
        if self.length <= 8:
            yield f"all={text}"
        yield from self._grammar()

    def _grammar(self) -> Iterator[str]:
        """Words, and what parts of speech the line begins and ends with."""
        if not self.tagged:
            return
        tags = [tag for _, tag in self.tagged]
        yield f"tag1={tags[0]}"
        yield f"tag9={tags[-1]}"
        yield f"tags12={'|'.join(tags[:2])}"
        yield f"tags89={'|'.join(tags[-2:])}"
        yield f"verbs={min(sum(tag[0] == 'v' for tag in tags), 3)}&{min(len(tags), 8)}"
        yield f"word1={self.tagged[0][0]}"
        yield f"word9={self.tagged[-1][0]}"
        yield from {f"word={word}" for word, _ in self.tagged}


def evident_lines(passages: Iterable[tuple[Passage, bool]], known: Known) -> list[EvidentLine]:
    """The lines of a page that hold ink."""
    lines: list[EvidentLine] = []
    for passage, breaks_off in passages:
        if SPACE.sub("", passage.text):
            apart = bool(lines) and passage.first_line > lines[-1].passage.last_line + 1
            lines.append(EvidentLine(passage, breaks_off, apart, known))
    return lines
