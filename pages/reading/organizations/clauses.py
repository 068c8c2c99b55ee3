"""What stands between the organizations of a sentence: verbs, conjunctions, dates, people."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..lexicon import alternatives, by_head
from ..lexicon.organizations import (
    BRANDS,
    CUT,
    FIELDS,
    KEEP,
    KINDS,
    NAMED_ENDINGS,
    NOMINAL,
    PEOPLE,
    PROPER_ENDINGS,
    PURPOSES,
)
from ..lexicon.verbs import VERBS
from .prefixes import ANCHOR, HAN, LEVEL_SIGNS
from .suffixes import ENDINGS, LONG_ENDING, OTHER_ENDINGS, endings_of

# A bracket belongs to a name only in `云津恒泰（集团）有限公司`.
IN_BRACKETS = rf"[（(]{HAN}{{2,4}}[）)](?={HAN}{{0,6}}(?:公司|集团|银行))"
CLAUSE = re.compile(rf"(?:[\u4e00-\u9fffA-Za-z\d·○]|{IN_BRACKETS})+")
COUNTED = (
    r"(?:(?<!\d)[\d一二三四五六七八九十百千两几数]{1,8}[余多]?|多)"
    r"(?:公里外?|[万亿]?元|所|家|个|座|名|位|条|支|批|间|处|户|辆|场|项|种|届|趟|遍)(?!店?街道)"
)
WHEN = (
    r"(?<!\d)\d{1,4}(?:年度?|月|日|时|点|分)(?:\d{1,2}分)?(?:起|晚|上午|下午|凌晨|晚上)?|"
    r"[一二三四五六七八九十百千几数半]{1,4}(?:日|天|年|小时)(?:内|间|里)"
)
# Departments for two fields: 粮食和物资储备局, 文化和旅游局.
TWO_FIELDS = rf"(?:{alternatives(FIELDS)})[和与](?:{alternatives(FIELDS)})"
# What stands behind these is several of a kind, and named nowhere.
SEVERAL = re.compile(r"各|每|几|某|多家|[\d一二三四五六七八九十百千两数余多]+[所家个座]")
# 投资 cuts, but not in 投资公司, 和平阳县 names a county, and 党委书记 a person.
INSTITUTIONS = alternatives(
    ["合作社"], (e for e in (*PROPER_ENDINGS, *OTHER_ENDINGS) if len(e) > 1)
)
IN_NAMES = (
    rf"(?:{alternatives(NOMINAL)})(?=(?:{alternatives(PURPOSES)}){{0,2}}(?:{INSTITUTIONS}))|"
    rf"农村(?={HAN}{{1,8}}?(?:{INSTITUTIONS}))"
)
POST = r"(?:党委|党支部|党总支|党组|党工委|团委|工会)副?(?:书记|主席|主任)"
NO_NAME = rf"(?!和平{HAN}{{1,2}}县|{POST}|人大代表|政协委员|街道的)"
# 向阳社区, 同心镇 and 有为教育公司: two characters before such a word are its name, also when one
# of them is a word that cuts elsewhere. What stands alone before it is not: 向全县, 和小学.
ALONE = (
    "各全本该每某这那其原一二两三几多此些大小新老外内中高初总分校院厂团军邻旧"
    "省市县区镇乡村街社农超城郊他她它我你们了的在到去来过读做成图"
)
OWN = rf"(?![{ALONE}]){HAN}"
NAMED_BY_TWO = (
    rf"里?(?:{alternatives(NAMED_ENDINGS)})|村(?=村委会)|路?(?:小学|中学|幼儿园|医院|派出所)|"
    "区(?![域内间别])|县(?![域城里])|镇(?!上)|乡|"
    rf"(?:{alternatives(FIELDS, KINDS, PURPOSES)}){{1,3}}"
    "(?:有限公司|公司|集团|中心|学校|学院|大学|协会)"
)
MAY_CUT = "并向同自如有又为从及和让对以"
WITH_CUT = rf"[{MAY_CUT}]{OWN}(?={NAMED_BY_TWO})"
BEHIND_CUT = re.compile(NAMED_BY_TWO)
# Endings are kept whole too: 办事处 and 派出所 hold characters that would cut.
KEPT = re.compile(
    rf"{TWO_FIELDS}|{IN_NAMES}|{WITH_CUT}|{NO_NAME}(?:{alternatives(KEEP, BRANDS)}|{LONG_ENDING})"
)
KEPT_HEADS = frozenset(
    word[0] for word in (*FIELDS, *NOMINAL, "农", *MAY_CUT, *KEEP, *BRANDS, *ENDINGS)
)
# Cuts that no list of words can tell: 30家, 盖有 but not 冷藏有限公司, 我市 but not 我市公安局.
PHRASE_HEADS = frozenset(
    "我盖印写设建种住存装挂持含占享带留备配附藏驻办开0123456789一二三四五六七八九十百千几数半两多"
)
PHRASE = re.compile(
    rf"{WHEN}|{COUNTED}|[盖印写设建种住存装挂持含占享带留备配附藏驻办开]有(?!限)|"
    rf"我[省市县区](?!(?:{alternatives(FIELDS)}){{1,3}}[局委办厅])"
)
CUTS = by_head(CUT, VERBS)
# A section that answers is there to tell who the person is: 市住建局|物业管理处|负责人.
OFFICE_SIGNS = frozenset("局委办厅处院")
SECTION = re.compile(
    rf"{HAN}{{2,6}}?(?:[科股处](?=负责人|相关|有关|工作人员|[答回]复|介绍|表示)|"
    rf"分局(?=[答回]复|负责人|相关|工作人员))"
)
# Single words that are met within names too, and cut only in front.
LEADING = re.compile(
    "^(?:经(?![济开营贸纬])|随(?!州)|携|内(?![蒙江黄乡丘])|原(?![平阳野])|其|系|曾|现|记(?!者)|离(?![石退休岛原])|来(?![宾安凤])|回(?![族民])|归(?!国))"
)
CONJUNCTIONS = frozenset("和与及")
# 云津市宣传文化中心: what a centre right behind its place is for.
CENTRE = re.compile(rf"(?!.级){HAN}{{1,8}}?(?:中心|协会)(?!城|思)")
SECOND = frozenset("和同为如有自")
MAY_STAND_WITHIN = SECOND | CONJUNCTIONS | frozenset(NOMINAL)
LAST_LEVEL = re.compile(rf".*(?:[{LEVEL_SIGNS}]|街道)")
LONGEST = 30


@dataclass
class Clause:
    """What stands between two marks of punctuation, cut once for its places and its names."""

    text: str
    quoted: bool = False  # alone in quotation marks

    @cached_property
    def cuts(self) -> list[tuple[int, int]]:
        """Where words that cut begin and end, but for those within words that are kept whole."""
        found, at = [], 0
        while at < len(self.text):
            head = self.text[at]
            behind_office = self.text[at - 1 : at] in OFFICE_SIGNS
            if behind_office and (section := SECTION.match(self.text, at)):
                found.append(section.span())
                at = section.end()
            elif head in KEPT_HEADS and (kept := KEPT.match(self.text, at)):
                at = kept.end()
            elif size := _cut_size(self.text, head, at):
                found.append((at, at + size))
                at += size
            else:
                at += 1
        return found

    def segments(self, opens: Callable[[str], bool] = lambda text: False) -> Iterator[str]:
        """What stands between the cuts, but not behind 各 or 一家. `opens` tells whether a name may
        open with these words, besides those that ANCHOR knows."""
        start, several = 0, False
        for stop, end in self.cuts:
            if _is_within(self.text, start, stop, self.text[stop:end], opens):
                continue
            if not several:
                yield LEADING.sub("", self.text[start:stop])
            start, several = end, bool(SEVERAL.fullmatch(self.text, stop, end))
        if not several:
            yield LEADING.sub("", self.text[start:])


def clauses_of(text: str) -> list[Clause]:
    return [Clause(clause.group(), _is_quoted(text, clause)) for clause in CLAUSE.finditer(text)]


def _is_quoted(text: str, clause: re.Match[str]) -> bool:
    return text.startswith("“", clause.start() - 1) and text.startswith("”", clause.end())


def _cut_size(clause: str, head: str, at: int) -> int:
    if head in PHRASE_HEADS and (phrase := PHRASE.match(clause, at)):
        return phrase.end() - at
    words = CUTS.get(head, ())
    if not clause.startswith(words, at):
        return 0
    return next(len(word) for word in words if clause.startswith(word, at))


def _is_within(clause: str, start: int, stop: int, cut: str, opens: Callable[[str], bool]) -> bool:
    """Whether a word that cuts elsewhere stands within a name: `永和镇`."""
    if cut not in MAY_STAND_WITHIN:
        return False
    left = clause[max(start, stop - LONGEST) : stop]
    own = LAST_LEVEL.sub("", left)
    if opens(own):
        own = own[2:]
    end = stop + len(cut)
    if cut in SECOND and re.fullmatch(OWN, own) and BEHIND_CUT.match(clause, end):
        return not endings_of(left)
    behind = clause[end : end + LONGEST]
    if cut in NOMINAL and left and not own:
        return bool(CENTRE.match(behind)) and not ANCHOR.match(behind)
    return cut in CONJUNCTIONS and _joins(left, behind, opens)


def _joins(left: str, behind: str, opens: Callable[[str], bool]) -> bool:
    """Whether 和 stands within a name: `市卫生系统社会工作与志愿服务协会`."""
    if ANCHOR.match(behind) or opens(behind) or left.endswith(PEOPLE):
        return False
    return bool(ANCHOR.match(left)) and not endings_of(left)
