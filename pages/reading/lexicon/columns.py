"""Words that name columns, sections and page furniture."""

from . import words

BRIEF_COLUMN_ENDINGS = words(
    "简讯 短讯 快讯 速览 速递 集锦 播报 简报 短波 快递 快报 资讯 动态 一览 点击 传真 撷英",
    "集萃 要闻 短新闻 微新闻 新闻速读 短消息 早知道 信息窗 信息台 微播 扫描 连线",
    "医讯 校讯 书讯 会讯 科讯 商讯 警讯",
)
PLAIN_BRIEF_COLUMN_ENDINGS = words(
    "简讯 短讯 快讯 速览 速递 集锦 播报 简报 集萃",
)
ARTICLE_COLUMNS = frozenset(
    words(
        "图片新闻 新春走基层 走基层 记者调查 一线见闻 记者走基层 深度报道 新闻调查 新闻特写",
        "特写 现场新闻 本报特稿 今日关注 热点关注 民生关注 新闻追踪 光影 镜头 视觉 摄影报道",
        "图说新闻 图说",
    )
)
# Over another title, a line that ends like this names a column.
ARTICLE_COLUMN_ENDINGS = words(
    "走基层 看振兴 看变化 看发展 直通车 大家谈 三人谈 曝光台 回音壁 议事厅 会客厅 光荣榜 红黑榜",
    "人物志 系列报道 特别报道 新征程 新时代",
)
# And so does one of four characters that opens like this: 聚焦两会.
ARTICLE_COLUMN_OPENINGS = words("聚焦 关注 直击 感受 喜迎 对话 走近 走进 致敬 奋进 追踪 回访 讲述")
PICTURE_COLUMN = "图片新闻"
SECTIONS = frozenset(
    words(
        "要闻 时政 本地 城事 民生 教育 文化 体育 财经 经济 健康 社会 综合 国际 国内 县区 副刊",
        "专题 法治 旅游 科技 卫生 县域 城市 生活 视点 关注 评论 专版 河东 天下 文旅 娱乐 乡村",
        "农业 三农 民生关注 社会新闻 本地新闻 综合新闻",
    )
)
EDITOR_ROLES = words(
    "责任编辑 执行责编 执行编辑 本版责编 本版编辑 本版美编 本版校对 本版主编 版面编辑",
    "值班主任 值班总编 值班编委 值班编辑 值班副总编 新闻编辑 图片编辑 美术编辑 视觉编辑",
    "版式设计 版面设计 版式 责编 美编 编辑 组版 校对 校检 检校 审读 主编 编审 终审 统筹",
    "策划 制图 照排 排版 实习编辑 一读 二读 美术 视觉 图编 签发 值班",
)
