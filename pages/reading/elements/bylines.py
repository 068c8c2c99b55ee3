"""Lines of people: bylines and sign-offs of their own."""

import re

from ..lexicon.surnames import COMMON, COMPOUND
from ..records import Person
from .datelines import CREDITED, FROM_AGENCY, SIGNS_TEXT, read_closing
from .elements import Found, Known, trimmed
from .people import COLLECTIVE, SUBJECT, Signature, read_signature

BYLINE_MARK = re.compile(
    r"[\s\u3000]*(?:[□◎■●○◆△☆★※]|口(?=[\s\u3000]*[\u4e00-\u9fff]*(?:记者|通讯员))|"
    r"N(?=[\s\u3000]*[\u4e00-\u9fff]))?[\s\u3000]*"
)
REPEATED_MARK = re.compile(r"[□◎■●○◆]")
COMPILED = re.compile(rf"(?:本报)?综合(?:报道|整理|消息)?|(?:{FROM_AGENCY.pattern})")


def byline(text: str, known: Known) -> Found | None:
    if len(text) > 80 or (CREDITED.search(text) and not SIGNS_TEXT.search(text)):
        return None
    mark = BYLINE_MARK.match(text)
    start = mark.end() if mark else 0
    inner = REPEATED_MARK.sub(" ", text[start:]).strip()
    bracketed = inner[:1] in "（(【[" and inner[-1:] in "）)】]"
    if COMPILED.fullmatch(inner):
        agency = FROM_AGENCY.match(inner)
        return Found(trimmed("byline", text, start), {"house": agency["house"] if agency else None})
    signature = read_signature(inner.strip("（）()【】[]"), known.reporters, default="作者")
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
    rare = rare and not any("·" in name for name in names) and not COLLECTIVE.fullmatch(inner)
    return bare and not duty and (bool(SUBJECT.fullmatch(printed)) or len(names) > 3 or rare)


def signoff(text: str, known: Known) -> Found | None:
    closing = read_closing(text, known.reporters)
    if closing.text_end or not any(part.kind == "signoff" for part in closing.parts):
        return None
    return Found(closing.parts, {"signature": closing.signature, "house": closing.house})
