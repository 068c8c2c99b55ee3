"""What an editor should look at: said in Chinese, with the line it stands on."""

import re
from collections.abc import Iterator

from .drafts import Draft
from .elements import Element
from .records import Problem

STRAY_LATIN = re.compile(
    r"(?<=[\u4e00-\u9fff，、])[\s\u3000]*\b(?P<word>and|or|the|of|in|to|is|with|for|on|at|by|but)\b[\s\u3000]*(?=[\u4e00-\u9fff])"
)
LETTER_FOR_DIGIT = re.compile(
    r"(?<![A-Za-z\d])(?:\d{1,8}[lIOo]{1,4}\d{0,8}|[lIOo]{1,4}\d{1,8})(?=[年月日时点分号元%％万亿个人名])"
)
MISREAD_MARK = re.compile(r"^[\s\u3000]*(?P<mark>口|N)(?=[\u4e00-\u9fff])")
UNCLAIMED = frozenset(["residue"])


def find_problems(elements: list[Element], drafts: list[Draft]) -> Iterator[Problem]:
    problems = [problem for element in elements for problem in _element_problems(element)]
    problems += [p for draft in drafts for p in _story_problems(draft)]
    return sorted(problems, key=lambda problem: problem.line)


def _element_problems(element: Element) -> Iterator[Problem]:
    passage = element.passage
    for match in STRAY_LATIN.finditer(passage.text):
        line = passage.line_at(match.start("word"))
        yield Problem(line, "stray_latin", match["word"], "中文里夹着外文词，请核对原文")
    for match in LETTER_FOR_DIGIT.finditer(passage.text):
        yield Problem(
            passage.line_at(match.start()),
            "letter_for_digit",
            match.group(),
            "数字里混有字母，请核对原文",
        )
    mark = MISREAD_MARK.match(passage.text) if element.kind in ("byline", "crosshead") else None
    if mark:
        yield Problem(
            passage.first_line, "misread_mark", mark["mark"], "标记符号疑被误识，已按标记读取"
        )
    for name in element.signature.doubts if element.signature else ():
        yield Problem(
            passage.first_line, "ambiguous_byline", name, "署名可能是两个人，暂按一人处理，请核对"
        )
    if element.kind in UNCLAIMED:
        yield Problem(
            passage.first_line, "residue", passage.text.strip(), "没有规则认出这一行，请人工归类"
        )


def _story_problems(draft: Draft) -> Iterator[Problem]:
    line = min(draft.lines)
    if draft.headline == ["图片新闻"]:
        yield Problem(line, "headline", "图片新闻", "图片新闻没有标题，请另拟标题")
    elif not draft.headline:
        yield Problem(line, "headline", draft.opening(), "稿件没有标题，请另拟标题")
