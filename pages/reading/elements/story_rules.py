"""Rules for the lines of a story: notes, decks, crossheads, titles, paragraphs."""

import re

from ..lexicon.signs import MARK, MARK_OF_TITLE, MARKS
from ..source.printed_lines import CLOSED
from .datelines import RESUMED, read_closing, read_opening
from .elements import Found, Known, part_of, trimmed
from .people import together

LONGEST_TITLE = 36
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2,}")
# A sentence, a date with a comma in front, or a quotation that somebody goes on to say.
NO_TITLE = re.compile(
    r"。|[；，、：,;:]$|[，！？]”\S{2}|^(?:\d{1,2}月)?\d{1,2}日[上下午晚早间]{0,2}，|"
    r"^(?:问|答|记者|主持人)[:：]"
)
SHORTEST_SENTENCE = 5
LAST_WORD = re.compile(r"[\u3400-\u9fff]?[^\w\s]?[\u3400-\u9fff][”’）》]*[。！？…][”’）》]*")
# What stands alone in such brackets is set apart as a column or a crosshead is.
BRACKETED = re.compile(
    r"[\s\u3000]*(?P<mark>[【〖〔\[])[\s\u3000]*(?P<marked>[^【】〖〗〔〕\[\]]{2,14}?)[\s\u3000]*[】〗〕\]][\s\u3000]*"
)
DECK = re.compile(
    r"[\s\u3000]*(?:—{1,3}|－{1,2}|-{2,3}|―{1,2}|──?)[\s\u3000]*(?P<deck>[^—－―\s].*?)[\s\u3000]*"
)
ABSTRACT = re.compile(
    r"[\s\u3000]*[\[【■◆]?(?:核心提示|阅读提示|内容提要|新闻提要)[\]】]?"
    r"[\s\u3000]*[|｜:：\u3000 ]+(?=\S)"
)
NUMBERED = re.compile(
    r"[\s\u3000]*(?P<crosshead>[一二三四五六七八九十]{1,2}(?=[\s\u3000]*$)|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十][、:：]|\d{1,2}[.．、](?!\d)|0\d[\s\u3000]+).*?)[\s\u3000]*"
)
NOTE = re.compile(
    r"(?:[\s\u3000]*[\[【（(■◆●□◎▶►>＞]){0,3}[\s\u3000]*(?P<crosshead>编者按|编者的话|编后|开栏的话|开栏语|记者手记|相关链接|新闻链接|链接|延伸阅读|新闻背景|新闻多一点|新闻\+|小贴士|温馨提示|名词解释|采访手记|记者感言|专家提醒)[\]】）)■◆●]?[\s\u3000]*[:：]?[\s\u3000]*"
)


def note(text: str, known: Known) -> Found | None:
    match = NOTE.fullmatch(text)
    return Found(part_of(match, "crosshead")) if match else None


def deck(text: str, known: Known) -> Found | None:
    match = DECK.fullmatch(text)
    return Found(part_of(match, "deck")) if match and len(text) <= 60 else None


def abstract(text: str, known: Known) -> Found | None:
    """What some papers print below a headline, framed: it tells what the story tells, as a deck."""
    match = ABSTRACT.match(text)
    return Found(trimmed("deck", text, match.end())) if match else None


def numbered(text: str, known: Known) -> Found | None:
    match = NUMBERED.fullmatch(text)
    if not match or len(text.strip()) > LONGEST_TITLE or text.rstrip()[-1] in "。；，：":
        return None
    return Found(part_of(match, "crosshead"), {"mark": "一"})


def marked(text: str, known: Known) -> Found | None:
    """A short line behind a mark: a crosshead, a bulleted headline or the head of a column."""
    bracketed = BRACKETED.fullmatch(text)
    if bracketed:
        return Found(part_of(bracketed, "marked"), {"mark": bracketed["mark"]})
    mark = MARK_OF_TITLE.match(text)
    if not mark or not _is_title(text[mark.end() :]):
        return None
    sign = mark["mark"] or mark["mouth"]
    end = len(text.rstrip(f"{MARKS}{sign} \u3000"))
    if end <= mark.end():
        return None
    return Found(trimmed("marked", text, mark.end(), end), {"mark": sign})


def residue(text: str, known: Known) -> Found | None:
    """Scraps that say nothing: no Chinese word, not enough Latin for a sentence, and no end of
    a sentence (`庭”。` is the last line of a paragraph)."""
    scrap = len(HAN.findall(text)) < 2 and len(LATIN.findall(text)) < SHORTEST_SENTENCE
    scrap = scrap and not LAST_WORD.fullmatch(text.strip())
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


def text(text: str, known: Known) -> Found:
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
