"""Who is in the stories and who writes them: organizations, reporters, other papers."""

# canonical name -> (kind of newsroom.Organization, aliases)
ORGANIZATIONS = {
    "澄溪市水务局": ("government", ["市水务局"]),
    "澄溪市民政局": ("government", ["澄溪民政"]),
    "澄溪市教育局": ("government", ["澄溪教育"]),
    "澄溪市交通运输局": ("government", ["澄溪交通"]),
    "澄溪市农业农村局": ("government", ["澄溪农业"]),
    "澄溪市商务局": ("government", ["澄溪商务"]),
    "澄溪市住房和城乡建设局": ("government", ["市住建局", "澄溪住建"]),
    "澄溪市卫生健康委员会": ("government", ["市卫健委", "澄溪卫健"]),
    "澄溪市气象台": ("institution", ["澄溪气象"]),
    "澄溪市望汀医院": ("institution", ["望汀医院"]),
    "澄溪市中医馆": ("institution", ["澄溪中医馆"]),
    "澄溪市急救中心": ("institution", ["澄溪急救"]),
    "澄溪市图书馆": ("institution", ["澄溪图书馆"]),
    "澄溪市文化馆": ("institution", ["澄溪文化馆"]),
    "澄溪市公交集团": ("company", ["澄溪公交"]),
    "澄溪市供水集团": ("company", ["澄溪供水"]),
    "栖禾农产品合作社": ("company", ["栖禾合作社"]),
    "云棠竹编工坊": ("company", ["云棠竹编"]),
    "望汀小学": ("institution", []),
    "书院巷小学": ("institution", []),
    "澄溪市第九中学": ("institution", ["澄溪九中"]),
    "澄溪市志愿服务联合会": ("association", ["澄溪志愿者联合会"]),
    "渡口街居民议事会": ("community", ["渡口街议事会"]),
}

# name -> (kind of newsroom.Reporter, whether the person has a log-in, affiliation)
REPORTERS = {
    "陆采薇": ("reporter", True, ""),
    "程远桥": ("reporter", True, ""),
    "韩照野": ("reporter", True, ""),
    "苏予安": ("reporter", True, ""),
    "叶望舒": ("reporter", True, ""),
    "秦牧之": ("reporter", True, ""),
    "温芷溪": ("trainee", True, ""),
    "卢小满": ("intern", True, ""),
    "范柏年": ("correspondent", False, "望汀区融媒体中心"),
    "彭素问": ("correspondent", False, "澄溪市望汀医院"),
    "樊念慈": ("correspondent", False, "澄溪市教育局"),
    "汪禾生": ("correspondent", False, "石渡县"),
    "祝静姝": ("correspondent", False, "云棠县"),
    "钟敬亭": ("correspondent", False, "槐浦县"),
}
PRINTED_ROLES = {"trainee": "见习记者", "intern": "实习生", "correspondent": "通讯员"}
OTHER_PAPERS = ("南汀晚报", "青禾日报", "渡口文艺", "云棠周刊")

# section -> the pages of the house paper on which its stories are printed
PAGES = {
    "yaowen": ("01", "02"),
    "xianqu": ("03",),
    "minsheng": ("04",),
    "jiaoyu": ("05",),
    "jiankang": ("06",),
    "fukan": ("07", "08"),
}
