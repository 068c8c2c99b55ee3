"""Where the name of an organization begins and ends in running text."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..lexicon import alternatives
from ..lexicon.organizations import (
    ABBREVIATIONS,
    FIELDS,
    GENERIC,
    KINDS,
    MINISTRIES,
    NOMINAL,
    PURPOSES,
    YOUTH_LEAGUE,
)
from .clauses import LEADING, LONGEST, Clause
from .localities import LONGEST_STEM, Local
from .prefixes import ANCHOR, HAN, LEVEL_SIGNS, NAMED_PLACE, OFFICE, SURE
from .suffixes import ENDING, ENDINGS, endings_of

# A kind of institution alone, such as 出版社, is no name.
BARE = GENERIC | ENDINGS - {*ABBREVIATIONS, *YOUTH_LEAGUE}
# Nor is a kind of a kind where no place stands before it: 民办学校, 食品工业公司, 竹木专业合作社.
KIND = re.compile(rf"(?:{alternatives(FIELDS, KINDS, NOMINAL, PURPOSES)})+|{HAN}{{2}}专业")
# Enough by its number: 第四医院, 交警一大队.
NUMBERED = re.compile(
    "第?{0}(?:人民)?(?:医院|中学|小学|幼儿园)|交警第?{0}(?:分局|大队|中队)".format(
        "[一二三四五六七八九十]+"
    )
)
OWN_OR_ALL = re.compile("本|全(?!国)|全国(?:各|重点|高校)")
BELONGS = re.compile("附属|下属|所属|驻")
TAIL = re.compile(f"[^{LEVEL_SIGNS}]*$")
LONGEST_SUBUNIT = 10
LONGEST_NAMED = 8
BRANCHES = frozenset(("分公司", "支公司", "分行", "支行", "分店", "转运中心"))
SCHOOLS = frozenset(("中学", "小学", "幼儿园", "学校", "初中", "高中"))
SUBUNITS = "科处局院厂"  # other single characters end words like 开会, not names
SECTIONS = "科股"
SHORTEST_WITHOUT_LEVEL = 3


def names(clauses: list[Clause], local: Local) -> Iterator[str]:
    """Printed names in a text: in each clause, from a cut or an anchor to an ending. Nothing but a
    nickname stands alone in quotation marks: a garden called “农学院”."""
    for clause in clauses:
        for name in _clause_names(clause, local):
            if name != clause.text or ANCHOR.match(name) or not clause.quoted:
                yield name


def _clause_names(clause: Clause, local: Local) -> Iterator[str]:
    if not ENDING.search(clause.text):  # spares most clauses the cutting
        return
    for segment in filter(ENDING.search, clause.segments(local.opens)):
        for part in _parts(segment, local):
            yield from _part_names(part, local)


def _parts(segment: str, local: Local) -> Iterator[str]:
    """A segment cut again where a name surely opens behind words that no rule knows."""
    starts = [0]
    for start, known in sorted({*_offices(segment, local), *_places_behind(segment, local)}):
        if start > starts[-1] and _is_behind_words(segment[starts[-1] : start], known=known):
            starts.append(start)
    for start, end in pairwise([*starts, len(segment)]):
        yield segment[start:end]


def _offices(segment: str, local: Local) -> Iterator[tuple[int, bool]]:
    """Where 县公安局 opens, or 西华县公安局 if the story knows that county."""
    for office in OFFICE.finditer(segment):
        size = local.size_before(segment, office.end())
        yield (office.end() - size if size else office.start()), bool(size)


def _places_behind(segment: str, local: Local) -> Iterator[tuple[int, bool]]:
    """Where a place follows a name, though not at once: `足球俱乐部主场迎战江原大河俱乐部`."""
    for one, other in pairwise(endings_of(segment)):
        between = segment[one.end() : other.start()]
        start = local.find_stem(between) if not BELONGS.match(between) else 0
        if start > 0:
            yield one.end() + start, True


def _is_behind_words(before: str, *, known: bool) -> bool:
    """Whether what stands before 县公安局 can be neither its county nor who it belongs to."""
    if len(before) > LONGEST or NAMED_PLACE.match(before):
        return len(before) > LONGEST
    found = TAIL.search(before)
    tail = found.group() if found else ""
    ends = [match.end() for match in endings_of(tail)]
    rest = tail[ends[-1] :] if ends else tail
    return bool(ends) or len(rest) > (0 if known else LONGEST_STEM)


def _part_names(part: str, local: Local) -> Iterator[str]:
    """From the start of the part, or from a place in it, to the last ending that makes a name; a
    section names the office that it belongs to as well."""
    row = _chained(endings_of(part))
    start = _start(part, row[0], local) if row else 0
    found = [
        part[start : row[index].end()]
        for index in range(len(row))
        if _is_name(part[start : row[index].end()], row[: index + 1], start, local)
    ]
    if found and found[-1][-1] in SECTIONS:
        yield from found[-2:-1]
    yield from found[-1:]


def _chained(endings: list[re.Match[str]]) -> list[re.Match[str]]:
    """`福清市公安局镜洋派出所` is one name; an ending far behind belongs to something else."""
    row = endings[:1]
    for ending in endings[1:]:
        gap = ending.start() - row[-1].end()
        ward = ending.group() == "科" and row[-1].group().endswith("院")
        other_school = gap and ending.group() in SCHOOLS and row[-1].group() in SCHOOLS
        too_long = ending.end() - endings[0].start() > LONGEST
        verb = gap and LEADING.match(ending.string[row[-1].end() :])
        if gap > LONGEST_SUBUNIT or verb or ward or other_school or too_long:
            break
        if not ending["short"] or ending.group() in SUBUNITS:
            row.append(ending)
    return row


def _start(part: str, ending: re.Match[str], local: Local) -> int:
    if SURE.match(part) or local.opens(part):
        return 0
    known = local.find(part, ending.end())
    if known >= 0:
        # 顺风快递云津分公司 opens with the firm, not with the place of the branch.
        return 0 if ending.group() in BRANCHES and 1 < known <= LONGEST_NAMED else known
    place = None if ANCHOR.match(part) else NAMED_PLACE.search(part, 0, ending.end())
    return place.start() if place else 0


def _is_name(name: str, row: list[re.Match[str]], start: int, local: Local) -> bool:
    core = name.removeprefix("该").lstrip("0123456789")
    if core in MINISTRIES or NUMBERED.fullmatch(core):
        return True
    halved = core.count("（") != core.count("）") or core.count("(") != core.count(")")
    if not 3 <= len(core) <= LONGEST or core in BARE or OWN_OR_ALL.match(name) or halved:
        return False
    if name.startswith("该"):
        return bool(re.match(r"[省市县区].", core))
    if ANCHOR.match(core) or (local.opens(core) and len(core) > SHORTEST_WITHOUT_LEVEL):
        return True
    before = core[: len(core) - len(row[-1].group())]
    own = before.lstrip(LEVEL_SIGNS)
    if before in BARE or KIND.fullmatch(before) or KIND.fullmatch(own):
        return False
    return len(own) > 1 and any(_is_firm(e, start) for e in row)


def _is_firm(ending: re.Match[str], start: int) -> bool:
    """Whether a name with this ending needs no place before it."""
    named = ending["named"] and 2 <= ending.start() - start <= LONGEST_NAMED
    return bool(ending["proper"] or named)
