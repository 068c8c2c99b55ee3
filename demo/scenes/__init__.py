"""The drawn pictures of the demo: simple scenes in the light of a morning, a day or an evening.

A scene is a function of a Stage that draws on it; SCENES says what is to be seen.
"""

import random

from PIL import Image

from demo.scenes import inside, outside
from demo.scenes.stage import LIGHTS, SIZE, Stage

__all__ = ["LIGHTS", "LIGHT_NAMES", "SCENES", "SIZE", "draw"]

# name -> (what draws it, what is seen)
SCENES = {
    "bridge": (outside.bridge, "一座斜拉桥跨过宽阔的河面，远处是连绵的山"),
    "river": (outside.river, "小船停在河面上，船夫撑着竹篙，两岸是山"),
    "park": (outside.park, "树荫下的步道上，几个人在散步"),
    "skyline": (outside.skyline, "城市里高高低低的楼房，前面是一排行道树"),
    "works": (outside.works, "工地上立着塔吊，几名工人站在空地上"),
    "bus": (outside.bus, "一辆公交车停在街边，几个人在站台等车"),
    "field": (outside.field, "田垄伸向远山，几个人在田里干活"),
    "terraces": (outside.terraces, "层层梯田绕着山坡，田埂上有人走过"),
    "orchard": (outside.orchard, "果园里的树上挂满果子，几个人在树下采摘"),
    "village": (outside.village, "山脚下的村子，小路通向几座老屋"),
    "houses": (outside.houses, "几栋居民楼，楼外装着电梯，楼前有人走过"),
    "school": (outside.school, "教学楼前的操场上站着一群孩子"),
    "track": (outside.track, "跑道上，几个人一起往前跑"),
    "street": (outside.street, "老街两边是矮房子，门前挂着红灯笼"),
    "lamps": (outside.lamps, "夜里的街道，路灯亮着，有人走过"),
    "snow": (outside.snow, "雪后的村子，屋顶和树上都是白的"),
    "lotus": (outside.lotus, "池塘里开着荷花，荷叶铺满水面"),
    "books": (inside.books, "一面墙的书架前，几个人在挑书"),
    "classroom": (inside.classroom, "老师站在黑板前，学生坐在课桌后"),
    "clinic": (inside.clinic, "诊室里，医生和来看病的人隔着桌子坐着"),
    "hall": (inside.hall, "大厅里坐满了人，前面的屏幕上是一张图表"),
    "market": (inside.market, "市场里的摊位上摆满蔬菜水果，顾客在挑选"),
    "table": (inside.table, "圆桌上摆着六盘热气腾腾的菜"),
    "workshop": (inside.workshop, "作坊里，几个人围着长桌做竹编"),
}
LIGHT_NAMES = ("清晨", "白天", "傍晚")


def draw(scene, light):
    """The picture of that scene in that light, the same each time: an RGB image of SIZE."""
    stage = Stage(light, random.Random(f"{scene} {light}"))
    SCENES[scene][0](stage)
    return stage.image.resize(SIZE, Image.Resampling.LANCZOS)
