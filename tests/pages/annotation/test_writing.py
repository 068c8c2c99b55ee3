"""Readings as annotated pages: composing them again gives the text and the reading."""

import json
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.annotation.writing import NotAnnotated, annotated
from pages.reading.reader import read
from tests.pages.compose import compose

CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))
SAMPLE = Path("fixtures/pages/000_bb03dd64cff1b8ee.txt")
LEFT_OUT = ("aliases", "lede")


@cache
def reading_of(path):
    gold = path.with_suffix(".json")
    facts = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else {}
    home = {"paper": facts.get("paper"), "city": facts.get("home_city")}
    text = path.read_text(encoding="utf-8")
    return read(text, **{name: value for name, value in home.items() if value})


def in_gold(reading):
    """The JSON of a reading in the shape that `compose` gives."""
    said = reading.as_json("", "")
    page = {name: value for name, value in said["page"].items() if value is not None}
    return {
        "page": page,
        "columns": [inked(name) for name in said["columns"]],
        "articles": [story_in_gold(story) for story in said["articles"]],
        "briefs": [story_in_gold(story) for story in said["briefs"]],
    }


def story_in_gold(story):
    lede = story.pop("lede", None)
    if lede:
        story["sections"].insert(0, {"crosshead": None, "paragraphs": [lede]})
    names = {(o["name"], o["canonical"]) for o in story["organizations"]}
    return story | {"organizations": names}


def composed(source):
    """The text and the gold reading of an annotated page, without what the JSON never has."""
    blocks, gold = compose(source)
    for story in [*gold["articles"], *gold["briefs"]]:
        story["organizations"] = {(o["name"], o["canonical"]) for o in story["organizations"]}
    for brief in gold["briefs"]:
        assert (brief.pop("deck"), brief.pop("jumps")) == (None, [])
        brief["photos"] = brief.get("photos", [])
    gold["columns"] = list(dict.fromkeys(inked(name) for name in gold["columns"]))
    gold.pop("home_city", None)
    return "".join(text for _, text in blocks), gold


def inked(text):
    return "".join(text.split())


def assert_comes_back(text, reading):
    printed, gold = composed(annotated(reading))

    assert inked(printed) == inked(text)
    assert gold == in_gold(reading)


@pytest.mark.parametrize("path", [*CASES, SAMPLE], ids=lambda path: path.stem)
def test_page_comes_back_or_is_refused(path):
    try:
        assert_comes_back(path.read_text(encoding="utf-8"), reading_of(path))
    except NotAnnotated as refusal:
        assert str(refusal)


def test_sample_and_most_pages_can_be_annotated():
    assert annotated(reading_of(SAMPLE))

    refused = []
    for path in CASES:
        try:
            annotated(reading_of(path))
        except NotAnnotated:
            refused.append(path.stem)
    assert len(refused) < len(CASES) / 3, refused


def page(*lines, **options):
    return read("\n".join(lines), paper="青禾晚报", home_city="青禾市", **options)


HEAD = ("渡口修缮完工", "□记者 韩晓东")
TEXT = "临川渡口的石阶昨天铺好了最后一级，往来的居民不必再绕行北岸的土路。"


def test_lines_have_their_kinds_and_people():
    assert annotated(page(*HEAD, TEXT)).splitlines() == [
        "@paper 青禾晚报",
        "@city 青禾市",
        "== article",
        "h| 渡口修缮完工",
        "by| □记者 {记者:韩晓东}",
        f"p| {TEXT}",
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # A paragraph that a caption interrupts, and a credit that stands with the byline.
        (
            ["渡口修缮完工", "□记者 韩晓东 文图", TEXT + TEXT[:-8], "▲晨渡", TEXT[-8:]],
            [f"p| {TEXT}{TEXT[:-8]}\\", "cap| ▲<c>晨渡</c><k 韩晓东></k>", f"p+| {TEXT[-8:]}"],
        ),
        # The person who signs is named in the text, too.
        (
            ["渡口修缮完工", f"张萌说：“{TEXT}”（张萌）"],
            [f"p| 张萌说：“{TEXT}”<s>（{{作者:张萌}}）</s>"],
        ),
        # An agency in the dateline.
        (
            ["渡口修缮完工", f"新华社北京1月1日电（记者韩晓东）{TEXT}"],
            [f"p| <d 新华社>新华社北京1月1日电（记者{{记者:韩晓东}}）</d>{TEXT}"],
        ),
        # An agency in the byline, which the format only takes from the text.
        (
            ["渡口修缮完工", "□新华社记者 韩晓东", TEXT],
            ["by| □新华社记者 {记者:韩晓东}", f"p| {TEXT}<s 新华社></s>"],
        ),
        (
            [*HEAD, TEXT, "◆往后还要添凉棚◆", TEXT, "（下转第四版）"],
            ["x| ◆<t>往后还要添凉棚</t>◆", f"p| {TEXT}", "j| （下转第四版）"],
        ),
        (
            [*HEAD, TEXT + "市民政局也来了人。", "青禾市民政局又来了人。"],
            [f"p| {TEXT}[[市民政局=>青禾市民政局]]也来了人。"],
        ),
    ],
)
def test_what_a_line_says_is_tagged(lines, expected):
    reading = page(*lines)

    assert_comes_back("\n".join(lines), reading)
    source = annotated(reading).splitlines()
    assert [line for line in source if line in expected][-len(expected) :] == expected


REFUSED = {
    "signs of tags": ["【导读】", "冬储菜上市 >>>3版", *HEAD, TEXT],
    "jump in a paragraph": [*HEAD, f"{TEXT}（下转第四版）"],
    "column as headline": [*HEAD, TEXT, "图片新闻", "▲晨渡（资料图片）"],
    "residue": [*HEAD, TEXT, "◆◆◆"],
    "article without a headline": [TEXT, "（下转第四版）"],
}


@pytest.mark.parametrize("lines", REFUSED.values(), ids=REFUSED)
def test_what_the_format_cannot_say_is_refused(lines):
    with pytest.raises(NotAnnotated) as refusal:
        annotated(page(*lines))
    assert str(refusal.value)


def test_mark_of_a_person_is_in_the_page():
    lines = [*HEAD, TEXT, "往后还要添凉棚", TEXT]

    assert "h| 往后还要添凉棚" in annotated(page(*lines, marks={4: "headline"}))
    assert "x| 往后还要添凉棚" in annotated(page(*lines, marks={4: "crosshead"}))


PIECES = [
    *HEAD,
    TEXT,
    TEXT[:-8],
    "▲晨渡",
    "韩晓东 摄",
    "◆ 简讯 ◆",
    "【双河县】",
    "——我市见闻",
    "编者按",
]
PIECES += [
    f"本报讯 {TEXT}",
    f"●{TEXT}（张萌）",
    "（上接第一版）",
    "一、病根",
    "责编 周砚之",
    "A<b>{c}",
    "",
    "图片新闻",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_page_comes_back_or_is_refused(lines):
    with suppress(NotAnnotated):
        assert_comes_back("\n".join(lines), page(*lines))
