"""The credit that a caption carries."""

import time

import pytest

from media.credits.captions import HAS_CREDIT, LONGEST, split_credit
from media.models import Photo
from tests.factories import PhotoFactory

CREDITED = [
    ("渡口的早班船。林晓禾 摄", "渡口的早班船。", "林晓禾 摄"),
    ("渡口的早班船 林晓禾摄", "渡口的早班船", "林晓禾摄"),
    ("渡口的早班船（林晓禾　摄）", "渡口的早班船", "林晓禾 摄"),
    ("渡口的早班船（受访者供图）。", "渡口的早班船", "受访者供图"),
    ("渡口的早班船，本报记者林晓禾摄", "渡口的早班船", "本报记者林晓禾摄"),
    ("记者 林晓禾 摄", "", "记者 林晓禾 摄"),
    ("渡口。本报记者 林晓禾 李一 摄影报道", "渡口。", "本报记者 林晓禾 李一 摄影报道"),
    ("渡口（记者林晓禾、通讯员李一摄）", "渡口", "记者林晓禾、通讯员李一摄"),
    ("渡口早班船 林晓禾 李一 摄", "渡口早班船", "林晓禾 李一 摄"),
    ("早班船 林晓禾 摄", "早班船", "林晓禾 摄"),
    ("渡口（无人机航拍）林晓禾 摄", "渡口（无人机航拍）", "林晓禾 摄"),
    ("渡口的早班船 图/林晓禾", "渡口的早班船", "林晓禾"),
    ("渡口的早班船 摄影：林晓禾", "渡口的早班船", "林晓禾"),
    ("渡口的早班船 摄影/记者 林晓禾", "渡口的早班船", "记者 林晓禾"),
    ("渡口 文/图 林晓禾", "渡口", "林晓禾"),
    ("渡口。新华社记者 张三 摄", "渡口。", "新华社记者 张三 摄"),
    ("渡口。新华社发（李一 摄）", "渡口。", "新华社发（李一 摄）"),
    ("渡口（视觉中国供图）", "渡口", "视觉中国供图"),
    ("渡口（图片来源：临川发布）", "渡口", "图片来源：临川发布"),
    ("渡口 图片由市文旅局提供", "渡口", "市文旅局提供"),
    ("渡口 通讯员供图", "渡口", "通讯员供图"),
    ("渡口（资料图片）", "渡口", "资料图片"),
    ("渡口。网络截图", "渡口。", "网络截图"),
    ("渡口。买买提·艾力 摄", "渡口。", "买买提·艾力 摄"),
]
UNCREDITED = [
    "",
    "渡口的早班船",
    "老人们退休后学习书画，爱好摄影",
    "他喜欢 摄影",
    "市民在河边拍摄",
    "航拍的渡口，现场拍摄",
    "老人在食堂用餐，午餐由社区提供",
    "志愿者为老人免费提供热水",
    "新华社区的居民在打太极",
    "居民在看施工图",
    "河东新区，航拍图",
    "孩子们在看画展，图中是参展作品",
    "记者采访市民",
    "图为记者",
]


@pytest.mark.parametrize(("text", "caption", "credit"), CREDITED)
def test_credit_is_taken_out_of_the_caption(text, caption, credit):
    split = split_credit(text)

    assert (split.caption, split.credit) == (caption, credit)


@pytest.mark.parametrize("text", UNCREDITED)
def test_caption_without_a_credit_stays_as_it_is(text):
    split = split_credit(text)

    assert (split.caption, split.credit) == (text, "")


@pytest.mark.django_db
@pytest.mark.parametrize("text", [text for text, *_split in CREDITED] + UNCREDITED)
def test_database_agrees(text):
    PhotoFactory(caption=text)

    assert Photo.objects.filter(caption__regex=HAS_CREDIT).exists() == bool(
        split_credit(text).credit
    )


@pytest.mark.parametrize(
    "unit", ["摄", "林晓禾 ", "（", "林晓禾、", "记者", "图/", "A B ", "供图 "]
)
def test_long_captions_are_read_quickly_and_no_credit_is_too_long_for_its_field(unit):
    started = time.perf_counter()

    split = split_credit(unit * 4000 + "摄")

    assert time.perf_counter() - started < 1
    assert len(split.credit) <= LONGEST
