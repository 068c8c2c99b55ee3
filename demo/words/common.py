"""Slots that every story may use: the invented city 澄溪 and what people say there."""

CITY = "澄溪市"
COUNTIES = ("望汀区", "栖禾区", "石渡县", "云棠县", "青埠县", "槐浦县")
SCHOOLS = ("望汀小学", "书院巷小学", "澄溪市第九中学")
CHILDREN = ("小满", "豆豆", "一诺", "阿禾", "晨晨", "朵朵")
PLANTS = tuple("柳槐荷枫桐梨杏苇竹桑榆菱")
SURNAMES = tuple("林周顾沈许高陆程韩苏宋叶秦江傅温卢杜范彭汪祝钟樊")
GIVEN = tuple(
    "砚秋 知棠 书禾 景舟 明漪 望舒 怀谷 晚晴 予安 照野 芷溪 云岫 以宁 静姝 远桥 禾生 青屿 牧之"
    " 念慈 敬亭 采薇 柏年 素问 向榆 小满 立冬 春来 水根 桂香 长庚".split()
)

WORDS = {
    "county": COUNTIES,
    "town": tuple(f"{a}{b}镇" for a in PLANTS for b in ("溪", "坡", "硖", "埠", "岙")),
    "town2": tuple(f"{a}{b}乡" for a in PLANTS for b in ("塘", "岭", "坪")),
    "village": tuple(f"{a}{b}村" for a in PLANTS for b in ("家坞", "园头", "井", "下湾", "石埂")),
    "village2": tuple(f"{a}{b}村" for a in "南北东西上下" for b in ("柘", "浔", "堰", "垟")),
    "community": tuple(
        f"{a}{b}社区" for a in PLANTS for b in ("园里", "汀", "桥西", "安坊", "苑东")
    ),
    "street": tuple(f"{a}{b}" for a in PLANTS for b in ("汀路", "桥街", "荫路", "坊巷", "渡路")),
    "street2": ("望汀路", "栖禾大道", "环溪北路", "渡口街", "书院巷", "南市街", "钟楼街", "东堤路"),
    "river": ("澄溪", "汀江", "栖河", "石渡河", "云棠溪", "槐浦"),
    "school": SCHOOLS,
    "child": CHILDREN,
    "person": tuple(a + b for a in SURNAMES for b in GIVEN),
    "other": tuple(b + c for b in "罗谭姚邹熊孟白崔康毛" for c in GIVEN),
    "elder": tuple(a + b for a in SURNAMES for b in ("大爷", "阿姨", "奶奶", "师傅", "伯伯")),
    "young": tuple("小" + a for a in SURNAMES),
    "age": ("六十三", "六十八", "七十一", "七十四", "七十九", "八十二"),
    "part": ("上午", "下午", "一早", "傍晚"),
    "share": ("三成", "四成", "近半", "六成", "七成多", "八成"),
    "months": ("三个月", "四个月", "半年", "八个月", "一年", "一年半"),
}

# Slots by the season in which the story stands: spring, summer, autumn, winter.
SEASONS = {
    "season": ("春", "夏", "秋", "冬"),
    "weather": (
        "细雨初歇|春寒未退|河风还带着凉意|暖阳刚照进院子",
        "蝉声正密|暑气未散|一场阵雨刚过|日头还没落山",
        "桂香未散|天高云淡|晨雾刚散|秋阳正好",
        "霜色未消|北风正紧|初雪刚停|冬阳斜照",
    ),
    "crop": (
        "春笋|油菜|茶叶|草莓",
        "西瓜|杨梅|莲蓬|早稻",
        "水稻|板栗|甘薯|柚子",
        "冬笋|柑橘|萝卜|白菜",
    ),
    "flower": ("杏花|海棠", "荷花|紫薇", "桂花|菊花", "腊梅|山茶"),
    "chill": (
        "早晚温差大",
        "连日高温",
        "天气干燥",
        "气温走低",
    ),
}

# Facts and voices that fit many stories of news.
FACTS = (
    "据介绍，此前相关部门先后召开了{3-9}次居民座谈会，收集意见建议{40-260}条，其中{share}已经办结。",
    "类似的变化并不只在一处。记者了解到，{county}、{town2}等地也在推进同样的工作，预计年内再覆盖{12-60}个点位。",
    "从今年{春天|年初|第一季度}算起，这项工作前后推进了{months}，参与人员超过{120-900}人次。",
    "记者在现场看到，{指示牌|公示栏|服务台}前不时有人驻足，值班人员耐心作答，登记本已经写到了第{3-9}本。",
    "为方便群众监督，进展情况每{周|半月|月}公布一次，咨询电话和意见箱同步开放。",
)
VOICES = (
    "“以前总觉得这事离自己很远，现在就在家门口，真切得很。”{elder}说。",
    "“一件事一件事地办，不图快，图个踏实。”现场负责人{person}说。",
    "“大家的意见我们都记着，能马上改的当天就改。”{person}翻开随身的笔记本说。",
    "住在附近的{young}告诉记者，他每天都会从这里经过，变化是一点一点看着出来的。",
)
ENDINGS = (
    "下一步，有关部门将继续听取意见，把好的做法固定下来，让更多人受益。",
    "据悉，后续工作将在{months}内分批展开，进展情况会及时向社会公布。",
    "天色渐晚，现场的灯一盏接一盏亮了起来。",
)
INVENTED = "（本文为示例稿，文中地名、单位、人物和事件均为虚构。）"
SOURCE = "示例稿"
TAG = "示例"
