"""What the reader reports to an editor: each kind on texts that have it and texts that do not."""

from pathlib import Path

import pytest

from pages.reading.problems.problems import CHECKS, KINDS
from pages.reading.reader import MARK_KINDS, Known, read
from pages.reading.records import Problem

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))
SECTIONS = Known(sections=frozenset(["民生", "县 域", "文化"]))


def problems(text, known=None):
    return read(text, paper="青禾晚报", home_city="青禾市", known=known).problems


def found(text, kind, known=None):
    return [(p.line, p.text) for p in problems(text, known) if p.kind == kind]


BOAT = "清晨的第一班船坐满了人，挑担的、推车的都比往日早到了一刻钟。"
STEPS = "船工说，新石阶每级都比原来宽一掌，老人挑着菜也不怕滑。"


def story(*paragraphs):
    """A page with one story: its paragraphs start on line 3."""
    return "\n".join(["渡口修缮完工", "□记者 韩晓东", *paragraphs])


def dated(head, *paragraphs):
    return "\n".join([head, "渡口修缮完工", "□记者 韩晓东", *paragraphs])


REPORTED = [
    ("stray_latin", story("大家有了全新的认识 and 更深的理解。"), [(3, "and")]),
    ("stray_latin", story("河道宽了，水也清了。", "大家都说公道or合理。"), [(4, "or")]),
    ("stray_latin", story("渡船每天往返二十趟，very方便。"), [(3, "very")]),
    ("stray_latin", story("他在手机APP and 官网上查到了班次。"), [(3, "and")]),
    ("stray_latin", story("工人们 work together 修好了渡口。"), [(3, "work together")]),
    ("letter_for_digit", story("7月l6日凌晨，渡口恢复通航。"), [(3, "l6")]),
    ("letter_for_digit", story("2O24年，渡口开始修缮。"), [(3, "2O24")]),
    ("letter_for_digit", story("每张月票l00元，比去年便宜。"), [(3, "l00")]),
    ("letter_for_digit", story("工程投资3.l4万元，年内收回。"), [(3, "3.l4")]),
    ("letter_for_digit", story("渡口在10月l日那天通航。"), [(3, "l")]),
    (
        "letter_for_digit",
        story("２０２４年，渡口迎来２O００人次。", "共2OO人次。"),
        [(3, "２O００"), (4, "2OO")],
    ),
    ("unmatched_mark", story("艄公说：“今天的水真清。"), [(3, "艄公说：“今天的水真清")]),
    ("unmatched_mark", story("艄公说水真清”，大家都笑了。"), [(3, "艄公说水真清”，大家都笑了")]),
    ("unmatched_mark", story("渡口（始建于明代今年修缮完工。"), [(3, "渡口（始建于明代今")]),
    (
        "unmatched_mark",
        story("渡口始建于明代），今年修缮完工。"),
        [(3, "口始建于明代），今年修缮完")],
    ),
    (
        "unmatched_mark",
        story("孩子们朗诵了《渡口，掌声不断。"),
        [(3, "孩子们朗诵了《渡口，掌声不")],
    ),
    ("unmatched_mark", story("这里就是【老渡口，人来人往。"), [(3, "这里就是【老渡口，人来")]),
    ("unmatched_mark", story("他说：“这叫‘慢渡，不着急。”"), [(3, "他说：“这叫‘慢渡，不着急")]),
    (
        "unmatched_mark",
        story("　　艄公说：“水真清。", "　　船来了，人也来了。"),
        [(3, "艄公说：“水真清。")],
    ),
    ("unmatched_mark", "“渡口修缮完工\n□记者 韩晓东\n船来了。", [(1, "“渡口修缮完工")]),
    ("ambiguous_byline", "渡口修缮完工\n□记者 朱超逸丁\n船来了。", [(2, "朱超逸丁")]),
    ("impossible_date", dated("2023年2月29日 第03版 民生", "船来了。"), [(1, "2023年2月29日")]),
    ("impossible_date", dated("2024.02.30 / 星期五 / A07 城事", "船来了。"), [(1, "2024.02.30")]),
    ("impossible_date", story("渡口将于2月30日通航。"), [(3, "2月30日")]),
    ("impossible_date", story("２０２３年４月３１日，渡口通航。"), [(3, "２０２３年４月３１日")]),
    ("impossible_date", story("船来了。", "渡口将于13月5日通航。"), [(4, "13月5日")]),
    ("weekday_mismatch", dated("2024年3月22日 星期四 第03版 民生", "船来了。"), [(1, "星期四")]),
    ("weekday_mismatch", dated("2024.03.22 / 星期六 / A07 城事", "船来了。"), [(1, "星期六")]),
    ("weekday_mismatch", dated("２０２４年３月２２日　周日　第３版", "船来了。"), [(1, "周日")]),
    (
        "weekday_mismatch",
        story("船在2024年3月22日，星期四，来到了修好的渡口。"),
        [(3, "2024年3月22日，星期四")],
    ),
    (
        "weekday_mismatch",
        dated("2024年12月30日 星期一 第03版 民生", "1月2日（周五）恢复通航。"),
        [(4, "1月2日（周五）")],
    ),
    (
        "weekday_mismatch",
        dated("2024年3月20日 星期三 第03版 民生", "本周五（3月23日）通航。"),
        [(4, "周五（3月23日）")],
    ),
    ("residue", story("船来了。", "|||"), [(4, "|||")]),
    ("unreadable", story("船来了。", "人也\ufffd了。"), [(4, "\ufffd")]),
    ("unreadable", story("船来了。") + "\n新闻热线：0000-33661\ufffd0", [(4, "\ufffd")]),
    ("dropped", story(BOAT, "广告", STEPS), [(4, "广告")]),
    (
        "dropped",
        story(BOAT, "新闻热线：0000-3366110", "放大 缩小", STEPS),
        [(4, "新闻热线：0000-3366110"), (5, "放大 缩小")],
    ),
    ("headline", "图片新闻\n▲渡口的早晨。　韩晓东　摄", [(1, "图片新闻")]),
    (
        "headline",
        "◇ 要闻简报 ◇\n●渡口修缮完工。\n●夜班公交开通。",
        [(2, "渡口修缮完工。"), (3, "夜班公交开通。")],
    ),
    ("unreadable_jump", story("船来了。（下转第□版）"), [(3, "（下转第□版）")]),
    ("unreadable_jump", story("船来了。", "（下转第 版）"), [(4, "（下转第 版）")]),
    ("unreadable_jump", story("船来了。", "（上接第一一版）"), [(4, "（上接第一一版）")]),
    ("misread_mark", "渡口修缮完工\n口记者 韩晓东\n船来了。", [(2, "口")]),
    (
        "misread_mark",
        story("船来了。", "N茶馆开了门", "茶客来了。", "N戏台搭起来", "戏也开演了。"),
        [(4, "N"), (6, "N")],
    ),
]


@pytest.mark.parametrize(("kind", "text", "expected"), REPORTED)
def test_problem_is_reported_on_its_line(kind, text, expected):
    assert found(text, kind) == expected


FINE = [
    ("stray_latin", story("他用手机APP查CT结果，5G信号很好，Wi-Fi也不慢，iPhone能用。")),
    ("stray_latin", story("来信请寄news@example.com，或登录www.example.com查询，e-mail也行。")),
    ("stray_latin", story("河堤长30 km，堤宽5m，每株苗重20kg，间距三百mm，雨量12 ml。")),
    ("stray_latin", story("报名分两步：(a)填表，（b）交费，c)领证。")),
    ("stray_latin", story("孩子们齐声说“hello，船长”，又念了一遍“good morning”。")),
    ("stray_latin", story("银杏（ginkgo）在渡口边站了三百年。")),
    ("stray_latin", story("他爱听Simon and Garfunkel的歌，也看The Lord of the Rings电影。")),
    ("stray_latin", story("她拍的vlog上了热搜，logo也换了新的，app下载量翻番。")),
    ("stray_latin", "渡口修缮完工\n□记者 韩晓东\n船来了。\n投稿邮箱：news and more@example.com"),
    ("letter_for_digit", story("O2O平台上线，5G覆盖，A股上涨，3D打印，100m跑道，Ⅱ级响应。")),
    ("letter_for_digit", story("一瓶5l装的水，O型血，2024年7月16日，100元。")),
    ("unmatched_mark", story("艄公说：“这叫‘慢渡’（一种老手艺），写进了《渡口志》。”")),
    ("unmatched_mark", story("渡口（始建于明代)今年修缮(耗时半年）完工。")),
    ("unmatched_mark", story("分三步：1）填表；2）交费；三）领证。a)也行。")),
    ("unmatched_mark", story("横幅上写着It’s our river几个字。")),
    (
        "unmatched_mark",
        story("　　艄公说：“船是木头做的。", "　　“桨也是木头做的。", "　　“人是活的。”他笑了。"),
    ),
    ("unmatched_mark", story("　　艄公说：“船是木头做的。", "　　桨也是木头做的。”他笑了。")),
    (
        "unmatched_mark",
        story(
            "船来了，人也来了，岸边的茶馆也开了门，艄公老周笑着对大家说：“这条新船的里里外外上上下下全都",
            "▲渡口的早晨。　韩晓东　摄",
            "是木头做的。”他笑了。",
        ),
    ),
    ("unmatched_mark", "“渡口慢下来\n日子亮起来”\n□记者 韩晓东\n船来了。"),
    ("unmatched_mark", story("船来了。艄公说：“今天风大（下转第四版）")),
    ("unmatched_mark", story("（上接第一版）水也急。”艄公收起了桨。")),
    ("unmatched_mark", story("▲渡口的早晨（韩晓东 摄）", "船来了。（韩晓东）")),
    ("ambiguous_byline", "渡口修缮完工\n□记者 欧阳文静\n船来了。"),
    ("impossible_date", story("2024年2月29日通航，12月31日验收，农历2月30日赶集。")),
    ("impossible_date", story("2月29日那天出生的人四年过一次生日。")),
    ("weekday_mismatch", dated("2024年3月22日 星期五 第03版 民生", "船来了。")),
    ("weekday_mismatch", dated("２０２４．０３．２４　星期天　０３　民生", "船来了。")),
    ("weekday_mismatch", dated("2024年12月30日 星期一 第03版 民生", "1月2日（周四）通航。")),
    ("weekday_mismatch", dated("2024年3月22日 星期五 第03版", "3月21日，周一鸣介绍了渡口。")),
    ("weekday_mismatch", dated("2024年3月22日 星期五 第03版", "3月21日、22日（周四、周五）通航。")),
    ("weekday_mismatch", dated("2024年3月22日 星期五 第03版", "去年3月5日（周日）渡口停航。")),
    ("weekday_mismatch", story("3月5日（周日）渡口停航，那一年谁也说不清。")),
    ("unreadable", story("船票涨到2€，船来了。")),
    ("residue", story("船来了。")),
    ("dropped", story("船来了。", "人也来了。", "广告")),
    ("dropped", "放大 缩小\n" + story("船来了。", "人也来了。", "新闻热线：0000-3366110")),
    ("dropped", story(BOAT, "广告") + "\n" + story("茶馆开了门。").replace("渡口", "茶馆")),
    ("headline", story("船来了。")),
    ("unreadable_jump", story("船来了。（下转第四版）", "（上接A07版）", "（紧接第十二版）")),
    ("unreadable_jump", story("紧接着（紧接着他又上了第二条船），船来了。")),
    ("misread_mark", story("口袋里装着船票，N多人在等船。")),
]


@pytest.mark.parametrize(("kind", "text"), FINE)
def test_sound_text_is_no_problem(kind, text):
    assert found(text, kind) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_doubts_name_kinds_that_a_person_may_set(path):
    doubts = [p for p in problems(path.read_text(encoding="utf-8")) if p.second]

    assert {kind for p in doubts for kind in (p.label, p.second)} <= set(MARK_KINDS)
    assert all(p.label != p.second for p in doubts)


def test_second_reading_is_in_the_json_of_doubts_only():
    known = Problem(4, "stray_latin", "and", "请核对")
    doubt = Problem(5, "doubt", "往后还要添凉棚", "请核对", "crosshead", "headline")

    assert set(known.as_json()) == {"line", "kind", "text", "hint"}
    assert doubt.as_json() == {
        "line": 5,
        "kind": "doubt",
        "text": "往后还要添凉棚",
        "hint": "请核对",
        "label": "crosshead",
        "second": "headline",
    }


WRAPPED = (
    "　　渡口在城东三里的河湾处，每天清晨\n"
    "都有乡亲从这里过河赶集，一年到头很\n"
    "少间断，7月l6日起渡口恢复了通航，大\n"
    "家有了全新的认识 and 更深的理解，艄\n"
    "公老周说：“河水清了，人也就多了，日\n"
    "子会一天比一天好。他打算再添一条船\n"
)


def test_hard_wrapped_paragraph_keeps_the_printed_lines():
    reported = [(p.line, p.kind) for p in problems(story(WRAPPED + "，把渡口好好办下去。"))]

    assert reported == [(5, "letter_for_digit"), (6, "stray_latin"), (7, "unmatched_mark")]


def test_hint_names_the_missing_partner_and_the_right_weekday():
    page = dated("2024年3月22日 星期四 第03版", "艄公说：“船来了。")

    assert [problem.hint for problem in problems(page)] == [
        "星期与日期不符：2024年3月22日是星期五，请核对",
        "“ 没有与之配对的 ”，请核对原文",
    ]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("体育", [(1, "体育")]),
        ("民 生", []),
        ("县域", []),
        ("民生·关注", []),
        ("社会·关注", [(1, "社会·关注")]),
        ("综合/文化", []),
    ],
)
def test_section_must_be_one_of_the_newsroom(printed, expected):
    head = f"2024年3月22日 星期五 第03版 {printed}"

    assert found(dated(head, "船来了。"), "unknown_section", SECTIONS) == expected
    assert found(dated(head, "船来了。"), "unknown_section") == []


def test_every_kind_is_reported_by_some_text():
    assert {kind for kind, _, _ in REPORTED} | {"unknown_section"} == set(KINDS)


def test_every_hint_is_chinese():
    assert all("请" in check.hint or "读取" in check.hint for check in CHECKS)


SAMPLE = Path(__file__).parent.parent / "cases" / "sample.txt"


def test_sample_has_exactly_two_problems():
    assert [(p.line, p.kind) for p in read(SAMPLE.read_text(encoding="utf-8")).problems] == [
        (75, "stray_latin"),
        (93, "ambiguous_byline"),
    ]
