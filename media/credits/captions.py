"""Finds the credit that a caption carries, such as `林晓禾 摄`, and takes it out of the caption.

It serves captions that people type or that a file brings. Printed pages have a reader of their own,
`pages.reading.elements.captions`, which also knows misprints and credits for several pictures.
"""

import re
from dataclasses import dataclass

# The patterns are written so that Python and PostgreSQL read them alike, as the photo desk also
# filters by them: no named groups, no look-behind, no classes such as \s.
SPACE = "[ \t\r\n\u00a0\u3000]"
HAN = "[一-龥]"
SLASH = "[／/：:|丨｜]"

# Words before 摄 and 摄影 that are no name: 爱好摄影, 在河边拍摄, 他喜欢 摄影.
NO_NAME = (
    f"(?!{HAN}*(?:爱好|热爱|喜欢|喜爱|学习|学会|从事|参加|练习|痴迷|迷上|研究|业余|专业|艺术|商业|新闻|体育|风光|人像"
    f"|手机|航空|婚纱|纪实|户外|夜景|旅游|现场|老年|数码){SPACE}*摄|{HAN}*拍摄|[在正为的对把将被他她我你这那])"
)
TITLE = (
    f"(?:(?:(?:本报|本刊|本台|本网|新华社|中新社|新华网|人民网|{HAN}{{0,6}}(?:日报|晚报|晨报|早报|商报|都市报))"
    f"{SPACE}*)?(?:驻{HAN}{{1,4}}{SPACE}*)?(?:首席|资深|见习|实习|融媒体?|全媒体|特约|特派|摄影|视觉)*"
    "(?:记者|通讯员|摄影师|实习生)|本报|市民|读者|网友)"
)
NAME = (
    f"{NO_NAME}(?:{HAN}{{2,4}}|{HAN}{{1,8}}(?:·{HAN}{{1,8}})+"
    "|[A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,3})"
)
# Surnames of which a name is told where nothing else tells it: 渡口 林晓禾 李一 摄.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅付沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
BETWEEN = f"(?:{SPACE}*[、，,／/]{SPACE}*|{SPACE}+)"
# The title may run into the name behind it: 记者林晓禾、通讯员李一.
NAMES = f"{NAME}(?:{BETWEEN}(?:{TITLE}{SPACE}*)?{NAME})*"
TITLED = f"{TITLE}{SPACE}*(?:{NAMES})?"
GIVER = "[一-龥A-Za-z·]{2,24}"  # an organization or a person that gave the picture
AGENCY = "(?:视觉中国|图虫创意|图虫|东方IC|CFP|ICphoto|新华社|中新社)"
DONE = f"{SPACE}*(?:摄影报道|摄影|摄|{SLASH}{SPACE}*[图摄]|文{SLASH}图|图{SLASH}文)"
SOURCE = "(?:图片来源|照片来源|图源|来源|供图)"

# What is a credit wherever it ends a caption, behind a comma, too.
CERTAIN = (
    f"{TITLED}(?:{DONE}|{SPACE}+图)",
    f"(?:摄影|文{SLASH}图|图{SLASH}文|图片|摄|图){SPACE}*{SLASH}{SPACE}*(?:{TITLED}|{NAMES})",
    f"(?:文{SLASH}图|图{SLASH}文){SPACE}*(?:{TITLED}|{NAMES})",
    f"{SOURCE}{SPACE}*{SLASH}{SPACE}*{GIVER}",
    f"(?:(?:图片|照片)(?:均|都)?(?:由|为)?{SPACE}*)?(?:{TITLE}{SPACE}*)?(?:{GIVER}{SPACE}*)?供图",
    f"(?:图片|照片)(?:均|都)?由?{SPACE}*(?:{TITLE}{SPACE}*)?{GIVER}{SPACE}*提供",
    f"{AGENCY}(?:发|供图)?",
    "(?:本报)?资料(?:图片|照片|图|片)",
    "(?:网络|视频|监控|微博|微信|抖音)(?:截图|截屏)|网络(?:图片|照片|图)|(?:图片|照片)?来自网络",
)
# What is one only behind the end of a sentence or a space: 林晓禾 摄; 林晓禾 图; 市文旅局提供.
LIKELY = (
    f"{NAME}(?:{SPACE}*[、／/]{SPACE}*{NAME})*{DONE}",
    f"{NAME}{SPACE}+图",
    f"摄影{SPACE}+[{SURNAMES}]{HAN}{{1,2}}",
    f"(?!{HAN}*[由免为给向])(?:由{SPACE}*)?{GIVER}{SPACE}*提供",
    "截图|截屏",
)
END = f"{SPACE}*[。.]?{SPACE}*$"
CERTAIN_CREDIT, LIKELY_CREDIT = "|".join(CERTAIN), "|".join(LIKELY)
# After the end of a sentence, several names may stand with spaces between them.
PATTERNS = (
    f"(^{SPACE}*|{SPACE}|[。！？!?，,；;]{SPACE}*)({AGENCY}发?{SPACE}*[（(](?:{TITLED}|{NAMES}){SPACE}*摄[）)]){END}",
    f"([（(]{SPACE}*)({CERTAIN_CREDIT}|{LIKELY_CREDIT}|{NAMES}{DONE}){SPACE}*[）)]{END}",
    f"([。！？!?”」』）)]{SPACE}*)({CERTAIN_CREDIT}|{LIKELY_CREDIT}|{NAMES}{DONE}){END}",
    f"(^{SPACE}*|{SPACE}|[，,；;、]{SPACE}*)({CERTAIN_CREDIT}){END}",
    f"(^{SPACE}*|{SPACE}|[，,；;]{SPACE}*)({LIKELY_CREDIT}){END}",
)
HAS_CREDIT = "|".join(f"(?:{pattern})" for pattern in PATTERNS)  # as a condition of a query

READERS = [re.compile(pattern) for pattern in PATTERNS]
LONGEST = 90  # characters of a credit; the field holds 100
SPACES = re.compile(f"{SPACE}+")
# 摄影：林晓禾 is stored as the name alone, as on printed pages; readers see 林晓禾 摄.
VERB_IN_FRONT = re.compile(
    f"(?:摄影|文{SLASH}图|图{SLASH}文|图片|摄|图){SPACE}*(?:{SLASH}|{SPACE}){SPACE}*|(?:图片|照片)?由"
)
NAME_BEFORE = re.compile(f"(?:^|{SPACE})([{SURNAMES}]{HAN}{{1,2}}){SPACE}*$")


@dataclass(frozen=True)
class SplitCaption:
    """A caption without its credit, and the credit; `credit` is empty if there is none."""

    caption: str
    credit: str


def split_credit(text):
    """The SplitCaption of a caption: `渡口的早班船（林晓禾 摄）` is 渡口的早班船 and 林晓禾 摄."""
    for reader in READERS:
        # The credit is short: a long caption is searched near its end only.
        if found := reader.search(text, max(0, len(text) - LONGEST)):
            return _split(text, found)
    return SplitCaption(text, "")


def _split(text, found):
    start = found.start(2)
    if not re.match(TITLE, found[2]) and re.search(f"{HAN}{{2}}{DONE}$", found[2]):
        start = _first_name(text, start)
    before = text[:start].rstrip(" \t\r\n\u00a0\u3000（(，,；;、")
    credit = SPACES.sub(" ", text[start : found.end(2)]).strip()
    if len(credit) > LONGEST:
        return SplitCaption(text, "")
    return SplitCaption(before, credit.removeprefix(_verb_in_front(credit)))


def _first_name(text, start):
    """Where the names begin that end at `start`: names with a space between stand in a row.

    The first word of a caption is a name only if it is as long as one: 江边 林晓禾 摄.
    """
    most = start - LONGEST
    while start > most and (found := NAME_BEFORE.search(text, max(0, start - 6), start)):
        if not found.start(1) and len(found[1]) == 2:
            break
        start = found.start(1)
    return start


def _verb_in_front(credit):
    found = VERB_IN_FRONT.match(credit)
    return found[0] if found else ""


def read_credit(text):
    """The credit that the caption carries, or ""."""
    return split_credit(text).credit
