import pytest

from pages.reading.reader import read
from pages.reading.source.join_lines import logical_lines
from pages.reading.source.printed_lines import inked_lines

PARAGRAPH = (
    "　　入夏以来，全市连续出现高温天气，用电负荷三次刷新纪录，抢修人员轮班值守，保障居民用电。"
)


def wrapped(*paragraphs, width=12):
    return [p[i : i + width] for p in paragraphs for i in range(0, len(p), width)]


def joined(lines, kind=lambda passage: "body"):
    return [passage.text for passage, _ in logical_lines(list(inked_lines("\n".join(lines))), kind)]


def test_wrapped_paragraphs_are_joined_at_indents():
    assert joined(wrapped(PARAGRAPH, PARAGRAPH)) == [PARAGRAPH, PARAGRAPH]


def test_unwrapped_lines_stay_apart():
    lines = [PARAGRAPH, "降温了", PARAGRAPH, "下雨了"]

    assert joined(lines) == lines


def test_mark_opens_an_element_behind_a_full_line():
    lines = wrapped(PARAGRAPH)
    lines[2:2] = ["▲抢修现场"]

    assert "▲抢修现场" in [text[:5] for text in joined(lines)]


def test_credit_ends_its_caption_however_long_the_line():
    def kind(passage):
        return "credited" if passage.text.endswith("摄") else "body"

    lines = [*wrapped(PARAGRAPH)[:2], "◀市民在广场乘凉。周　林　摄", "夜里更凉快了，大家都愿意出门"]
    assert "◀市民在广场乘凉。周　林　摄" in joined([*lines, *wrapped(PARAGRAPH)], kind)


def test_punctuation_may_hang_over_the_margin():
    lines = wrapped(PARAGRAPH, PARAGRAPH, PARAGRAPH)
    lines[1] += "……"

    assert len(joined(lines)) == 3


@pytest.mark.parametrize("blank_lines", [0, 1])
def test_blank_line_after_every_line_is_no_break(blank_lines):
    lines = ("\n" * (blank_lines + 1)).join(wrapped(PARAGRAPH, PARAGRAPH)).split("\n")

    assert joined(lines) == [PARAGRAPH, PARAGRAPH]


def test_line_cut_off_by_a_mark_is_known_to_break_off():
    lines = list(
        inked_lines("\n".join([*wrapped(PARAGRAPH)[:2], "▲抢修现场", *wrapped(PARAGRAPH)]))
    )

    _, breaks_off = next(logical_lines(lines, lambda passage: "body"))
    assert breaks_off


def test_first_lines_that_lost_their_indent_run_on():
    lines = [line.strip() for line in wrapped(*[PARAGRAPH] * 4)]

    assert joined(lines) == [PARAGRAPH.strip()] * 4


def test_one_wrapped_paragraph_goes_on_where_paragraphs_are_indented():
    long = "　　" + "街坊们说，闻到包子香，一天才算是真正开始了，四十年来都是这样过的。" * 2

    assert joined([long, *wrapped(PARAGRAPH, width=30), long]) == [long, PARAGRAPH, long]


def test_bracket_is_not_cut_in_two_by_a_short_line():
    opening, rest = "本报讯（记者 王磊 通讯员", "李红）昨日，全市连续出现高温天气。"

    assert joined([opening, rest]) == [opening + rest]


def test_title_a_little_too_short_for_the_column_is_no_first_line():
    text = "入夏以来全市连续出现高温天气用电负荷三次刷新纪录抢修人员轮班值守保障居民用电。"

    lines = ["抢修班里的两个夏天事", *wrapped(*[text] * 4, width=11)]

    assert (
        joined(lines, lambda passage: "title" if len(passage.text) < 12 else "body")[0] == lines[0]
    )


def test_byline_too_long_for_the_column_is_whole():
    text = "\n".join(
        [
            "锦泽日报 2022年11月23日 第05版",
            "一条河的十年清账",
            "◎本报首席记者 钟离秋 记者 甘棠、实习",
            "生 田小满",
            *wrapped(PARAGRAPH, PARAGRAPH, PARAGRAPH, width=20),
        ]
    )

    reading = read(text)

    assert [person.name for person in reading.stories[0].byline] == ["钟离秋", "甘棠", "田小满"]
