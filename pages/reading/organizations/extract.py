"""Which organizations a story names: by the endings of names, enumerations and what is known."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from ..records import OrganizationName
from .abbreviations import short_names
from .canonical import Place, canonical, city_in_question, city_of, province_of
from .clauses import Clause, clauses_of
from .localities import Local, districts
from .name_spans import names
from .prefixes import LEVEL_SIGNS

__all__ = ["Place", "canonical", "city_of", "find", "province_of"]

SHORT = re.compile(
    r"(?P<full>[\u4e00-\u9fff]{4,30})[（(](?:以下|下)?(?:统|简)称[为:：]?"
    r"[“\"]?(?P<short>[^“”\"（）()]{2,12})[”\"]?[)）]"
)


@dataclass
class Context:
    """What has been read of a story so far: the district in question, the names found."""

    place: Place
    districts: dict[str, str] = field(default_factory=dict)  # the one in question at each level
    shorts: dict[str, str] = field(default_factory=dict)
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
    context = Context(replace(place, city=city_in_question([*heads, *texts], place)))
    context.shorts = dict(_shorts(texts))
    clauses = {text: clauses_of(text) for text in [*heads, *texts]}
    places = {text: list(dict.fromkeys(districts(those))) for text, those in clauses.items()}
    named = list(chain.from_iterable(places.values()))
    context.districts = {level: those[0] for level, those in _by_level(named).items()}
    local = Local(context.place.city, place.province, named)
    for text in texts:
        for name in _known_names(text, known):
            _note(context, name.name, name.canonical)
        _read(clauses[text], places[text], local, context)
    mentioned = set(context.found)
    for text in heads:
        _read(clauses[text], places[text], local, context)
    return _without_aliases(context.found, mentioned)


def _read(clauses: list[Clause], places: list[str], local: Local, context: Context) -> None:
    """A paragraph that names one county speaks of that one."""
    context.districts |= {k: named[0] for k, named in _by_level(places).items() if len(named) == 1}
    for printed in names(clauses, local):
        within = _by_level(districts(clauses_of(printed)))
        context.districts |= {level: named[0] for level, named in within.items()}
        full = context.shorts.get(printed, printed)
        district = context.districts.get(full.lstrip("该团")[:1])
        _note(context, printed, canonical(full, context.place, district))


def _known_names(text: str, known: tuple[OrganizationName, ...]) -> Iterator[OrganizationName]:
    for organization in known:
        for name in (organization.canonical, organization.name, *organization.aliases):
            if name and name in text:
                yield OrganizationName(name, organization.canonical)
                break


def _shorts(texts: list[str]) -> Iterator[tuple[str, str]]:
    """`云津市轨道交通集团有限公司（以下简称“轨道集团”）`: the short name and the full one."""
    for text in (text for text in texts if "称" in text):
        for match in SHORT.finditer(text):
            yield match["short"], match["full"]


def _note(context: Context, printed: str, full: str) -> None:
    printed_forms = context.found.setdefault(full, [])
    name = re.sub(r"^该", "", printed)
    for form in (name, printed):
        if form not in printed_forms:
            printed_forms.append(form)


def _without_aliases(
    found: dict[str, list[str]], mentioned: set[str]
) -> tuple[OrganizationName, ...]:
    """`中银街社区` behind the full name of that community is the same organization. What only a
    head names is none of the story, unless the text means it by a short name."""
    owners: dict[str, str] = {}
    for full in sorted(found, key=len, reverse=True):
        for short in short_names(full):
            owners.setdefault(short, owners.get(full, full))
    meant = {owners.get(full, full) for full in mentioned}
    forms: dict[str, list[str]] = {full: [] for full in found if full in meant}
    # 市二院 is named by its full name, wherever that stands; 中银街社区 as it comes first.
    by_full_name = [
        full
        for full in found
        if owners.get(full, full).endswith(full)
        and (full not in owners or full[0] not in LEVEL_SIGNS)
    ]
    for full in [*by_full_name, *(full for full in found if full not in by_full_name)]:
        forms.get(owners.get(full, full), []).extend(found[full])
    return tuple(
        OrganizationName(printed[0], full, tuple(dict.fromkeys(printed[1:])))
        for full, printed in forms.items()
    )


def _by_level(places: Iterable[str]) -> dict[str, list[str]]:
    """Counties and districts by their level: a bare 县× belongs to a county, a bare 区× to a
    district."""
    found: dict[str, list[str]] = {}
    for place in places:
        if place[-1] in "区县旗":
            found.setdefault(place[-1], []).append(place)
    return found
