"""The full form of a printed name: whose 市 it is, and what its abbreviation stands for."""

import re
from dataclasses import dataclass

from ..lexicon.organizations import ABBREVIATIONS, YOUTH_LEAGUE
from ..lexicon.places import CITIES_BY_PROVINCE, CITY_OF_PAPER, PROVINCE_OF, PROVINCES
from .prefixes import OFFICE

LEVELS = "省市区县旗"
CITY = re.compile(rf"(?:{'|'.join(PROVINCE_OF)})市")
# What short forms without a place stand for. 砚北公安分局 is a branch of the city's police,
# 白塔区公安分局 the district's own.
NUMBER = "[一二三四五六七八九十]{1,3}"
SHORT_FORMS = [
    (re.compile("(?P<own>[^省市县区]{1,3}[^省市县区旗州])公安分局"), "{city}公安局{own}分局"),
    (re.compile(f"(?P<own>交警第?{NUMBER}.+)"), "{city}公安局{own}"),
    (re.compile(f"(?P<own>第{NUMBER}(?:人民)?(?:医院|中学|小学|幼儿园))"), "{city}{own}"),
    (re.compile("(?P<own>[^省市县国][^省市县国]{1,3}总局)"), "国家{own}"),
]
PAPER_KIND = re.compile(
    r"(?:日报|晚报|晨报|早报|时报|商报|快报|新报|导报|周报|都市报|法[治制]报|青年报|教育报|健康报|广播电视报)$"
)


@dataclass(frozen=True)
class Place:
    """Where the paper is at home; what a bare 市 and 省 stand for."""

    city: str
    province: str | None = None


def province_of(city: str, paper: str = "") -> str | None:
    name = city.removesuffix("市")
    paper_place = next((full for short, full in PROVINCES.items() if paper.startswith(short)), None)
    return paper_place or PROVINCE_OF.get(name) or PROVINCES.get(name)


def city_of(paper: str) -> str:
    """The home city of a paper, from its name: 合肥晚报 is at home in 合肥市, a provincial paper
    in the capital. Empty when the name tells nothing."""
    if paper in CITY_OF_PAPER:
        return CITY_OF_PAPER[paper]
    name = PAPER_KIND.sub("", paper)
    if name in PROVINCES:
        name = CITIES_BY_PROVINCE[PROVINCES[name]].split()[0]
    return f"{name}市" if name != paper and len(name) in (2, 3) else ""


def city_in_question(texts: list[str], place: Place) -> str:
    """`市×` is of the home city, unless the story names exactly one other, before any office of
    its own, and never the home city."""
    text = "\n".join(texts)
    named = dict.fromkeys(match.group() for match in CITY.finditer(text))
    if len(named) != 1 or place.city in named or "我市" in text:
        return place.city
    (other,) = named
    before = text[: text.index(other)]
    at_home = any(office.group() == "市" for office in OFFICE.finditer(before))
    return place.city if at_home else other


def canonical(name: str, place: Place, district: str | None) -> str:
    """The full name: the level is spelled out, usual abbreviations are expanded."""
    name = re.sub(r"^该", "", name)
    for league, level in YOUTH_LEAGUE.items():
        if name == league:
            return f"共青团{_owner(level, place, district) or level}委员会"
    name = _unabbreviated(_with_city(name, place.city))
    owner = _owner(name[0], place, district) if name[0] in LEVELS else None
    return owner + name[1:] if owner else name


def _with_city(name: str, city: str) -> str:
    for pattern, full in SHORT_FORMS if city else ():
        if form := pattern.fullmatch(name):
            return full.format(city=city, **form.groupdict())
    return name


def _unabbreviated(name: str) -> str:
    if name.startswith("共青团") and name.endswith("委"):
        return f"{name}员会"
    endings = (name[start:] for start in range(len(name)))
    short = next((ending for ending in endings if ending in ABBREVIATIONS), None)
    within = short and short.startswith("交警") and "公安" in name
    if short and not within and not name.endswith(ABBREVIATIONS[short]):
        return name.removesuffix(short) + ABBREVIATIONS[short]
    return name


def _owner(level: str, place: Place, district: str | None) -> str | None:
    """Whose offices a bare 市×, 县× or 区× are; a county's own paper is at home in that county."""
    if level == "省":
        return place.province
    if level == "市":
        return None if place.city[-1:] in "县区旗" else place.city
    return next((p for p in (district, place.city) if p and p.endswith(level)), None)
