"""What a page prints about itself: its date and page line, its editors, its furniture."""

import re
from datetime import date

from .datelines import PAPER
from .elements import Part
from .lexicon.columns import EDITOR_ROLES, SECTIONS
from .people import read_names
from .records import Person

# Full-width digits and letters read like half-width ones, at the same offsets.
HALF_WIDTH = str.maketrans("０１２３４５６７８９．／－ＡＢＣＤＥＦ　", "0123456789./-ABCDEF ")
CHINESE_DIGITS = str.maketrans("○〇零一二三四五六七八九", "000123456789")

DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][○〇零一二三四五六七八九]{3})\s*[年./-]\s*"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?!\d)\s*日?"
)
WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
LUNAR = re.compile(
    r"(?:农历|夏历)?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥][\u4e00-\u9fff]?年?[\u4e00-\u9fff]{0,8}|"
    r"农历[\u4e00-\u9fff]{2,10}"
)
NUMBER = re.compile(
    r"第\s*(?P<ordinal>[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|"
    r"(?<![A-Za-z0-9])(?P<letter>[A-Z]\d{1,2})(?![A-Za-z0-9])\s*版?|"
    r"(?<![\d第])(?P<plain>\d{1,2}|[一二三四五六七八九十]{1,2})\s*版"
)
# Digits alone are the page number only beside a date.
BARE_NUMBER = re.compile(r"(?:^|(?<=[ \0|·]))(?P<bare>\d{1,2})(?=$|[ \0|·])")
ISSUE = re.compile(
    r"(?:总?第?\s*\d+\s*期)|今日\s*\d+\s*版|本期\s*\d+\s*版|(?:国内统一)?(?:连续出版物)?刊号\S*|CN\s?\d\d-\d+\S*|"
    r"邮发代号\S*|来源[:：].*$|\d{1,2}[:：]\d{2}|https?://\S+|www\.\S+|第\d+号"
)
PAPER_NAME = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<paper>{PAPER})(?:社|网|客户端)?(?![\u4e00-\u9fff])"
)
SEPARATORS = " /|·:：—-_，,。.●■◆□"
ROLE = re.compile(
    r"(?:本版)?[\s\u3000]*(?P<role>"
    + "|".join(r"[\s\u3000]*".join(role) for role in EDITOR_ROLES)
    + ")"
    r"[\s\u3000]*[:：/／]?[\s\u3000]*"
)
NAME = r"[\u4e00-\u9fff](?:[\s\u3000]?[\u4e00-\u9fff]{1,2})"
EDITORS = re.compile(
    rf"(?:{ROLE.pattern.replace('?P<role>', '?:')}{NAME}(?![\u4e00-\u9fff])[\s\u3000]*)+"
)
COMPONENTS = (
    ("editors", EDITORS),
    ("date", DATE),
    ("weekday", WEEKDAY),
    ("lunar", LUNAR),
    ("issue", ISSUE),
    ("number", NUMBER),
    ("paper", PAPER_NAME),
)
PAIRED_SECTION = re.compile(r"[\u4e00-\u9fff]{2,5}(?:[·•][\u4e00-\u9fff]{2,5})+")
# No page line is without one of these; most lines are, and need no closer look.
PAGE_SIGN = re.compile(
    r"\d|[版报期号历○〇]|星期|周[一二三四五六日天]|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
)
FAR_LETTER = re.compile(r"(?<![A-Za-z0-9])[G-Z]\d{1,2}(?![A-Za-z0-9])(?!\s*版)")
LONGEST_SECTION = 14
SECTION_TEXT = re.compile(r"[\u4e00-\u9fffA-Za-z·\s（）()、/|\-—]+")


def read_page_line(text: str, sections: frozenset[str] = frozenset()) -> tuple[Part, ...] | None:
    """The parts of a date and page line such as `2024.03.22 / 星期五 / A07 城事`; else None."""
    if len(text) > 120 or not PAGE_SIGN.search(text):
        return None
    plain = text.translate(HALF_WIDTH)
    parts: list[Part] = []
    for kind, pattern in COMPONENTS:
        match = pattern.search(plain)
        while match:
            parts.append(Part(kind, match.start(), match.end()))
            plain = plain[: match.start()] + "\0" * len(match.group()) + plain[match.end() :]
            match = pattern.search(plain) if kind == "issue" else None
    bare = BARE_NUMBER.search(plain.strip(" "))
    if bare and "date" in {p.kind for p in parts} and "number" not in {p.kind for p in parts}:
        start = plain.index(bare.group(), plain.find(plain.strip(" ")) + bare.start())
        parts.append(Part("number", start, start + len(bare.group())))
        plain = plain[:start] + "\0" * len(bare.group()) + plain[start + len(bare.group()) :]
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


def _section(plain: str) -> Part | None:
    """What is left when everything else is taken away: nothing, or one short name."""
    rests = [m for m in re.finditer(r"[^\0]+", plain) if m.group().strip(SEPARATORS)]
    if len(rests) > 1:
        return None
    if not rests:
        return Part("section", 0, 0)
    rest = rests[0].group()
    core = rest.strip(SEPARATORS)
    if len(core) > LONGEST_SECTION or not SECTION_TEXT.fullmatch(core):
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
    match = DATE.search(printed.translate(HALF_WIDTH))
    if not match:
        return None
    try:
        return date(*(_number(match[unit]) for unit in ("year", "month", "day"))).isoformat()
    except ValueError:
        return None


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
        chunk = text[role.end() : following.start() if following else len(text)].strip("|｜ \u3000")
        names = read_names(
            chunk,
            known,
            strict=len(roles) == 1 and not role.group().strip().endswith((":", "：", "/", "／")),
        )
        if not names:
            return None
        people += [Person(name, re.sub(r"\s", "", role["role"])) for name in names[0]]
    return tuple(people)


NAVIGATION = (
    r"(?:返回)?首页|版面概览|版面导航|版面列表|上一[篇版期]|下一[篇版期]|返回(?:目录|列表|顶部)|标题导航|往期回顾|数字报|"
    r"放大[+＋]?|缩小[-－]?|默认|打印|收藏|分享|评论|朗读|复制链接|PDF版?"
)
FURNITURE = (
    ("navigation", re.compile(rf"(?:(?:{NAVIGATION})[\s\u3000|｜/·>»]*)+")),
    (
        "navigation",
        re.compile(
            r".*(?:放大[\s+＋]*缩小|版面导航|PDF版|上一[篇版期]|下一[篇版期]|返回目录|标题导航|朗读|默认).*"
        ),
    ),
    ("navigation", re.compile(r"第?[A-Z]?\d{1,2}版[:：].{0,20}")),
    (
        "teaser",
        re.compile(
            r"【?(?:今日|本期|重点)?导读】?.{0,60}|[>＞→▶》]{1,4}\s*(?:详见|见)?\s*第?[A-Z]?\d{1,2}版.*|.{0,40}[>＞→]{1,4}\s*(?:详见|见)?第?\s*[A-Z]?\d{1,2}\s*版?"
        ),
    ),
    (
        "teaser",
        re.compile(r".{0,30}(?:详见|见)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[）)]?"),
    ),
    (
        "contact",
        re.compile(
            r".{0,16}(?:热线|电话|邮箱|信箱|传真|投稿|来稿|[Ee]-?mail|QQ群?|微信号?|微博|网址|地址|邮编|订阅|零售价?|定价)[^。]{0,16}[:：]?[^。]{0,10}[\dA-Za-z@＠][^。]{4,80}"
        ),
    ),
    ("contact", re.compile(r"[^，。！？：:]{2,16}[：:][\s\u3000]*[\d\s—－-]{7,20}")),
    ("contact", re.compile(r"[\w.．-]+[@＠][\w.．-]+|(?:https?://|www\.)\S+|[\d\s—－-]{7,20}")),
    ("contact", re.compile(r"(?:来稿请寄|投稿邮箱|新闻热线|读者热线).{0,120}")),
    (
        "advertisement",
        re.compile(
            r"[【\[（(]?[\s\u3000]*(?:公益广告|广告|广\s*告|遗失声明|声明|分类信息|分类广告|便民信息|招聘信息)[\s\u3000]*[】\]）)]?"
        ),
    ),
    (
        "advertisement",
        re.compile(r"(?:公益广告|广告|遗失声明|声明|启事|公告|招聘)[\s\u3000:：]+.{0,150}"),
    ),
    (
        "advertisement",
        re.compile(r".{0,120}(?:声明作废|特此声明|登报作废|予以作废|遗失补办)[。.]?"),
    ),
    (
        "advertisement",
        re.compile(r".{0,16}(?:广告|咨询电话|订购热线|招租电话|承办单位[:：]).{0,40}\d{7,}.{0,20}"),
    ),
    ("contact", re.compile(r".{0,12}(?:扫一扫|扫描二维码|关注.{0,8}公众号)[^。]{0,24}")),
    ("imprint", re.compile(r".{0,40}(?:出版物号|统一刊号|邮发代号).{0,80}")),
    ("page number", re.compile(r"[-—·\s]*\d{1,3}[-—·\s]*")),
)


def furniture(text: str) -> str | None:
    """The name of the furniture rule that a whole line meets."""
    text = text.strip()
    if len(text) > 160:
        return None
    return next((name for name, pattern in FURNITURE if pattern.fullmatch(text)), None)


def is_section(text: str, known: frozenset[str]) -> bool:
    squeezed = re.sub(r"\s", "", text)
    return squeezed in SECTIONS or squeezed in known or bool(PAIRED_SECTION.fullmatch(squeezed))
