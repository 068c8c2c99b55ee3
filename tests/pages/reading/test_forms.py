"""Every form in forms.txt, on a small page of its own."""

from pathlib import Path

import pytest

from pages.reading.reader import read
from tests.pages.score_reading import family, squeeze

FORMS = Path(__file__).parent.parent / "forms.txt"
PAGE_LINE = "2024年3月15日 第6版 民生"
HEADLINE = "老街上的早点铺开了四十年"
BODY = "清晨六点，老街上的第一笼包子出了锅，白汽漫到了街心，来买早点的人排成了长队。"
MORE = "四十年来，这家铺子只在除夕那天关门，街坊们说，闻到包子香，才算是醒了。"
BYLINE = "□本报记者 李国强"


def forms(section):
    return list(_forms(section))


def _forms(section):
    """The rows of a section: what is printed, and what is expected of it."""
    lines = FORMS.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"[{section}]"))
    for line in lines[start + 1 :]:
        if not line:
            return
        printed, _, expected = line.partition(" → ")
        yield pytest.param(printed, expected, id=printed.strip())


def page(*lines):
    return read("\n".join([PAGE_LINE, HEADLINE, *lines]), paper="运城晚报")


def signers(story):
    return " ".join(sorted(f"{family(p.role)}:{p.name}" for p in story.byline)) or "-"


@pytest.mark.parametrize(("printed", "expected"), forms("page lines"))
def test_page_line(printed, expected):
    head = read("\n".join([printed, HEADLINE, BYLINE, BODY])).page

    date, number, section = expected.split()
    assert (head.date, head.number) == (date, number)
    assert section in ("-", head.section)


@pytest.mark.parametrize(("printed", "expected"), forms("bylines"))
def test_byline(printed, expected):
    (story,) = page(printed, BODY, MORE).stories

    assert (story.headline, signers(story)) == (HEADLINE, expected)
    assert story.paragraphs == (BODY, MORE)


@pytest.mark.parametrize(("printed", "expected"), forms("datelines"))
def test_dateline(printed, expected):
    (story,) = page(printed + BODY).stories

    assert f"{story.source or '-'} {signers(story)}" == expected
    assert story.paragraphs == (BODY,)


@pytest.mark.parametrize("glued", [True, False], ids=["glued", "alone"])
@pytest.mark.parametrize(("printed", "expected"), forms("sign-offs"))
def test_signoff(printed, expected, glued):
    ending = [BODY + printed] if glued else [BODY, printed]

    story, _ = page(MORE, *ending, "城东新添两座公园", "本报讯 " + BODY).stories

    assert f"{story.source or '-'} {signers(story)}" == expected
    assert story.paragraphs == (MORE, BODY)


@pytest.mark.parametrize(("printed", "expected"), forms("captions"))
def test_caption(printed, expected):
    (story,) = page(BYLINE, BODY, printed, MORE).stories

    (picture,) = story.pictures
    caption, credit = expected.split()
    assert picture.caption.rstrip("。") == caption
    assert squeeze(picture.credit).replace("、", "") == credit.strip("-")
    assert story.paragraphs == (BODY, MORE)


@pytest.mark.parametrize(("printed", "expected"), forms("editors"))
def test_editors(printed, expected):
    reading = page(BYLINE, BODY, printed)

    assert " ".join(person.name for person in reading.page.editors) == expected


@pytest.mark.parametrize(("printed", "expected"), forms("furniture"))
def test_furniture(printed, expected):
    reading = page(BYLINE, BODY, MORE, printed)

    (story,) = reading.stories
    assert reading.page.furniture == (printed,)
    assert story.paragraphs == (BODY, MORE)


@pytest.mark.parametrize(("printed", "expected"), forms("jumps"))
def test_jump(printed, expected):
    (story,) = page(BYLINE, BODY, MORE, printed).stories

    assert story.jumps == (printed,)
