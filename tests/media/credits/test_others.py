"""Words that name somebody else as the origin of a picture."""

import pytest

from media.credits.others import named_other

OWN = [
    "林晓禾 摄",
    "记者 林晓禾 摄",
    "本报记者 林晓禾",
    "临川晚报记者 林晓禾 摄",
    "临川晚报 林晓禾",
]
OTHERS = [
    "受访者供图",
    "市文旅局提供",
    "市文旅局",
    "通讯员 张三 摄",
    "读者 李一 摄",
    "新华社记者 张三 摄",
    "山西日报记者 李一 摄",
    "视觉中国",
    "图/vcg",
    "图虫创意",
    "网络截图",
    "资料图片",
    "来源：临川发布",
    "AP Photo",
]


@pytest.mark.parametrize("credit", OWN)
def test_staff_of_the_paper_is_nobody_else(credit):
    assert not named_other(credits=[credit], house="临川晚报")


@pytest.mark.parametrize("credit", OTHERS)
def test_other_is_found_in_a_credit_and_in_the_credit_of_a_caption(credit):
    assert named_other(credits=[credit], house="临川晚报")
    assert named_other(captions=[f"渡口（{credit} 供图）"], house="临川晚报")


@pytest.mark.parametrize(
    "caption",
    ["渡口 通讯员 张三 摄", "渡口（网络截图）", "渡口（市文旅局提供）", "渡口 来源：临川发布"],
)
def test_other_is_found_in_a_caption(caption):
    assert named_other(captions=[caption])


@pytest.mark.parametrize(
    "caption",
    ["新华社区居民在打太极", "市民在渡口散步", "图书馆里的读者", "渡口是水的来源地", "网友见面会"],
)
def test_what_a_picture_shows_is_no_origin(caption):
    assert not named_other(captions=[caption])
