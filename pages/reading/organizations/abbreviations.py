"""What an organization may be called behind its full name."""

import re
from collections.abc import Iterator
from itertools import chain

# 江宛市第一中学 is 江宛一中 or 市一中, 淮岭市第二人民医院 is 市二院.
NUMBERED = re.compile(
    r"(?P<place>.*)第(?P<number>[一二三四五六七八九十]+)(?P<kind>中学|小学|人民医院|医院)$"
)
SHORT_KIND = {"中学": "中", "小学": "小", "人民医院": "院", "医院": "院"}
# 曲水市众成新材料有限公司 is 众成公司, 云津市轨道交通集团有限公司 is 轨道集团.
FIRM = re.compile(r"(?P<own>.+?)(?:集团)?(?:股份|责任)?(?:有限)?(?:责任)?(?:公司|集团)$")
LONGEST_OWN = 6


def short_names(full: str) -> Iterator[str]:
    """Every name that surely means this one: its endings, its number, what a firm is called."""
    endings = (full[start:] for start in range(1, len(full) - 2))
    shorts = chain(endings, _numbered(full), _firms(full))
    return (short for short in shorts if len(short) < len(full))


def _numbered(full: str) -> Iterator[str]:
    match = NUMBERED.match(full)
    if match:
        place, short = match["place"], match["number"] + SHORT_KIND[match["kind"]]
        yield from (place + short, place[:-1] + short, place[-1:] + short)


def _firms(full: str) -> Iterator[str]:
    match = FIRM.match(full)
    own = match["own"] if match else ""
    for start in range(len(own) - 1):
        for end in range(start + 2, min(len(own), start + LONGEST_OWN) + 1):
            yield own[start:end] + "公司"
            yield own[start:end] + "集团"
