"""How the name of an organization opens: with a place, a level or the state."""

import re

from ..lexicon import alternatives
from ..lexicon.organizations import BRANDS, FIELDS, KINDS
from ..lexicon.places import COUNTRIES, PROVINCE_OF, PROVINCES, REGIONS
from .suffixes import LONG_ENDING

HAN = r"[\u4e00-\u9fff]"
LEVEL_SIGNS = "省市县区旗州盟镇乡"
# What these close is no place of its own: 超市, 景区, 全县.
NO_CITY = "副辖城都超门股上夜菜全该本我"
NO_COUNTY = "副一二两三四五几数各全该本我团困外邻郊强名大小范点进粮"
NO_TOWN = "副乡集小古重名全本该我各"
NO_DISTRICT = (
    "副县灌一二两三几社小辖园地校景城郊库街矿厂战市学特范发新护能活务全该本我"  # 社区, 全区
    "片山牧老雷误禁汛震灾营治税验业作开保聚胜"
)
DISTRICT = (
    rf"(?:{HAN}{{2,8}}自治[县州旗]|[东西上下新]城区|{HAN}{{2,3}}?(?:(?<![{NO_DISTRICT}])|新)区|{HAN}{{2,5}}旗|"
    rf"{HAN}{{1,3}}?(?:(?<![{NO_CITY}])市|(?<![{NO_COUNTY}])县|(?<![{NO_TOWN}])镇|(?<![城家故])乡))"
)
DISTRICTS = re.compile(rf"{DISTRICT}|{HAN}{{2,3}}街道")
LEVELS = re.compile(f"[{LEVEL_SIGNS}]|街道")
# 市 is no level in 市民, 市场 and 市级.
NO_LEVEL = (
    "民(?![政族宗营间盟建革])|政(?![府协法务策])|城(?![管市建关乡投])|[二三两四五]级|"
    "[里内面级域属场容郊值价售间镇村上下袍手舰帜友约]"
)
LEVEL = rf"(?:自治)?[省市县区州旗盟镇乡](?!{NO_LEVEL})(?=[\u4e00-\u9fff\d]{{2}})"
NAMED_PLACE = re.compile(
    alternatives(
        [*PROVINCE_OF, *PROVINCES, *PROVINCES.values(), *COUNTRIES, *REGIONS, *BRANDS],
        "国家 中国 中共 中华 中央 国务院 最高人民 共青团 全国".split(),
    )
)
SURE = re.compile(
    rf"该?(?:{NAMED_PLACE.pattern}|世界|国际|亚洲|欧洲|联合国|团(?=[省市县区]委)|"
    rf"{HAN}{{2,4}}(?:日报|晚报)(?={HAN}{{2}})|{LEVEL})"
)
ANCHOR = re.compile(rf"{SURE.pattern}|该?{DISTRICT}(?={HAN}{{2}})")
# 市疾控中心: a level, and behind it nothing but what such an office is for.
OFFICE = re.compile(
    rf"(?:省|(?<![{NO_CITY}])市|(?<![{NO_COUNTY}])(?<!自治)县|(?<![{NO_DISTRICT}])区(?!管))"
    rf"(?=(?:{alternatives(FIELDS, KINDS)}){{0,4}}(?:{LONG_ENDING}|[局委厅办]))"
)
