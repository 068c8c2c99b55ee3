"""Which organizations a story names: by the endings of names, enumerations and what is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from .lexicon import words
from .lexicon.organizations import (
    ABBREVIATIONS,
    COMMON_ENDINGS,
    CUT,
    FIELDS,
    GENERIC,
    KEEP,
    NAMED_ENDINGS,
    NOMINAL,
    NOT_BEFORE,
    PROPER_ENDINGS,
    YOUTH_LEAGUE,
)
from .lexicon.places import CITIES_BY_PROVINCE, CITY_OF_PAPER, PROVINCE_OF, PROVINCES
from .lexicon.verbs import VERBS
from .records import OrganizationName

CLAUSE = re.compile(r"[\u4e00-\u9fffA-Za-z\d（）()·○]+")
LEVEL = {"省": "province", "市": "city", "区": "district", "县": "county"}


def _alternatives(words) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


# Endings are kept whole too: 办事处 and 派出所 hold characters that would cut.
KEPT = [*KEEP, *(e for e in (*PROPER_ENDINGS, *NAMED_ENDINGS, *COMMON_ENDINGS) if len(e) > 1)]
NUMBERED_SCHOOL = "[一二三四五六七八九十]中(?![学心队医院])"
COUNTED = (
    r"(?:(?<!\d)[\d一二三四五六七八九十百千两几数]{1,8}[余多]?|多)"
    r"(?:所|家|个|座|名|位|条|支|批|间|处|户|辆|场|项|种|届)(?!店?街道)"
)
WHEN = r"(?<!\d)\d{1,4}(?:年|月|日|时|点|分)(?:\d{1,2}分)?(?:起|晚|上午|下午|凌晨|晚上)?"
# Departments for two fields: 粮食和物资储备局, 文化和旅游局.
TWO_FIELDS = rf"(?:{_alternatives(FIELDS)})[和与](?:{_alternatives(FIELDS)})"
# What stands behind these is several of a kind, and named nowhere.
SEVERAL = re.compile(r"各|每|几|多家|[\d一二三四五六七八九十百千两数余多]+[所家个座]")
# 投资 cuts, but not in 投资公司, 和平阳县 names a county, and 党委书记 a person.
INSTITUTIONS = _alternatives(e for e in (*PROPER_ENDINGS, *COMMON_ENDINGS) if len(e) > 1)
IN_NAMES = (
    rf"(?:{_alternatives(NOMINAL)})(?=(?:服务|管理|咨询|事业|发展|开发)?(?:{INSTITUTIONS}))|"
    rf"农村(?=[\u4e00-\u9fff]{{1,8}}?(?:{INSTITUTIONS}))"
)
POST = r"(?:党委|党支部|党总支|党组|党工委|团委|工会)副?(?:书记|主席|主任)"
NO_NAME = rf"(?!和平[\u4e00-\u9fff]{{1,2}}县|{POST})"
STOP = re.compile(
    rf"(?P<keep>{TWO_FIELDS}|{IN_NAMES}|{NO_NAME}(?:{_alternatives(KEPT)}))|"
    rf"(?P<cut>{WHEN}|{COUNTED}|{_alternatives([*CUT, *VERBS])})"
)
ENDING = re.compile(
    f"(?P<proper>{_alternatives(PROPER_ENDINGS)}|{NUMBERED_SCHOOL})|"
    f"(?P<named>{_alternatives(NAMED_ENDINGS)})|(?P<common>{_alternatives(COMMON_ENDINGS)})"
)
PLACES = _alternatives([*PROVINCE_OF, *PROVINCES, *PROVINCES.values()])
NO_DISTRICT = "社小辖园地校景城郊库街矿厂战市学特范发新护能活务全该本我"
DISTRICT = (
    rf"(?:[\u4e00-\u9fff]{{2,3}}?(?<![{NO_DISTRICT}])区|[\u4e00-\u9fff]{{1,3}}?(?:"
    r"(?<![城都超门股上夜菜全该本我])市|(?<![各全该本我团])县|镇|(?<![城家故])乡|旗))"
)
COUNTY = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[省市在到从赴至日让使给与和由于是的对向进入访往自])(?P<name>(?![省市在到从赴至让使给与和由于是的对向])(?:"
    rf"[\u4e00-\u9fff]{{2,3}}(?<![{NO_DISTRICT}])区|[\u4e00-\u9fff]{{1,3}}(?<![各全该本我团])县(?!域)))"
)
# A name may begin here even when no cut stands before it.
NAMED_PLACE = re.compile(rf"{PLACES}|国家|中国|中共|中华|国务院|最高人民|共青团")
ANCHOR = re.compile(
    rf"该?(?:{PLACES}|国家|中国|中共|中华|全国|国务院|最高人民|共青团|团(?=[省市县区]委)|"
    r"[\u4e00-\u9fff]{2,4}(?:日报|晚报)(?=[\u4e00-\u9fff]{2})|"
    rf"[省市县区镇乡](?=[\u4e00-\u9fff]{{2}})|{DISTRICT}(?=[\u4e00-\u9fff]{{2}}))"
)
# Behind words that no rule knows, an office of some level shows where its name begins.
OFFICE = re.compile(rf"[省市县区](?=(?:{_alternatives(FIELDS)})+(?:管理|事务|监督)?[局委厅办])")
CITY = re.compile(rf"(?:{_alternatives(PROVINCE_OF)})市")
MINISTRIES = frozenset(
    words(
        "建设部 人事部 教育部 公安部 财政部 商务部 民政部 司法部 国防部 外交部 交通部 铁道部",
        "卫生部 农业部 文化部 水利部 国务院 农业农村部 自然资源部 生态环境部 交通运输部 应急管理部",
        "住房和城乡建设部 人力资源和社会保障部 文化和旅游部 工业和信息化部 科学技术部 科技部",
        "退役军人事务部 国家发展改革委 国家卫生健康委",
    )
)
# A kind of institution alone, such as 出版社, is no name.
BARE = GENERIC | {*PROPER_ENDINGS, *NAMED_ENDINGS, *COMMON_ENDINGS} - {
    *ABBREVIATIONS,
    *YOUTH_LEAGUE,
}
LONGEST_FIRST = sorted(ABBREVIATIONS, key=len, reverse=True)
PAPER_KIND = re.compile(
    r"(?:日报|晚报|晨报|早报|时报|商报|快报|新报|导报|周报|都市报|法[治制]报|青年报|教育报|健康报|广播电视报)$"
)
LONGEST = 30
LONGEST_SUBUNIT = 10
SUBUNITS = "科处局院厂"  # other single characters end words like 开会, not names
LONGEST_NAMED = 6


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


@dataclass
class Context:
    """What has been read of a story so far: the district in question, the names found."""

    place: Place
    district: str | None = None
    found: dict[str, list[str]] = field(default_factory=dict)


def find(
    paragraphs: list[str],
    captions: list[str],
    heads: list[str],
    place: Place,
    known: tuple[OrganizationName, ...] = (),
) -> tuple[OrganizationName, ...]:
    """The organizations of one story, in order of first mention, each once."""
    texts = [*paragraphs, *captions]
    context = Context(replace(place, city=_city_in_question([*heads, *texts], place)))
    for text in [*heads, *texts]:
        context.district = context.district or _district(text)
    stem = place.city.removesuffix("市")
    for text in texts:
        for name in _known_names(text, known):
            _note(context, name.name, name.canonical)
        for printed in _names(text, stem):
            context.district = _district(printed) or context.district
            _note(context, printed, canonical(printed, context.place, context.district))
    return _without_aliases(context.found)


def _known_names(text: str, known: tuple[OrganizationName, ...]) -> Iterator[OrganizationName]:
    for organization in known:
        for name in (organization.canonical, organization.name, *organization.aliases):
            if name and name in text:
                yield OrganizationName(name, organization.canonical)
                break


def _note(context: Context, printed: str, full: str) -> None:
    printed_forms = context.found.setdefault(full, [])
    name = re.sub(r"^该", "", printed)
    for form in (name, printed):
        if form not in printed_forms:
            printed_forms.append(form)


def _without_aliases(found: dict[str, list[str]]) -> tuple[OrganizationName, ...]:
    """`中银街社区` behind the full name of that community is the same organization."""
    owners: dict[str, str] = {}
    for full in sorted(found, key=len, reverse=True):
        for start in range(1, len(full) - 2):
            owners.setdefault(full[start:], owners.get(full, full))
    forms: dict[str, list[str]] = {full: [] for full in found if full not in owners}
    for full, printed in found.items():
        forms[owners.get(full, full)] += printed
    return tuple(
        OrganizationName(printed[0], full, tuple(dict.fromkeys(printed[1:])))
        for full, printed in forms.items()
    )


def _district(text: str) -> str | None:
    """The first county or district named in a text, which a bare 县× belongs to."""
    match = COUNTY.search(text)
    return match["name"] if match else None


def _names(text: str, home: str = "") -> Iterator[str]:
    """Printed names in a text: in each clause, from a cut or an anchor to an ending."""
    for clause in CLAUSE.finditer(text):
        for name in _clause_names(clause.group(), home):
            if name != clause.group() or ANCHOR.match(name) or not _is_quoted(text, clause):
                yield name


def _is_quoted(text: str, clause: re.Match) -> bool:
    """Nothing but a nickname stands alone in quotation marks: a garden called “农学院”."""
    return text.startswith("“", clause.start() - 1) and text.startswith("”", clause.end())


def _clause_names(clause: str, home: str) -> Iterator[str]:
    start, several = 0, False
    for stop in chain(STOP.finditer(clause), [None]):
        if stop and not stop["cut"]:
            continue
        if not several:
            yield from _segment_names(clause[start : stop.start() if stop else len(clause)], home)
        if stop:
            start, several = stop.end(), bool(SEVERAL.fullmatch(stop["cut"]))


def _segment_names(segment: str, home: str) -> Iterator[str]:
    """At most one name: from the start of the segment, or from a place in it, to an ending."""
    row = _chained([m for m in ENDING.finditer(segment) if _really_ends(segment, m)])
    if not row:
        return
    start = _start(segment, row[0].end(), home)
    for index in reversed(range(len(row))):
        name = segment[start : row[index].end()]
        at_home = bool(home) and name.startswith(home)
        firm = at_home or any(_is_firm(ending, start) for ending in row[: index + 1])
        if _is_name(name, firm=firm):
            yield name
            return


def _is_firm(ending: re.Match, start: int) -> bool:
    """Whether a name with this ending needs no place before it."""
    named = ending["named"] and 2 <= ending.start() - start <= LONGEST_NAMED
    return bool(ending["proper"] or named)


def _chained(endings: list[re.Match]) -> list[re.Match]:
    """`福清市公安局镜洋派出所` is one name; an ending far behind belongs to something else."""
    row = endings[:1]
    for ending in endings[1:]:
        far = ending.start() - row[-1].end() > LONGEST_SUBUNIT
        ward = ending.group() == "科" and row[-1].group().endswith("院")
        if far or ward or (len(ending.group()) == 1 and ending.group() not in SUBUNITS):
            break
        row.append(ending)
    return row


def _start(segment: str, first_end: int, home: str) -> int:
    at_home = segment.find(home, 0, first_end) if home else -1
    if at_home >= 0 and segment[at_home - 1 : at_home] not in ("省", "区"):
        return at_home
    if ANCHOR.match(segment):
        return 0
    place = NAMED_PLACE.search(segment, 0, first_end) or OFFICE.search(segment)
    return place.start() if place else 0


def _really_ends(segment: str, ending: re.Match) -> bool:
    following = segment[ending.end() : ending.end() + 1]
    return not following or following not in NOT_BEFORE.get(ending.group(), "长")


def _is_name(name: str, *, firm: bool) -> bool:
    core = name.removeprefix("该").lstrip("0123456789")
    if core in MINISTRIES:
        return True
    if not 3 <= len(core) <= LONGEST or core in BARE or name[0] in "本全":
        return False
    if name.startswith("该"):
        return bool(re.match(r"[省市县区].", core))
    return firm or bool(ANCHOR.match(core))


def canonical(name: str, place: Place, district: str | None) -> str:
    """The full name: the level is spelled out, usual abbreviations are expanded."""
    name = re.sub(r"^该", "", name)
    for short, level in YOUTH_LEAGUE.items():
        if name == short:
            return f"共青团{_owner(level, place, district) or level}委员会"
    short = next((s for s in LONGEST_FIRST if name.endswith(s)), None)
    within = short and short.startswith("交警") and "公安局" in name
    if short and not within and not name.endswith(ABBREVIATIONS[short]):
        name = name.removesuffix(short) + ABBREVIATIONS[short]
    owner = _owner(name[0], place, district) if name[0] in LEVEL else None
    return owner + name[1:] if owner else name


def _city_in_question(texts: list[str], place: Place) -> str:
    """`市×` is of the home city, unless the story names exactly one other and never its own."""
    named = dict.fromkeys(m.group() for text in texts for m in CITY.finditer(text))
    at_home = place.city in named or any("我市" in text for text in texts)
    return next(iter(named)) if len(named) == 1 and not at_home else place.city


def _owner(level: str, place: Place, district: str | None) -> str | None:
    if level == "省":
        return place.province
    if level == "市":
        return place.city or None
    return district if district and district.endswith(level) else None
