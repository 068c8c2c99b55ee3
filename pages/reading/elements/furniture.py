"""What stands on a page without belonging to any story: navigation, teasers, contacts, ads.

A rule describes a whole line, from its first character to its last. Lines of a story that merely
contain such words (朗读, 客户端, 社长 …) must not be lost, so a line with the end of a sentence is
furniture only where its beginning says so: a notice, a copyright, an address for contributions.
"""

import re

LONGEST = 160  # characters
BULLETS = "·•・\u3000 "

LIST_TITLE = (
    r"(?:(?:本版|本期|今日|版面|标题)"
    r"(?:新闻|标题|导航|导读|目录|要目|看点|内容|本版){1,2}|目录|内容提要)"
)

# No end of a sentence: used in place of `.` wherever free words may follow.
FREE = r"[^。！？!?；]"
BREAK = r"[\s\u3000:：/|｜]"

# Commands of an electronic edition, and what may stand among them.
COMMAND = (
    r"返回(?:首页|目录|列表|顶部)|首页|[上下]一[页篇版期]|[首末]版|打印本页|关闭窗口|版面(?:概览|列表|导航)|往期(?:回顾|阅读)|"
    r"数字报|电子报|字[号体][:：]?(?:[\s\u3000]*[大中小]){2,3}|字[号体][:：]|放大[+＋]?|缩小[-－]?|默认|打印|收藏|分享|评论|"
    rf"朗读|复制链接|【?PDF版?】?|{LIST_TITLE}"
)
EDITION = r"[\u4e00-\u9fff]{1,6}(?:[日晚晨早周]报|都市报|商报|网|论坛)"
DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}-\d{1,2}-\d{1,2}|星期[一二三四五六日天]"
PAGE = r"第?[A-Z]?\d{1,2}版"
AMONG_COMMANDS = rf"{EDITION}|{DAY}|{PAGE}[:：][\u4e00-\u9fff]{{1,6}}|\d{{1,2}}|[\s\u3000|｜/·>»]"

# How to reach a newspaper, and the number or address that must stand right behind it.
CONTACT = (
    r"(?:热线|电话|来电|邮箱|信箱|传真|投稿|来稿|[Ee]-?mail|QQ群?|微信号?|微博|"
    r"网址|邮编|邮政编码|短信)"
)
ADDRESS = r"[\w.．-]+[@＠][\w.．-]+|(?:https?://|www\.)[A-Za-z\d./?&=%#:~_+-]+"
NUMBER = r"[\d×＊*xX—－-]{5,20}"
REACHED = rf"(?:{ADDRESS}|{NUMBER}|[A-Za-z][\w-]{{4,20}})(?![\w×])"

NOTICE = r"(?:遗失|注销|清算|减资|增资|拍卖|招标|变更|债权|寻人|寻亲|招领|更名|迁坟|作废)"
LOST = r"(?=.*(?:遗失|丢失|被盗))(?!.*(?:记者|市民|如果|应当|需要|必须|[说称]))"
VOID = r"(?:声明作废|登报作废|予以作废|特此声明|遗失补办)[。.]?"
SCAN = r"(?:扫一扫|扫码|扫二维码|扫描(?:下方)?二维码)"
BEYOND_PRINT = (
    r"(?:视频|音频|全文|详情|更多|原文|专题|直播|电子[版报]|报道|公众号|视频号|抖音号|"
    r"客户端|[日晚晨早]报)"
)

FURNITURE = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        # Possessive, or a long row of digits could be taken apart in too many ways.
        ("navigation", rf"(?:{AMONG_COMMANDS})*+(?:{COMMAND})(?:{COMMAND}|{AMONG_COMMANDS})*+"),
        ("navigation", rf"[上下]一[篇版期][:：]{FREE}{{1,40}}"),
        ("navigation", rf"{PAGE}[:：]{FREE}{{0,20}}"),
        ("teaser", r"(?:今日|本期|重点)?导[\s\u3000]*读"),
        (
            "teaser",
            rf"(?:【(?:今日|本期|重点)?导读】|(?:今日|本期|重点)?导读{BREAK}){FREE}{{0,60}}",
        ),
        ("teaser", rf"[>＞→▶》]{{1,4}}\s*(?:详见|见)?\s*{PAGE}.*"),
        ("teaser", rf".{{0,40}}[>＞→]{{1,4}}\s*(?:详见|见)?{PAGE}"),
        (
            "teaser",
            r".{0,30}(?:详见|报道见|[（(\s\u3000]见)第?\s*[A-Z]?[\d一二三四五六七八九十]{1,3}\s*版[）)]?",
        ),
        ("contact", rf"{FREE}{{0,24}}?{CONTACT}{FREE}{{0,6}}?{BREAK}*(?:{REACHED}){FREE}{{0,80}}"),
        ("contact", r"[^，。！？：:]{2,16}[：:][\s\u3000]*[\d\s—－-]{7,20}"),
        ("contact", rf"{ADDRESS}|[\d\s—－-]{{7,20}}"),
        ("contact", r"(?:来稿请寄|投稿邮箱|新闻热线|读者热线)[:：\s\u3000].{0,120}"),
        ("contact", rf"(?:本报|本社|报社|编辑部|登报|刊登|投稿)[地社]址{BREAK}{FREE}{{2,80}}"),
        (
            "contact",
            rf"(?:更多{FREE}{{0,10}})?(?:请|欢迎)?{SCAN}?[\s\u3000，,]*"
            rf"关注{FREE}{{0,16}}(?:公众|视频|抖音)号",
        ),
        (
            "contact",
            rf"(?:请|[▲▼↑]\s*)?{SCAN}[\s\u3000，,]*"
            rf"(?:[观收查]?看|阅读|听|关注|下载|了解|进入){FREE}{{0,8}}{BEYOND_PRINT}{FREE}{{0,6}}",
        ),
        (
            "advertisement",
            r"[【\[（(]?[\s\u3000]*(?:公益广告|广\s*告|遗失声明|声明|分类信息|分类广告|便民信息|招聘信息)"
            r"[\s\u3000]*[】\]）)]?",
        ),
        ("advertisement", rf"{NOTICE}(?:声明|公告|启事)[\s\u3000:：]+.{{0,150}}"),
        (
            "advertisement",
            r"(?:公益广告|广告|声明|招聘|[\u4e00-\u9fff]{0,4}启事|[\u4e00-\u9fff]{0,6}公告)"
            rf"[\s\u3000:：]+{FREE}{{0,150}}",
        ),
        ("advertisement", rf"{LOST}{FREE}{{0,120}}{VOID}"),
        (
            "advertisement",
            rf"{FREE}{{0,16}}(?:广告|咨询电话|订购热线|招租电话|承办单位[:：]){FREE}{{0,40}}\d{{7,}}{FREE}{{0,20}}",
        ),
        (
            "imprint",
            rf"{FREE}{{0,40}}(?:出版物号|统一刊号|邮发代号){BREAK}*(?:CN|\d){FREE}{{0,80}}",
        ),
        (
            "imprint",
            rf"(?:零售价?|定价|每份){BREAK}*(?:每份)?[\d.一二三四五六七八九十]+[元角]{FREE}{{0,30}}",
        ),
        (
            "imprint",
            r"(?:本报|本社)?(?:印刷|承印|法律顾问|社址|社长|全媒体平台|官方微[信博]|(?:新闻)?客户端)"
            rf"{BREAK}[^。！？!?；，,]{{2,80}}",
        ),
        (
            "imprint",
            rf"版权(?:所有|声明){BREAK}.{{0,80}}|版权所有[，,]?(?:未经|翻印|侵权|不得).{{0,60}}|"
            r"未经[^。，]{0,8}(?:许可|授权)[，,]?.{0,8}(?:不得|禁止|谢绝).{0,8}"
            r"(?:转载|摘编|复制|使用|翻印|镜像).{0,40}",
        ),
        (
            "weather",
            rf"(?:今[日天]|明[日天]|本市)?天气(?:预报)?{BREAK}{FREE}{{2,60}}(?:℃|度|级){FREE}{{0,20}}",
        ),
        (
            "note",
            r"[（(【]?本版(?:提示|声明|说明|温馨提示|稿件|文章)[^。]{0,80}。?[）)】]?",
        ),
        ("page number", r"[-—·\s]*\d{1,3}[-—·\s]*"),
    )
)


def furniture(text: str) -> str | None:
    """The name of the furniture rule that a whole line meets."""
    text = text.strip().lstrip(BULLETS)
    if len(text) > LONGEST:
        return None
    return next((name for name, pattern in FURNITURE if pattern.fullmatch(text)), None)
