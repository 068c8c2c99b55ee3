"""What holds for the reading of any text at all, and of pages that were damaged on the way."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.reading.reader import read
from pages.reading.source.decode import normalise

PAGES = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent.parent / "cases").glob("*.txt"))
]
INK = "市县区记者讯电◆▲□●【】（）()，。：——、《》“”报日1月０ A\u3000 摄版图张王一二"


def inked(lines):
    """The characters of the lines in any order: a crosshead may be printed around another line."""
    return sorted("".join("".join(lines).split()))


def assert_every_character_is_claimed_once(text, marks=None):
    reading = read(text, marks=marks)
    lines = normalise(text).split("\n")
    claimed = [[0] * len(line) for line in lines]
    for span in reading.spans:
        for column in range(span.start, span.end):
            claimed[span.line - 1][column] += 1
    assert inked(line.text for line in reading.lines) == inked(lines)
    for line, counts in zip(lines, claimed, strict=True):
        unclaimed = [c for c, n in zip(line, counts, strict=True) if not c.isspace() and n != 1]
        assert not unclaimed, line
    return reading


WRAPPED = """渡口修缮完工
□记者 韩晓东
船来了，人也来了。
渡口有了新船
（上接第一版）
　　本报讯 渡口在城东三里的河湾，每天
清晨都有乡亲从这里过河赶集，一年到头很
少间断，昨天渡口迎来新船，大家都说船身
又宽又稳，艄公老周说：“船新了，人也就
多了，日子会一天比一天好。”
"""


def test_lines_stand_as_printed_with_their_labels_and_stories():
    lines = read(WRAPPED).lines

    assert [(line.label, line.first, line.last, line.story) for line in lines] == [
        ("headline", 1, 1, 1),
        ("byline", 2, 2, 1),
        ("paragraph", 3, 3, 1),
        ("headline", 4, 4, 2),
        ("jump", 5, 5, 2),
        ("paragraph", 6, 10, 2),
    ]
    assert [person.name for person in lines[1].people] == ["韩晓东"]
    dateline, paragraph = lines[-1].parts
    assert lines[-1].text[dateline.start : dateline.end].strip() == "本报讯"
    assert lines[-1].text[paragraph.start : paragraph.end].startswith("渡口在城东")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_claimed(text):
    assert_every_character_is_claimed_once(text)


@settings(max_examples=250, deadline=None)
@given(st.lists(st.text(alphabet=INK, max_size=60), max_size=20).map("\n".join))
def test_any_text_made_of_print_is_claimed(text):
    assert_every_character_is_claimed_once(text)


def drop(lines, chance):
    return [line for line in lines if chance.random() > 0.2]


def double(lines, chance):
    return [line for line in lines for _ in range(2 if chance.random() < 0.2 else 1)]


def swap(lines, chance):
    lines = list(lines)
    for _ in range(5):
        i, j = (chance.randrange(len(lines)) for _ in range(2))
        lines[i], lines[j] = lines[j], lines[i]
    return lines


def rewrap(lines, chance):
    return [line[i : i + 20] for line in lines for i in range(0, max(len(line), 1), 20)]


def glue(lines, chance):
    return ["".join(lines)]


def noise(lines, chance):
    return [
        "".join(chance.choice(INK) if chance.random() < 0.05 else c for c in line) for line in lines
    ]


@settings(max_examples=60, deadline=None)
@given(
    page=st.sampled_from(PAGES),
    mutation=st.sampled_from([drop, double, swap, rewrap, glue, noise]),
    chance=st.integers().map(random.Random),
)
def test_damaged_page_is_claimed(page, mutation, chance):
    assert_every_character_is_claimed_once("\n".join(mutation(page.split("\n"), chance)))


@pytest.mark.parametrize("page", PAGES)
def test_page_leaves_no_residue(page):
    reading = read(page)

    assert not [problem for problem in reading.problems if problem.kind == "residue"]
    assert {span.kind for span in reading.spans} >= {"headline"}


def numbered(size):
    """Organizations that all differ."""
    return "、".join(
        f"{chr(0x4E00 + i % 999)}{chr(0x5000 + i // 999)}医院" for i in range(size // 5)
    )


SHAPES = {
    "whole pages": lambda size: PAGES[0] * (size // len(PAGES[0]) + 1),
    "one line": lambda size: PAGES[0].replace("\n", "") * (size // len(PAGES[0]) + 1),
    "titles": lambda size: "甲乙丙丁\n" * (size // 5),
    "open paragraphs": lambda size: "今天天气很好，\n" * (size // 8),
    "captions": lambda size: "▲图片说明\n" * (size // 6) + "张三 摄",
    "credits": lambda size: "▲图片说明\n张三 摄\n" * (size // 12),
    "wraps": lambda size: "今天天气很好今天天气很好今天天气\n" * (size // 17),
    "names": lambda size: "张王" * (size // 2),
    "spaced names": lambda size: "张 " * (size // 20),
    "organizations": numbered,
    "digits": lambda size: "1" * size,
    "brackets": lambda size: "（" * size,
    "spaces": lambda size: "\u3000" * size + "完",
    "marks": lambda size: "□" * size,
    "marks of all kinds": lambda size: "▲ □◎ ◆" * (size // 6),
    "words behind marks": lambda size: "□好 " * (size // 6),
    "editors' roles": lambda size: "责编 " * (size // 9),
    "wide gaps": lambda size: "春雨过后，梨园开花。　　" * (size // 12),
    "crossheads of two lines": lambda size: "□人熟了\n事好说\n" * (size // 9),
    "dashes": lambda size: "—" * size,
}


def effort(text):
    """Processor seconds of the fastest of three readings."""
    times = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("shape", SHAPES)
def test_effort_grows_with_the_length_of_the_page(shape):
    """Four times the text takes about four times the effort; a quadratic step takes sixteen."""
    short, long = (effort(SHAPES[shape](size)) for size in (3000, 12000))

    assert long < 10 * short + 0.05


OTHER_PAPER = "合肥晚报 2024年3月5日 星期二 第02版\n护士进社区\n本报讯 昨天，市妇联派员慰问护士。\n"


@pytest.mark.parametrize(
    ("home", "full"),
    [
        ({}, "合肥市妇女联合会"),
        ({"city": "巢湖市"}, "巢湖市妇女联合会"),
        ({"paper": "合肥晚报", "city": "合肥市"}, "合肥市妇女联合会"),
        ({"paper": "合肥晚报", "home_city": "巢湖市"}, "巢湖市妇女联合会"),
        ({"city": "运城市"}, "运城市妇女联合会"),
    ],
)
def test_page_of_another_paper_brings_its_city_unless_one_is_given(home, full):
    reading = read(OTHER_PAPER, **home)

    (story,) = reading.stories
    assert (reading.page.paper, reading.page.date, story.source) == (
        "合肥晚报",
        "2024-03-05",
        "合肥晚报",
    )
    assert [organization.canonical for organization in story.organizations] == [full]


def test_nothing_printed_is_invented():
    page = read("护士进社区\n昨天，志愿者来了。").page

    assert (page.date, page.number, page.section, page.editors) == (None, None, None, ())


def test_problems_carry_their_line():
    reading = read("夏夜有警灯\n口记者 朱超逸丁\n7月l6日，大家有了新的认识 and 信心。\n|||\n")

    assert [(problem.line, problem.kind) for problem in reading.problems] == [
        (2, "misread_mark"),
        (2, "ambiguous_byline"),
        (3, "stray_latin"),
        (3, "letter_for_digit"),
        (4, "residue"),
    ]
