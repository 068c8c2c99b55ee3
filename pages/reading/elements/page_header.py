"""What a page prints about itself: its date and page line, its editors."""

import re
from datetime import date

from ..lexicon.columns import EDITOR_ROLES, NEWS_COLUMNS, SECTIONS
from ..records import Person
from .datelines import PAPER
from .elements import Part
from .people import is_name, read_names

# Full-width digits and letters read like half-width ones, at the same offsets.
HALF_WIDTH = str.maketrans("０１２３４５６７８９．／－ＡＢＣＤＥＦ　", "0123456789./-ABCDEF ")
LETTER_NUMBER = r"(?:[A-Z]{1,2}\d{1,2}|[A-Da-d]0\d{3}(?=\s*版))"
CHINESE_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")

YEARS = range(1826, 2101)  # in which newspapers with photos appear
DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][○〇零一二三四五六七八九]{3})\s*[年./-]\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)\s*日?"
)
WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
SPACE = r"[ \u3000]"
LUNAR_DAY = (
    r"闰?[正一二三四五六七八九十冬腊]{1,2}月"
    r"(?:初?[一二三四五六七八九十]{1,3}|廿[一二三四五六七八九]?|三十|卅|除夕)?"
)
LUNAR = re.compile(
    rf"(?:农历|夏历)?{SPACE}*[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥][鼠牛虎兔龙蛇马羊猴鸡狗猪]?年?{SPACE}*"
    rf"(?:{LUNAR_DAY})?|(?:农历|夏历){SPACE}*(?:{LUNAR_DAY})"
)
# A day's own name beside the date: 立春, 端午节.
TERM = re.compile(
    r"(?:^|(?<=[ \0|/]))(?:立[春夏秋冬]|[春秋]分|[夏冬]至|雨水|惊蛰|清明|谷雨|小满|芒种|"
    r"[小大][暑雪寒]|处暑|白露|寒露|霜降|除夕|腊八|小年|"
    r"(?:春|元宵|端午|中秋|重阳|国庆|劳动|元旦|儿童|教师|妇女|青年|建军)节?)(?=$|[ \0|/])"
)
NUMBER = re.compile(
    rf"第\s*(?P<ordinal>{LETTER_NUMBER}|\d{{1,3}}|[一二三四五六七八九十]{{1,3}})\s*版|"
    rf"(?<![A-Za-z0-9])(?P<letter>{LETTER_NUMBER})(?![A-Za-z0-9])\s*版?|"
    r"(?<![\d第])(?P<plain>\d{1,3}|[一二三四五六七八九十]{1,2})\s*版"
)
# Digits alone are the page number only beside a date.
BARE_NUMBER = re.compile(
    r"(?:^|(?<=[ \0|·]))\d{1,2}(?=$|[ \0|·])|"
    r"(?<=\0)\d{2}(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\d{2}$"
)
ISSUE = re.compile(
    r"(?:总?第?\s*\d+\s*期)|今日\s*\d+\s*版|本期\s*\d+\s*版|(?:国内统一)?(?:连续出版物)?刊号\S*|CN\s?\d\d-\d+\S*|"
    r"邮发代号\S*|来源[:：].*$|\d{1,2}[:：]\d{2}|https?://\S+|www\.\S+|第\d+号"
)
COLUMN_OF_NEWS = rf"(?:{'|'.join(NEWS_COLUMNS)}){{1,2}}快报"
PAPER_NAME = re.compile(
    rf"(?<![\u4e00-\u9fff])(?!{COLUMN_OF_NEWS})(?P<paper>{PAPER})(?:社|网|客户端)?(?![\u4e00-\u9fff])"
)
SEPARATORS = " /|·:：—-_，,。.●■◆□【】[]"
ROLE = re.compile(
    r"(?:本版)?[\s\u3000]*(?P<role>"
    + "|".join(r"[\s\u3000]*".join(role) for role in EDITOR_ROLES)
    + ")"
    r"[\s\u3000]*[:：/／◎]?[\s\u3000]*"
)
NAME = r"[\u4e00-\u9fff](?:[\s\u3000]?[\u4e00-\u9fff]{1,2})"
ANY_ROLE = ROLE.pattern.replace("?P<role>", "?:")
EDITORS = re.compile(rf"(?:{ANY_ROLE}{NAME}(?:(?![\u4e00-\u9fff])|(?={ANY_ROLE}))[\s\u3000|■●◆]*)+")
CONTACT = re.compile(
    r"(?:新闻|读者|民生|服务|编辑部?|本版|联系|投稿|报料|爆料|电子)?"
    r"(?:电话|热线|邮箱|信箱|传真|[Ee]-?mail|网址)[:：/／]?[ \u3000\0]*[A-Za-z\d][\w.@＠-]+"
)
# Commands of an electronic edition on the same line.
COMMAND = re.compile(
    r"PDF版|版面导航|[上下]一[期版篇]|放大|缩小|默认|当前版[ \u3000]*[:：]|数字报(?=[ \u3000|｜])"
)
COMPONENTS = (
    ("furniture", COMMAND),
    ("contact", CONTACT),
    ("editors", EDITORS),
    ("date", DATE),
    ("weekday", WEEKDAY),
    ("lunar", LUNAR),
    ("term", TERM),
    ("issue", ISSUE),
    ("number", NUMBER),
    ("paper", PAPER_NAME),
)
SEVERAL = frozenset(["issue", "furniture"])
PAIRED_SECTION = re.compile(r"[\u4e00-\u9fff]{2,5}(?:[·•][\u4e00-\u9fff]{2,5})+")
# No page line is without one of these; most lines are, and need no closer look.
PAGE_SIGN = re.compile(
    r"\d|[版报期号历○〇]|星期|周[一二三四五六日天]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
)
FAR_LETTER = re.compile(r"(?<![A-Za-z0-9])[G-Z]\d{1,2}(?![A-Za-z0-9])(?!\s*版)")
LONGEST_SECTION = 14
SECTION_WORDS = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff·/ ]{0,6}[\u4e00-\u9fff])?")
DAY_ALONE = re.compile(r"\d{1,2}[ ]*月[ ]*\d{1,2}[ ]*日")
PAGE_WORDS = re.compile(rf"{DAY_ALONE.pattern}|版[面次本](?=[:： ])|(?<![\u4e00-\u9fff])[版叠]")
# 文化周末, 健康周刊: a section of the week.
SECTION_ENDING = re.compile(r"(?<=..)(?:周刊|周末|专刊|特刊|新闻|视窗|纵横|天地|观察|在线|版)$")
SECTION_TEXT = re.compile(r"[\u4e00-\u9fffA-Za-z·\s（）()、/|\-—]+")


def read_page_line(text: str, sections: frozenset[str] = frozenset()) -> tuple[Part, ...] | None:
    """The parts of a date and page line such as `2024.03.22 / 星期五 / A07 城事`; else None."""
    if len(text) > 120 or not PAGE_SIGN.search(text):
        return None
    parts, plain = _known_components(text)
    section = _section(plain)
    kinds = {part.kind for part in parts}
    # G20 is no page, unless a date or a paper stands beside it.
    if FAR_LETTER.search(text) and not kinds & {"date", "weekday", "paper"}:
        return None
    if section is None or not _enough(kinds, section, sections):
        return None
    if section.start < section.end:
        parts.append(section)
    return tuple(sorted(parts, key=lambda part: part.start))


def components(text: str) -> tuple[Part, ...]:
    """The parts of a line that is known to be about the page: its first free digits are the
    number, its first free words the name of the section."""
    parts, plain = _known_components(text)
    number = re.search(r"(?<![\d.])\d{1,2}(?![\d.])", DAY_ALONE.sub(_blank, plain))
    if number and not any(part.kind == "number" for part in parts):
        parts.append(Part("number", *number.span()))
    free = SECTION_WORDS.search(PAGE_WORDS.sub(_blank, plain))
    if free:
        parts.append(Part("section", *free.span()))
    return tuple(sorted(parts, key=lambda part: part.start))


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match.group())


def _known_components(text: str) -> tuple[list[Part], str]:
    """What tells itself by its form, and the line with that taken away."""
    plain = text.translate(HALF_WIDTH)
    parts: list[Part] = []
    for kind, pattern in COMPONENTS:
        match = pattern.search(plain)
        while match:
            parts.append(Part(kind, match.start(), match.end()))
            plain = plain[: match.start()] + "\0" * len(match.group()) + plain[match.end() :]
            match = pattern.search(plain) if kind in SEVERAL else None
    bare = BARE_NUMBER.search(plain.strip(" "))
    if bare and "date" in {p.kind for p in parts} and "number" not in {p.kind for p in parts}:
        start = plain.index(bare.group(), plain.find(plain.strip(" ")) + bare.start())
        parts.append(Part("number", start, start + len(bare.group())))
        plain = plain[:start] + "\0" * len(bare.group()) + plain[start + len(bare.group()) :]
    return parts, plain


def _section(plain: str) -> Part | None:
    """What is left when everything else is taken away: nothing, or one short name."""
    rests = [m for m in re.finditer(r"[^\0]+", plain) if m.group().strip(SEPARATORS)]
    if len(rests) > 1:
        return None
    if not rests:
        return Part("section", 0, 0)
    rest = rests[0].group()
    core = rest.strip(SEPARATORS)
    if len(core) > LONGEST_SECTION or not SECTION_TEXT.fullmatch(core) or core[-1] in "见转接":
        return None
    start = rests[0].start() + rest.index(core)
    if core[0] in "(（" and core[-1] in ")）":
        return Part("section", start + 1, start + len(core) - 1)
    return Part("section", start, start + len(core))


def _enough(kinds: set[str], section: Part, sections: frozenset[str]) -> bool:
    empty = section.start == section.end
    if "number" in kinds:
        return True
    if "date" in kinds or kinds & {"lunar", "weekday", "issue"}:
        return empty or len(kinds) > 1
    return empty and "paper" in kinds


def iso_date(printed: str) -> str | None:
    """The printed date as 2026-11-25; None if no newspaper can have that date."""
    match = DATE.search(printed.translate(HALF_WIDTH))
    if not match:
        return None
    try:
        day = date(*(_number(match[unit]) for unit in ("year", "month", "day")))
    except ValueError:
        return None
    return day.isoformat() if day.year in YEARS else None


def _number(printed: str) -> int:
    if printed.isdigit() and printed.isascii():
        return int(printed)
    if "十" not in printed:
        return int(printed.translate(CHINESE_DIGITS))
    tens, _, ones = printed.partition("十")
    digits = (tens or "一") + (ones or "○")
    return int(digits.translate(CHINESE_DIGITS))


def page_number(printed: str) -> str:
    """`第０６版` is 06, `A07` is A07, `第四版` is 4."""
    printed = printed.translate(HALF_WIDTH)
    match = NUMBER.search(printed)
    number = match["ordinal"] or match["letter"] or match["plain"] if match else printed.strip()
    return number if number.isascii() else str(_number(number))


def read_editors(text: str, known: frozenset[str] = frozenset()) -> tuple[Person, ...] | None:
    """The people of a line such as `责编 王磊 美编 李娜`; None when it is no such line."""
    text = text.strip(" \u3000□■●○◆|()（）")
    if len(text) > 120 or not ROLE.match(text):
        return None
    people: list[Person] = []
    roles = list(ROLE.finditer(text))
    for role, following in zip(roles, [*roles[1:], None], strict=True):
        chunk = text[role.end() : following.start() if following else len(text)].strip(
            "|｜□■●○◆◎ \u3000"
        )
        names = read_names(
            chunk,
            known,
            strict=len(roles) == 1 and not role.group().strip().endswith((":", "：", "/", "／")),
        )
        if not names or any(len(name) > 3 and not is_name(name) for name in names[0]):
            return None
        people += [Person(name, re.sub(r"\s", "", role["role"])) for name in names[0]]
    return tuple(people)


def is_section(text: str, known: frozenset[str]) -> bool:
    squeezed = re.sub(r"\s", "", text)
    ending = SECTION_ENDING.search(squeezed)
    squeezed = squeezed[: ending.start()] if ending else squeezed
    return squeezed in SECTIONS or squeezed in known or bool(PAIRED_SECTION.fullmatch(squeezed))
