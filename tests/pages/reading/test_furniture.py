"""A line of a story is never furniture, whatever words are in it."""

import pytest

from pages.reading.elements.furniture import LONGEST, furniture
from pages.reading.reader import read

PARAGRAPHS = (
    "孩子们在渡口边朗读课文，声音传得很远。",
    "渡船默认每天早上六点开，遇上大雾就晚一些。",
    "下一期培训班三月开班，教年轻人撑船。",
    "社长邹文远带着村民修渠，一干就是三年。",
    "零售业也跟着回暖，渡口的小店又亮了灯。",
    "客户端上线三个月，已有两千人在上面订船票。",
    "新闻热线接到反映，河边的广告牌松了，当天就有人来修。",
    "上一篇作文她写的是渡口，放大的照片挂在墙上。",
    "导读员用手机给盲人读报，缩小了看不清，就念给他们听。",
    "未经许可不得下河，牌子立了十年。",
    "扫一扫就能买票，官方微信上也能看到班次。",
    "每份早餐三元钱，印刷厂的师傅也来吃。",
)
HEADLINES = (
    "社长上门送种子",
    "零售额同比增长5.6%",
    "客户端让缴费更方便",
    "孩子们朗读经典迎新春",
    "市民扫一扫就能办公交卡",
    "扫码看病不排队",
    "12345热线办结群众诉求2300余件",
    "微信支付3年优惠多",
    "导读小程序让盲人“看”电影",
    "承印百年家谱 老匠人守住手艺",
    "天气转冷 多穿一件",
    "最高气温8→12",
    "首页改版之后",
    "打印店老板的一天",
)


@pytest.mark.parametrize("text", PARAGRAPHS + HEADLINES)
def test_words_of_furniture_in_a_story_stay(text):
    assert furniture(text) is None


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
def test_every_paragraph_of_a_story_is_read(indent):
    lines = [f"{indent}{paragraph}" for paragraph in PARAGRAPHS]

    reading = read("\n".join(["渡口修缮完工", "□记者 韩晓东", *lines]), paper="青禾晚报")

    (story,) = reading.stories
    assert story.paragraphs == PARAGRAPHS
    assert reading.page.furniture == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3 上一篇  下一篇 4 放大 缩小 默认", "navigation"),
        ("下一篇：渡口修缮完工", "navigation"),
        ("青禾日报 | 青禾晚报 | 青禾网 上一期 版面导航 2018 年2月8日 星期四", "navigation"),
        ("社长　邹文远　总编辑　韩晓东", "imprint"),
        ("客户端：青禾新闻", "imprint"),
        ("零售价：1.5元", "imprint"),
        ("未经本报许可，不得转载。", "imprint"),
        ("新闻热线：0000-3366110　读者微信 qinghe_2018", "contact"),
        ("请扫码观看视频", "contact"),
        ("罗小玉遗失身份证，号码不详，声明作废。", "advertisement"),
    ],
)
def test_furniture_has_the_name_of_its_rule(text, name):
    assert furniture(text) == name


@pytest.mark.parametrize("part", ["1", "12-", "电话 ", "青禾网", "导读", "遗失", "今天", "www."])
def test_long_row_of_repeated_words_is_read_at_once(part):
    """A pattern that tries every way to take the row apart would never come back."""
    assert furniture((part * LONGEST)[: LONGEST - 1] + "。") is None
