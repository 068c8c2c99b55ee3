"""Who signs: bylines, the brackets of datelines, sign-offs, credits."""

import re
from dataclasses import dataclass

from newsroom.words import plain

from ..lexicon import words
from ..lexicon.surnames import BY_FREQUENCY, COMMON, COMPOUND, RARE
from ..records import Person

SURNAMES = COMMON | RARE
SPACE = r"[\s\u3000]"

RANK = "首席|资深|见习|实习|融媒|全媒|特约|特派|文字|摄影|热线|视觉|调查"
# A role that stands before names. The house (本报, 晚报, 运城日报 …) belongs to no name.
ROLE = re.compile(
    r"(?:本报|本刊|本网|[\u4e00-\u9fff]{0,6}?(?:日报|晚报|晨报|早报|商报|都市报|快报|时报|新报|新华社|中新社|融媒体?|全媒体)"
    rf"|(?<![\u4e00-\u9fff])(?!{RANK})[\u4e00-\u9fff]{{2}}(?=(?:见习|实习)?记者))?"
    rf"{SPACE}*(?:驻[\u4e00-\u9fff]{{1,4}}?)?"
    r"(?P<role>(?:首席|资深|见习|实习|融媒体?|全媒体|特约|特派|新媒体|文字|摄影|热线|视觉|调查)*"
    r"(?:记者|通讯员|评论员|撰稿人?|作者|读者|网友)|实习生|摄影|供图|图片|撰文|整理|通讯员|编辑|(?:指导|辅导)[老教]师|"
    rf"(?:文字|采写|采访|策划|执行|口述|制图|绘图)(?={SPACE}*[/／:：]))"
    rf"{SPACE}*[/／:：]?"
)
# What was done, standing apart from the names.
DUTY = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:文|图|摄影?)[/／](?=[\u4e00-\u9fff])|(?:^|(?<=[\s\u3000/／、，,]))"
    r"(?:文[\s\u3000]*[/／、并]?[\s\u3000]*[图摄]|图[/／、]?文|摄影报道|文|图|摄|影|[\u4e00-\u9fff]{0,3}报道|整理|综合|[编]?译|著|发自[\u4e00-\u9fff]{2,6})[/／:：]?(?=$|[\s\u3000/／、，,]|(?<=[/／:：]))"
)
GLUED_DUTY = re.compile(
    rf"{SPACE}*(?:文{SPACE}*[/／、并]?{SPACE}*[图摄]|图[/／、]?文|摄影报道|报道|整理|摄影)[:：]?$"
)
# Who wrote and who took the pictures, glued: `记者曾国强文游若水图`.
SHARED = re.compile(
    r"(?P<text>[^\s，。]*[\u4e00-\u9fff]{2})[/／]?文[/／]?(?P<camera>摄影记者|摄影)?"
    r"(?P<pictures>[\u4e00-\u9fff]{2,4})[/／]?[图摄]"
)
DONE = "\0"
PHOTOGRAPHER = "摄影"
BOTH = re.compile(r"文[/／、 \u3000]*(?:并)?[图摄]|图[/／、 \u3000]*文|摄影报道")
SEPARATOR = re.compile(r"[\s\u3000、，,；;/／|]+")
HAN = re.compile(r"[\u4e00-\u9fff·]+")
PLACE = re.compile(
    r".*(?:省|市|县|区|旗|镇|乡|村|局|厅|厂|院|校|公司|集团|委|办|部|处|所|站|队|中心|办公室|办公厅|学|会|行|社)"
)
# Where a reader writes from, what a doctor is, which class a pupil is in.
FROM = re.compile(
    r"[\u4e00-\u9fff（()）\d]{1,24}(?:(?:[医教律]师|教授|主任|年级)[\s\u3000]+|[）)\d一二三四五六]班[\s\u3000]*)|"
    r"[\u4e00-\u9fff]{1,12}(?:路|街|巷|庄|关|省|市|县|区|旗|镇|乡|村|街道|社区|局|委|办|部|厂|公司|集团|学校|学院|大学|[中小]学|医院|中心|[联会院队站所馆校行社厅室])[\s\u3000、]+"
)
TRADE = re.compile(
    r"[\s\u3000]+[\u4e00-\u9fff]{0,6}(?:[医教律技按][师术士]|按摩师|[职店队教保司]员|护士|司机|农民|工人|村民|居民|市民)$"
)
NUMBERED = re.compile(r"小记者(?:编?号)?[:：]?\s*[A-Z]?\d+[\s\u3000]+")
OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:部|办公室|编辑部|编辑室|委员会|课题组|报道组|评论部|调研组)"
)
# An institution may sign as well: a name of some length that ends like one.
INSTITUTION = re.compile(
    r"[\u4e00-\u9fff]{1,24}(?:局|委|委员会|办|厅|中心|公司|医院|学校|大学|学院|协会|联合会|法院|检察院|支队|大队|集团|馆|政府|残联|妇联|工会|文联|宣传部)"
)
COLLECTIVE = re.compile(r"本报(?:特约)?(?:评论员|编辑部|记者部|报道组|采访组)|新华社评论员")
SIGNING_OFFICE = re.compile(f"{INSTITUTION.pattern}|{OFFICE.pattern}|{COLLECTIVE.pattern}")
TRANSLITERATED = frozenset(
    "阿布力孜买提木尔江古丽克依巴图帕热哈沙娜吐汗艾肯别玛亚努拉里莫罕默德斯坦西米卡尼洛达萨塔加琳特格戈维奇"
)
# Who a brief is about: a place, an office of some level, or an institution by its ending.
SUBJECT = re.compile(
    r"(?![让把为给在从向这那我你他每各当到来])(?:"
    r"[\u4e00-\u9fff]{1,8}(?:省|市|县|区|旗|镇|乡|街道|村|社区|局|公司|银行|中心|医院|法院|检察院|集团|大学|学院|小学|中学|学校|联合会|协会|图书馆)|"
    r"[省市县区镇][\u4e00-\u9fff]{1,8}(?:委|办|院|联|会|队|站|所|部|厅|协|馆))"
)
NOT_NAMES = frozenset(
    words(
        "同志 左一 左二 左三 右一 右二 右三 文图 图文 时间 全文 文件",
        "江西 安徽 甘肃 山西 了解到 获悉 报道 手记 观察 调查 来信 日记 札记 感言 随笔 连线 在线",
        "综合 制图 采写 走访 体验 评论 提示 点评 观点 视线 视角 出镜 直击 帮办 跑腿 探访 暗访",
    )
)


@dataclass(frozen=True)
class Signature:
    """The people of one byline; `doubts` are printed names that may be two people."""

    people: tuple[Person, ...]
    doubts: tuple[str, ...] = ()
    text_and_pictures: bool = False


def together(one: Signature | None, other: Signature | None) -> Signature | None:
    """Who signs in front and who signs behind, as one signature."""
    if one is None or other is None:
        return one or other
    people = tuple(dict.fromkeys(one.people + other.people))
    both = one.text_and_pictures or other.text_and_pictures
    return Signature(people, one.doubts + other.doubts, both)


def is_name(text: str) -> bool:
    """Two or three characters behind a surname, or up to four behind a compound one."""
    if not HAN.fullmatch(text) or text in NOT_NAMES or set("的了吗呢") & set(text):
        return False
    if text[:2] in COMPOUND and len(text) in (3, 4):
        return True
    return len(text) in (2, 3) and text[0] in SURNAMES


def split_names(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Names glued together: `张宗桥贾胜波` is two. Empty when the text is no row of names.

    A known reporter wins, then compound surnames, then cuts before a common surname.
    Every prefix of the text is solved once, so the work is linear in its length.
    """
    if text in known:
        return (text,)
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(text)
    for end in range(2, len(text) + 1):
        options = []
        for size in (2, 3, 4):
            before = best[end - size] if size <= end else None
            if before is not None:
                cost = _name_cost(text[end - size : end], first=end == size, known=known)
                if cost is not None:
                    total, names = before
                    options.append((total + cost, (*names, text[end - size : end])))
        best[end] = min(options, default=None)
    return best[-1][1] if best[-1] else ()


def names_by_rare_surnames(text: str) -> frozenset[str]:
    """Both names of `赵雄飞惠敏`, which no common surname cuts apart; only for a place where people
    are certain to stand."""
    found: set[str] = set()
    for word in SEPARATOR.split(ROLE.sub(" ", text)):
        cuts = ((word[:at], word[at:]) for at in (3, 2) if 5 <= len(word) <= 6)
        found.update(next((pair for pair in cuts if all(map(is_name, pair))), ()))
    return frozenset(found)


def _name_cost(name: str, *, first: bool, known: frozenset[str]) -> int | None:
    if name in known:
        return 0
    if name[:2] in COMPOUND and len(name) in (3, 4):
        return 3 * len(BY_FREQUENCY)
    if not is_name(name) or not (first or name[0] in COMMON):
        return None
    # 高建龙张捷 is 高建龙 and 张捷: two cuts of one cost are told apart by the commoner surname.
    rank = BY_FREQUENCY.find(name[0]) if name[0] in COMMON else len(BY_FREQUENCY)
    return (5 if len(name) == 3 else 7) * len(BY_FREQUENCY) + rank


def read_names(
    text: str, known: frozenset[str] = frozenset(), *, strict: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Names and doubtful names of a list such as `王　磊 李晓红、欧阳文静`; None if it is none.

    `strict` asks every name to open with a surname, for names that no role announces.
    """
    names: list[str] = []
    doubts: list[str] = []
    for token in padded(SEPARATOR.split(plain(text))):
        found = _token_names(token, known, strict)
        if not found:
            return None
        if found == (token,) and len(token) == 4 and not (token in known or is_name(token)):
            doubts.append(token)
        names.extend(found)
    return (tuple(names), tuple(doubts)) if names else None


def padded(tokens: list[str]) -> list[str]:
    """`王　磊` is one name: a single character belongs to its neighbour."""
    joined: list[str] = []
    for token in filter(None, tokens):
        padded = joined and (len(joined[-1]) == 1 or joined[-1] in COMPOUND) and len(token) == 1
        if padded:
            joined[-1] += token
        else:
            joined.append(token)
    return joined


def _token_names(token: str, known: frozenset[str], strict: bool) -> tuple[str, ...]:
    if token in known:
        return (token,)
    if not HAN.fullmatch(token) or len(token) < 2 or token in NOT_NAMES:
        return ()
    if "·" in token:
        foreign = sum(c in TRANSLITERATED for c in token) * 2 > len(token)
        return (token,) if foreign or not strict else ()
    if len(token) <= 3:
        return (token,) if is_name(token) or not strict else ()
    split = split_names(token, known)
    if split or len(token) > 4:
        return split
    return () if strict else (token,)


def read_signature(
    text: str, known: frozenset[str] = frozenset(), *, default: str | None = None
) -> Signature | None:
    """Read a byline without its mark or brackets; None when it is not a row of people.

    Names before any role get `default` (作者 of a bare sign-off), and are then read strictly.
    """
    shared = SHARED.fullmatch(text.strip())
    if shared and is_name(shared["pictures"]):
        text = f"{shared['text']} 文 {shared['camera'] or ''}{shared['pictures']} 图"
    bare = DUTY.sub(DONE, GLUED_DUTY.sub("", text.strip()))
    people: list[Person] = []
    doubts: list[str] = []
    role, start = default, 0
    for match in [*ROLE.finditer(bare), None]:
        for chunk in bare[start : match.start() if match else len(bare)].split(DONE):
            if not chunk.strip("\u3000 、，,；;/／:：|"):
                continue
            found = (
                read_names(chunk.strip("/／:："), known, strict=role == default) if role else None
            )
            if not found:
                return None
            people += [Person(name, role or "") for name in found[0]]
            doubts += found[1]
            # A role reaches no further than `文`: who comes behind it took the pictures.
            role = default if role == default else PHOTOGRAPHER
        if match:
            role, start = match["role"], match.end()
    if not people:
        return None
    both = len(people) == 1 and bool(BOTH.search(text))
    return Signature(tuple(dict.fromkeys(people)), tuple(doubts), both)


def read_signoff(text: str, known: frozenset[str] = frozenset()) -> Signature | None:
    """Read what stands in the closing brackets of a story: people, with or without a place
    or employer glued to their names, or an office that signs."""
    text = re.sub(r"[\s\u3000]*(?:供稿|报送)$", "", text)
    text = TRADE.sub("", NUMBERED.sub("", text))
    if not is_name(text) and SIGNING_OFFICE.fullmatch(text):
        return Signature((Person(text, "作者"),))
    start = 0
    while where := FROM.match(text, start):
        start = where.end()
    signed = read_signature(text[start:], known, default="作者")
    if signed:
        return signed
    place = PLACE.match(text)
    glued = place and read_signature(text[place.end() :], known, default="作者")
    if glued:
        return glued
    return None
