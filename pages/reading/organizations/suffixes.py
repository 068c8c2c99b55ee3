"""How the name of an organization ends."""

import re

from ..lexicon import alternatives
from ..lexicon.organizations import (
    ABBREVIATIONS,
    COMMON_ENDINGS,
    FIELDS,
    NAMED_ENDINGS,
    NOT_AFTER,
    NOT_BEFORE,
    PROPER_ENDINGS,
)

OTHER_ENDINGS = (*COMMON_ENDINGS, *ABBREVIATIONS)
ENDINGS = frozenset((*PROPER_ENDINGS, *NAMED_ENDINGS, *OTHER_ENDINGS))
# 归国华侨联合会 does not end with 侨联, 卫生健康委员会 not with 卫生健康委, 柜台办理 not with 台办.
WHOLE = "|".join(
    (
        "(?<![联委办协])",
        "(?<=联)(?!合)",
        "(?<=委)(?!员)",
        "(?<=办)(?![理公事学法])",
        "(?<=协)(?!会(?!同)|[作商议助])",
    )
)
LONG_ENDING = rf"(?:{alternatives(e for e in ENDINGS if len(e) > 1)})(?:{WHOLE})"
NUMBERED_SCHOOL = "[一二三四五六七八九十]中(?![学心队医院])"
# 社会保障局 ends behind 社会保障, not with 社会.
ENDING = re.compile(
    f"(?P<proper>{alternatives(PROPER_ENDINGS)}|{NUMBERED_SCHOOL})|"
    f"(?P<named>{alternatives(NAMED_ENDINGS)})|"
    f"(?P<long>(?:{alternatives(e for e in OTHER_ENDINGS if len(e) > 1)})(?:{WHOLE}))|"
    f"(?P<none>{alternatives(FIELDS)})|"
    f"(?P<short>{alternatives(e for e in OTHER_ENDINGS if len(e) == 1)})"
)
# How a longer ending goes on: 管理处罚, 工作部署.
GOES_ON = {"处": "罚理置分", "部": "分门署队", "局": "面部", "院": "士落线", "队": "伍员"}
# Homes are called after one as well, and a street is named to say where something stands.
RESIDENCE = re.compile(
    "家属[院楼区]|宿舍|小区(?!物业)|新村|[东南西北]?(?:广场|路口)|(?<=街道)(?:[^社区]{1,3}[路街巷村]|家属)"
)
STREETS = "路巷桥站"  # 体育馆路 and 人民医院站 are named after one


def endings_of(text: str) -> list[re.Match[str]]:
    """The endings in a text behind which a name may end."""
    return [match for match in ENDING.finditer(text) if _really_ends(text, match)]


def _really_ends(text: str, ending: re.Match[str]) -> bool:
    if ending["none"]:
        return False
    before = text[ending.start() - 1 : ending.start()]
    following = text[ending.end() : ending.end() + 1]
    if before and before in NOT_AFTER.get(ending.group(), ""):
        return False
    goes_on = NOT_BEFORE.get(ending.group()) or "长" + GOES_ON.get(ending.group()[-1], "")
    if RESIDENCE.match(text, ending.end()):
        return False
    return not following or following not in goes_on + STREETS
