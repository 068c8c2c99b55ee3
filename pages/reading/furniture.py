"""What stands on a page without belonging to any story: navigation, teasers, contacts, ads."""

import re

LIST_TITLE = (
    r"(?:(?:本版|本期|今日|版面|标题)"
    r"(?:新闻|标题|导航|导读|目录|要目|看点|内容|本版){1,2}|目录|内容提要)"
)
NAVIGATION = (
    r"(?:返回)?首页|[上下]一页|打印本页|关闭窗口|字号[:：]?(?:[\s\u3000]*[大中小]){2,3}|版面概览|版面列表|上一[篇版期]|下一[篇版期]|返回(?:目录|列表|顶部)|往期回顾|数字报|"
    rf"{LIST_TITLE}|"
    r"放大[+＋]?|缩小[-－]?|默认|打印|收藏|分享|评论|朗读|复制链接|PDF版?"
)
FURNITURE = (
    ("navigation", re.compile(rf"(?:(?:{NAVIGATION})[\s\u3000|｜/·>»]*)+")),
    (
        "navigation",
        re.compile(
            r".*(?:放大[\s+＋]*缩小|版面导航|PDF版|上一[篇版期]|下一[篇版期]|返回目录|标题导航|朗读|默认).*"
        ),
    ),
    ("navigation", re.compile(r"第?[A-Z]?\d{1,2}版[:：].{0,20}")),
    (
        "teaser",
        re.compile(
            r"【?(?:今日|本期|重点)?导读】?.{0,60}|[>＞→▶》]{1,4}\s*(?:详见|见)?\s*第?[A-Z]?\d{1,2}版.*|.{0,40}[>＞→]{1,4}\s*(?:详见|见)?第?\s*[A-Z]?\d{1,2}\s*版?"
        ),
    ),
    (
        "teaser",
        re.compile(r".{0,30}(?:详见|见)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[）)]?"),
    ),
    (
        "contact",
        re.compile(
            r"(?!.*(?:接到|反映|来电|致电|拨打)).{0,16}(?:热线|电话|邮箱|信箱|传真|投稿|来稿|[Ee]-?mail|QQ群?|微信号?|微博|网址|地址|邮编|订阅|零售价?|定价)[^。]{0,16}[:：]?[^。]{0,10}[\dA-Za-z@＠][^。]{4,80}"
        ),
    ),
    ("contact", re.compile(r"[^，。！？：:]{2,16}[：:][\s\u3000]*[\d\s—－-]{7,20}")),
    ("contact", re.compile(r"[\w.．-]+[@＠][\w.．-]+|(?:https?://|www\.)\S+|[\d\s—－-]{7,20}")),
    ("contact", re.compile(r"(?:来稿请寄|投稿邮箱|新闻热线|读者热线).{0,120}")),
    (
        "advertisement",
        re.compile(
            r"[【\[（(]?[\s\u3000]*(?:公益广告|广告|广\s*告|遗失声明|声明|分类信息|分类广告|便民信息|招聘信息)[\s\u3000]*[】\]）)]?"
        ),
    ),
    (
        "advertisement",
        re.compile(
            r"(?:公益广告|广告|遗失声明|声明|[\u4e00-\u9fff]{0,4}启事|[\u4e00-\u9fff]{0,6}公告|招聘)[\s\u3000:：]+.{0,150}"
        ),
    ),
    (
        "advertisement",
        re.compile(r".{0,120}(?:声明作废|特此声明|登报作废|予以作废|遗失补办)[。.]?"),
    ),
    (
        "advertisement",
        re.compile(r".{0,16}(?:广告|咨询电话|订购热线|招租电话|承办单位[:：]).{0,40}\d{7,}.{0,20}"),
    ),
    ("contact", re.compile(r".{0,12}(?:扫一扫|扫描二维码|关注.{0,8}公众号)[^。]{0,24}")),
    ("imprint", re.compile(r".{0,40}(?:出版物号|统一刊号|邮发代号).{0,80}")),
    (
        "weather",
        re.compile(
            r"(?:今[日天]|明[日天]|本市)?天气(?:预报)?[:：\s\u3000][^。]{2,60}(?:℃|度|级)[^。]{0,20}"
        ),
    ),
    (
        "imprint",
        re.compile(
            r"(?:版权所有|未经许可|零售|每份|印刷[:：]|承印|本报(?:法律顾问|地址|社址)|社址|社长|全媒体平台|官方(?:微信|微博)|客户端).{0,80}"
        ),
    ),
    (
        "contact",
        re.compile(
            r".{0,8}(?:扫码|扫二维码)(?:[观收查]?看|阅读|听|关注|下载|参与|了解|进入|报名|投稿)[^。，]{0,12}"
        ),
    ),
    (
        "note",
        re.compile(r"[（(【]?本版(?:提示|声明|说明|温馨提示|稿件|文章)[^。]{0,80}。?[）)】]?"),
    ),
    ("page number", re.compile(r"[-—·\s]*\d{1,3}[-—·\s]*")),
)


BULLETS = "·•・\u3000 "


def furniture(text: str) -> str | None:
    """The name of the furniture rule that a whole line meets."""
    text = text.strip().lstrip(BULLETS)
    if len(text) > 160:
        return None
    return next((name for name, pattern in FURNITURE if pattern.fullmatch(text)), None)
