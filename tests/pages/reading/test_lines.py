"""One line at a time: which rule answers, and what it finds."""

import pytest

from pages.reading.elements.classify import classify
from pages.reading.elements.elements import Known
from pages.reading.source.passages import Passage, Run


def read_line(text, **context):
    return classify(Passage((Run(1, 0, text),)), Known(), **context)


def found(element):
    return {part.kind: element.passage.text[part.start : part.end] for part in element.parts}


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("（下转第四版）", "jump", {"jump": "（下转第四版）"}),
        ("紧接一版", "jump", {"jump": "紧接一版"}),
        ("第5版(国内专页(教科文))", "page", {"number": "第5版", "section": "国内专页(教科文)"}),
        ("2023年09月07日 第06版:文 化", "page", {"section": "文 化"}),
        ("今日8版", "page", {"issue": "今日8版"}),
        ("放大 缩小 默认", "furniture", {}),
        ("张小满遗失居民证，声明作废。", "furniture", {}),
        ("◇ 要闻简报 ◇", "column", {"column": "要闻简报"}),
        ("简　讯", "column", {"column": "简　讯"}),
        ("【县区速览】", "column", {"column": "县区速览"}),
        ("【双河县】", "kicker", {"kicker": "双河县"}),
        ("砚湖街道：", "kicker", {"kicker": "砚湖街道"}),
        ("万荣县", "title", {"title": "万荣县"}),
        ("◆新春送暖◆", "marked", {"marked": "新春送暖"}),
        ("N小区变了样", "marked", {"marked": "小区变了样"}),
        ("一、抓紧抓实", "crosshead", {"crosshead": "一、抓紧抓实"}),
        ("——记云岭村的五年", "deck", {"deck": "记云岭村的五年"}),
        ("编者按", "note", {"crosshead": "编者按"}),
        ("编者按：近日，本报收到来信。", "text", {"paragraph": "编者按：近日，本报收到来信。"}),
        ("合肥晚报讯", "text", {"dateline": "合肥晚报讯"}),
        ("▲义诊现场。 周林 摄", "picture", {"caption": "义诊现场。"}),
        ("图①：宣传到户。", "picture", {"caption": "宣传到户。"}),
        ("他们为何不来？", "title", {"title": "他们为何不来？"}),
        ("他们为何不来，没人知道。", "text", {}),
        ("|||", "residue", {"residue": "|||"}),
    ],
)
def test_line_is_recognized(text, kind, parts):
    element = read_line(text)

    assert element.kind == kind
    assert parts.items() <= found(element).items()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("□记者 陶小满 文图", [("陶小满", "记者")]),
        ("口记者 江涛", [("江涛", "记者")]),
        ("文/本报记者　王　磊 图/李晓红", [("王磊", "记者"), ("李晓红", "摄影")]),
        ("（记者/魏然 通讯员/童欣）", [("魏然", "记者"), ("童欣", "通讯员")]),
        ("摄影 鲍国强", [("鲍国强", "摄影")]),
        ("柏青", [("柏青", "作者")]),
        ("本报评论员", [("本报评论员", "作者")]),
    ],
)
def test_byline_names_its_people(text, people):
    element = read_line(text)

    assert element.kind == "byline"
    assert [(p.name, p.role) for p in element.signature.people] == people


@pytest.mark.parametrize(
    ("text", "paragraph", "dateline", "house"),
    [
        ("本报讯（记者 冷雪）雨停了。", "雨停了。", "本报讯（记者 冷雪）", "本报"),
        ("本报海口1月2日讯雨停了。", "雨停了。", "本报海口1月2日讯", "本报"),
        ("东屿日报讯 记者池小鱼报道：雨停了。", "雨停了。", None, "东屿日报"),
        ("【新华社上海6月5日电】雨停了。", "雨停了。", "【新华社上海6月5日电】", "新华社"),
        ("据新华社电 雨停了。", "雨停了。", "据新华社电", "新华社"),
        (
            "本报讯记者冷雪从气象台获悉：雨停了。",
            "记者冷雪从气象台获悉：雨停了。",
            "本报讯",
            "本报",
        ),
        ("（记者冷雪）雨停了。", "雨停了。", "（记者冷雪）", None),
        ("新华社通讯员来过。", "新华社通讯员来过。", None, None),
    ],
)
def test_dateline_stands_outside_the_paragraph(text, paragraph, dateline, house):
    element = read_line(text)

    assert (element.kind, element.text("paragraph"), element.house) == ("text", paragraph, house)
    assert dateline is None or element.text("dateline").strip() == dateline


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("雨停了。（张萌）", ["张萌"]),
        ("雨停了。（江原省东河市公安局张春波郑湛陈昆明）", ["张春波", "郑湛", "陈昆明"]),
        ("雨停了。（本报群众工作部）", ["本报群众工作部"]),
        ("雨停了。②6", []),
        ("雨停了。（下同）", None),
        ("来了三位（左二）", None),
    ],
)
def test_signoff_stands_outside_the_paragraph(text, signed):
    element = read_line(text)

    if signed is None:
        assert element.signature is None
    else:
        assert element.text("paragraph") == "雨停了。"
        people = element.signature.people if element.signature else ()
        assert [person.name for person in people] == signed


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("市民在散步。（本报记者张悦摄）", "张悦"),
        ("市民在散步。⑧3陈更生 宋洁 摄", "陈更生 宋洁"),
        ("市民在散步。市文旅局供图", "市文旅局"),
        ("（本报资料图片）", "本报资料图片"),
        ("（以上图片均由　葛　峰　摄）", "葛峰"),
    ],
)
def test_credit_is_told_from_its_caption(text, credit):
    element = read_line(text)

    assert (element.kind, element.credit) == ("picture", credit)
    assert element.text("caption") in ("市民在散步。", "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("8月3日，长青社区装了新灯", "text"),
        ("“今晚放电影，大家坐好喽！”他拿起", "text"),
        ("法官走了，谁来守？", "title"),
        ("记者手记", "note"),
        ("松原商报 2020-09-18 周五 T03 财经观察", "page"),
        ("G20 峰会开幕", "title"),
        ("01 边角地变成会客厅", "crosshead"),
        ("1.5亿元修桥", "title"),
        ("本报驻京记者 王磊", "byline"),
        ("◆ 街镇播报 ◆", "column"),
        ("返回首页 | 版面概览", "furniture"),
        ("广告　优鲜超市周年店庆　满100减20", "furniture"),
        ("市民来了。（郑静/文 马启兵/图）", "text"),
        ("居民在楼前跳舞。居民又去买菜。记者 成语 摄影报道", "text"),
    ],
)
def test_kind_of_a_line(text, kind):
    assert read_line(text).kind == kind


def test_who_signs_in_front_and_behind_signs_together():
    element = read_line("晚报讯（通讯员 王磊）昨日，雨停了。（市妇联供稿）")

    assert element.house == "晚报"
    assert [person.name for person in element.signature.people] == ["王磊", "市妇联"]


def test_line_that_breaks_off_is_no_title():
    assert read_line("8月3日晚上长青社区一台变压器", breaks_off=True).kind == "text"


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("口一只篮子卖到了省外", "marked", {"marked": "一只篮子卖到了省外"}),
        ("口碑是这样来的", "title", {"title": "口碑是这样来的"}),
        ("N九道工序，一道不能省N", "marked", {"marked": "九道工序，一道不能省"}),
        ("N 播报 N", "column", {"column": "播报"}),
        ("A2012年的清漪河（本报资料图片）", "picture", {"caption": "2012年的清漪河"}),
        ("〖双河县〗", "kicker", {"kicker": "双河县"}),
        ("（图①至图③均由何柏川摄）", "picture", {"credit": "何柏川摄）"}),
    ],
)
def test_marks_that_exports_change_are_marks(text, kind, parts):
    element = read_line(text)

    assert element.kind == kind
    assert parts.items() <= found(element).items()
