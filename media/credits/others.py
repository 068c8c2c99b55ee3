"""Finds words that name somebody else than the paper's own staff as the origin of a picture.

Nobody may then state with one tap that the picture is the paper's own (本报自采).
"""

import re

from media.credits.captions import read_credit

# Words that name another wherever they stand, in a credit or a caption.
ANYWHERE = re.compile(
    "供图|供稿|图源|图虫|视觉中国|东方ic|全景网|摄图网|千图|包图|站酷|汇图|壹图|"
    "(?:图片|照片|影像|视频|素材)来源|来源 ?[：:/／]|"
    "截图|截屏|翻拍|资料(?:图|照|片)|网络(?:图|照)|(?:图片|照片|图)?来自网络|"
    "新华社(?!区)|中新社|中新网|新华网|人民网|人民日报|人民视觉|央视(?:新闻|网)|"
    "通讯员|特约记者|(?:受访者|网友)(?:供图|提供|拍摄)|(?:图片|照片)均?由|"
    "(?<![a-z])(?:cfp|icphoto|getty(?: ?images)?|reuters|afp|xinhua|unsplash|shutterstock"
    "|dreamstime|vcg|ap ?photo|alamy|pixabay|pexels|istock)(?![a-z])",
    re.IGNORECASE,
)
# Words that name another in a credit, where a caption may be about them.
IN_CREDIT = re.compile(
    "提供|来源|网络|网友|读者|市民|受访|采访对象|家属|当事人|校方|警方|店家|作者本人|本人|"
    "来自|转自|转载自|选自|摘自|公众号|微博|微信|抖音|快手|小红书|官网|监控|"
    "(?:日报|晚报|晨报|早报|商报|都市报)|通讯社|路透|法新|美联|塔斯|盖蒂|资料|志愿者|法院|检察院|公安|"
    "(?:局|委|办|厅|馆|中心|公司|集团|医院|学校|学院|大学|中学|小学|幼儿园|协会|社区|街道)$"
)


def named_other(*, captions=(), credits=(), house=""):
    """The first word in these texts that names another as the origin; "" if none does.

    A caption may also carry a credit of its own, which is then read like a credit. `house` is the
    name of the paper itself, which names nobody else.
    """
    captions, credits = (_without(house, texts) for texts in (captions, credits))
    credits += filter(None, map(read_credit, captions))
    for pattern, texts in ((ANYWHERE, credits + captions), (IN_CREDIT, credits)):
        for text in texts:
            if found := pattern.search(text):
                return found[0]
    return ""


def _without(house, texts):
    return [text.replace(house, "") if house else text for text in texts if text]
