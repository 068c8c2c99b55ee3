"""Which kind of element a line is: named rules, tried in the order of RULES.

A rule takes the text of a line and what is known, and answers with the parts it finds there, or
None. The first rule that answers decides. Characters that no part covers are marks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from . import page_head
from .captions import picture
from .datelines import CREDITED, FROM_AGENCY, JUMP, RESUMED, read_closing, read_opening
from .elements import Element, Found, Known, Part, part_of, trimmed, whole
from .layout import CLOSED
from .lexicon.columns import ARTICLE_COLUMNS, BRIEF_COLUMN_ENDINGS, PLAIN_BRIEF_COLUMN_ENDINGS
from .lexicon.surnames import COMMON, COMPOUND
from .passages import Passage
from .people import COLLECTIVE, Signature, read_signature, together
from .records import Person


@dataclass(frozen=True)
class Rule:
    """Recognizes one kind of line from its text; `under` names the column it is confined to."""

    kind: str
    read: Callable[[str, Known], Found | None]
    under: str = ""


LONGEST_TITLE = 36
BRIEFS = "briefs"
PAGE = "page"
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
# A sentence, a date with a comma in front, or a quotation that somebody goes on to say.
NO_TITLE = re.compile(
    r"。|[；，、：,;:]$|[，！？]”\S{2}|^(?:\d{1,2}月)?\d{1,2}日[上下午晚早间]{0,2}，"
)
SHORTEST_SENTENCE = 5
BULLETIN = re.compile(r"[\s\u3000]*(?P<mark>[△A])[\s\u3000]*(?=\S.*。[\s\u3000]*$)")
MARKS = "■◆◇●○□◎★☆※▣▪•"
MARK = re.compile(rf"[\s\u3000]*(?P<mark>[{MARKS}]|[NA△▲](?=[\u4e00-\u9fff]))[\s\u3000]*")
FRAMED = re.compile(
    rf"[\s\u3000]*[{MARKS}【《\[—\-*]+[\s\u3000]*(?P<name>[^{MARKS}【】《》\[\]]{{2,14}}?)[\s\u3000]*[{MARKS}】》\]—\-*]*[\s\u3000]*"
)
BYLINE_MARK = re.compile(
    r"[\s\u3000]*(?:[□◎■●○◆△☆★※]|口(?=[\u4e00-\u9fff]*(?:记者|通讯员))|N(?=[\u4e00-\u9fff]))?[\s\u3000]*"
)
COMPILED = re.compile(rf"(?:本报)?综合(?:报道|整理|消息)?|(?:{FROM_AGENCY.pattern})")
DECK = re.compile(
    r"[\s\u3000]*(?:—{1,3}|－{1,2}|-{2,3}|―{1,2}|──?)[\s\u3000]*(?P<deck>[^—－―\s].*?)[\s\u3000]*"
)
ABSTRACT = re.compile(
    r"[\s\u3000]*[\[【■◆]?(?:核心提示|阅读提示|内容提要|新闻提要)[\]】]?"
    r"[\s\u3000]*[|｜:：\u3000 ]+(?=\S)"
)
KICKER = re.compile(
    r"[\s\u3000]*(?:【(?P<framed>[^】]{2,14})】[\s\u3000]*(?P<headline>.{0,36})|(?P<plain>[\u4e00-\u9fff]{2,12})[:：])[\s\u3000]*"
)
# Who a brief is about: a place, an office of some level, or an institution by its ending.
SUBJECT = re.compile(
    r"(?![让把为给在从向这那我你他每各当到来])(?:"
    r"[\u4e00-\u9fff]{1,8}(?:省|市|县|区|旗|镇|乡|街道|村|社区|局|公司|银行|中心|医院|法院|检察院|集团|大学|学院|小学|中学|学校|联合会|协会|图书馆)|"
    r"[省市县区镇][\u4e00-\u9fff]{1,8}(?:委|办|院|联|会|队|站|所|部|厅|协|馆))"
)
NUMBERED = re.compile(
    r"[\s\u3000]*(?P<crosshead>(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十][、:：]|\d{1,2}[.．、](?!\d)|0\d[\s\u3000]+).*?)[\s\u3000]*"
)
NOTE = re.compile(
    r"[\s\u3000]*[\[【（(■◆●]?(?P<crosshead>编者按|编者的话|编后|开栏的话|开栏语|记者手记|相关链接|新闻链接|链接|延伸阅读|新闻背景|新闻多一点|新闻\+|小贴士|温馨提示|名词解释|采访手记|记者感言|专家提醒)[\]】）)■◆●]?[\s\u3000]*[:：]?[\s\u3000]*"
)


def jump(text: str, known: Known) -> Found | None:
    return Found(trimmed("jump", text)) if JUMP.fullmatch(text.strip()) else None


def page_line(text: str, known: Known) -> Found | None:
    parts = page_head.read_page_line(text, known.sections)
    if not parts:
        return None
    signed = (text[part.start : part.end] for part in parts if part.kind == "editors")
    people = page_head.read_editors("".join(signed), known.reporters)
    return Found(parts, {"editors": people or ()})


def section_line(text: str, known: Known) -> Found | None:
    """The name of a section on a line of its own, right behind the page line."""
    return Found(trimmed("section", text)) if page_head.is_section(text, known.sections) else None


def editors(text: str, known: Known) -> Found | None:
    people = page_head.read_editors(text, known.reporters)
    return Found(whole("editors", text), {"editors": people}) if people else None


def furniture(text: str, known: Known) -> Found | None:
    return Found(trimmed("furniture", text)) if page_head.furniture(text) else None


def column(text: str, known: Known) -> Found | None:
    framed = FRAMED.fullmatch(text)
    start, end = framed.span("name") if framed else (0, len(text))
    name = re.sub(r"\s", "", text[start:end])
    spaced = len(name) <= 4 and bool(re.search(r"\S[\s\u3000]+\S", text))
    endings = BRIEF_COLUMN_ENDINGS if framed or spaced else PLAIN_BRIEF_COLUMN_ENDINGS
    briefs = len(name) <= 8 and name.endswith(tuple(endings))
    plain = briefs and (framed or len(name) <= 6)
    return Found(trimmed("column", text, start, end)) if plain or name in ARTICLE_COLUMNS else None


def kicker(text: str, known: Known) -> Found | None:
    match = KICKER.fullmatch(text)
    name = match and (match["framed"] or match["plain"])
    if not name or not SUBJECT.fullmatch(name):
        return None
    group = "framed" if match["framed"] else "plain"
    title = Part("headline", *match.span("headline")) if match["headline"] else None
    return Found((Part("kicker", *match.span(group)), *filter(None, [title])))


def note(text: str, known: Known) -> Found | None:
    match = NOTE.fullmatch(text)
    return Found(part_of(match, "crosshead")) if match else None


def byline(text: str, known: Known) -> Found | None:
    if len(text) > 80 or CREDITED.search(text):
        return None
    start = BYLINE_MARK.match(text).end()
    inner = text[start:].strip()
    bracketed = inner[:1] in "（(" and inner[-1:] in "）)"
    if COMPILED.fullmatch(inner):
        agency = FROM_AGENCY.match(inner)
        return Found(trimmed("byline", text, start), {"house": agency["house"] if agency else None})
    signature = read_signature(inner.strip("（）()"), known.reporters, default="作者")
    if COLLECTIVE.fullmatch(inner):
        signature = Signature((Person(inner, "作者"),))
    if not signature or (bracketed and not re.search("记者|通讯员", inner)):
        return None
    if not start and _looks_like_title(inner, signature):
        return None
    return Found(
        trimmed("byline", text, start), {"signature": signature, "mark": text[:start].strip()}
    )


def _looks_like_title(inner: str, signature: Signature) -> bool:
    """`万荣县` alone could be a person; unmarked names need to be just names, a few of them."""
    bare = all(person.role == "作者" for person in signature.people)
    names = [person.name for person in signature.people]
    printed = re.sub(r"[\s\u3000、:：]", "", inner)
    duty = "".join(names) != printed
    rare = all(name[0] not in COMMON and name[:2] not in COMPOUND for name in names)
    rare = rare and not COLLECTIVE.fullmatch(inner)
    return bare and not duty and (bool(SUBJECT.fullmatch(printed)) or len(names) > 3 or rare)


def signoff(text: str, known: Known) -> Found | None:
    closing = read_closing(text, known.reporters)
    if closing.text_end or not any(part.kind == "signoff" for part in closing.parts):
        return None
    return Found(closing.parts, {"signature": closing.signature, "house": closing.house})


def deck(text: str, known: Known) -> Found | None:
    match = DECK.fullmatch(text)
    return Found(part_of(match, "deck")) if match and len(text) <= 60 else None


def abstract(text: str, known: Known) -> Found | None:
    """What some papers print below a headline, framed: it tells what the story tells, as a deck."""
    match = ABSTRACT.match(text)
    return Found(trimmed("deck", text, match.end())) if match else None


def numbered(text: str, known: Known) -> Found | None:
    match = NUMBERED.fullmatch(text)
    short = match and len(text.strip()) <= LONGEST_TITLE and text.rstrip()[-1] not in "。；，："
    return Found(part_of(match, "crosshead"), {"mark": "一"}) if short else None


def marked(text: str, known: Known) -> Found | None:
    """A short line behind a mark: a crosshead, a bulleted headline or the head of a column."""
    mark = MARK.match(text)
    if not mark or not _is_title(text[mark.end() :]):
        return None
    end = len(text.rstrip(f"{MARKS} \u3000"))
    return Found(trimmed("marked", text, mark.end(), end), {"mark": mark["mark"]})


def residue(text: str, known: Known) -> Found | None:
    """Scraps that say nothing: no Chinese word, and not enough Latin for a sentence."""
    scrap = len(HAN.findall(text)) < 2 and len(LATIN.findall(text)) < SHORTEST_SENTENCE
    return Found(trimmed("residue", text)) if scrap else None


def title(text: str, known: Known) -> Found | None:
    return Found(trimmed("title", text)) if _is_title(text) else None


def _is_title(text: str) -> bool:
    text = text.strip()
    if not 2 <= len(text) <= LONGEST_TITLE or NO_TITLE.search(text):
        return False
    # A comma makes a title of at most one short pair; a list after it is running text.
    paired = "，" not in text or (len(text) <= 30 and "、" not in text)
    return paired and (not CLOSED.search(text) or len(text) <= 26)


def text(text: str, known: Known) -> Found | None:
    """Everything else: a paragraph, with its dateline and what ends it."""
    mark = MARK.match(text)
    resumed = RESUMED.match(text)
    start = mark.end() if mark else resumed.end() if resumed else 0
    return _paragraph(text, known, start, mark["mark"] if mark else "")


def _paragraph(text: str, known: Known, start: int, mark: str) -> Found:
    """A paragraph behind `start`, where its mark or the jump that it resumes ends."""
    resumed = RESUMED.match(text)
    opening = read_opening(text[start:], known.reporters)
    closing = read_closing(text, known.reporters)
    body = start + opening.end if opening else start
    parts = trimmed("jump", text, 0, start) if resumed else ()
    parts += trimmed("dateline", text, start, body) if opening else ()
    parts += trimmed("paragraph", text, body, max(body, closing.text_end))
    signature = together(opening.signature if opening else None, closing.signature)
    fields = {"signature": signature, "mark": mark}
    fields["house"] = closing.house or (opening.house if opening else None)
    return Found(parts + tuple(p for p in closing.parts if p.start >= body), fields)


def opening(line: str, known: Known) -> Found | None:
    """A paragraph with a dateline; `合肥晚报讯` alone would else look like a title."""
    return text(line, known) if read_opening(line, known.reporters) else None


def bulletin(line: str, known: Known) -> Found | None:
    """In a column of briefs △ opens an item, elsewhere it points at a picture."""
    item = BULLETIN.match(line)
    if not item or CREDITED.search(line):
        return None
    return _paragraph(line, known, item.end(), item["mark"])


def under(element: Element, above: str) -> str:
    """Where the line below an element stands: under a page line, in a column of briefs, or nowhere
    in particular; `above` is where the element itself stood."""
    if element.kind == "page":
        return PAGE
    if element.kind == "column":
        return column_of(element)
    return "" if above == PAGE else above


def column_of(element: Element) -> str:
    """What a column head says about the lines under it: BRIEFS or nothing."""
    name = re.sub(r"\s", "", element.text("column"))
    return BRIEFS if name.endswith(BRIEF_COLUMN_ENDINGS) else ""


RULES = (
    Rule("jump", jump),
    Rule("page", page_line),
    Rule("page", section_line, under=PAGE),
    Rule("editors", editors),
    Rule("furniture", furniture),
    Rule("column", column),
    Rule("byline", byline),
    Rule("signoff", signoff),
    Rule("note", note),
    Rule("kicker", kicker),
    Rule("text", bulletin, under=BRIEFS),
    Rule("picture", picture),
    Rule("deck", abstract),
    Rule("deck", deck),
    Rule("crosshead", numbered),
    Rule("text", opening),
    Rule("marked", marked),
    Rule("residue", residue),
    Rule("title", title),
    Rule("text", text),
)
TEXT_RULES = next(index for index, rule in enumerate(RULES) if rule.kind == "deck")


def classify_head(passage: Passage, known: Known) -> Element | None:
    """The element of a line that may stand above or around a story, by the rules above deck."""
    for rule in RULES[:TEXT_RULES]:
        found = None if rule.under else rule.read(passage.text, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    return None


def classify(
    passage: Passage, known: Known, *, under: str = "", breaks_off: bool = False
) -> Element:
    """The first rule that answers decides; the last one always does.

    A line that breaks off in the middle of a paragraph is no title, however short.
    """
    line = passage.text
    for rule in RULES:
        if rule.under not in ("", under) or (breaks_off and rule.kind in ("title", "marked")):
            continue
        found = rule.read(line, known)
        if found is not None:
            return Element(rule.kind, passage, found.parts, **found.fields)
    raise AssertionError("the text rule answers every line")
