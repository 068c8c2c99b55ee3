"""The drawn pictures of the demo: simple scenes in the light of a morning, a day or an evening.

A scene is a function of a Stage that draws on it; SCENES says what is to be seen.
"""

import random
from dataclasses import dataclass, field

from PIL import Image

from demo.pen import Pen, canvas

SIZE = (960, 640)
GREEN = "#2f9e6b"  # of the chemists: the red cross is not anybody's

# sky above, sky below, far, middle, near, water, light
LIGHTS = (
    ("#f6cfae", "#fdf1dd", "#c9b8b0", "#9fae8f", "#76906a", "#b9cfd0", "#fff0c9"),
    ("#a9d3e8", "#eef6ee", "#a9c3c4", "#8fb98a", "#5f9a63", "#9cc6d6", "#fffbe2"),
    ("#3d4a78", "#e8a27c", "#5d5b83", "#4b5f6b", "#35505a", "#6c7aa0", "#ffd28a"),
)
ROOFS = ("#a65e4a", "#7d6a60", "#5f7180", "#b07a4f")
WALLS = ("#f3ead9", "#e6ddd0", "#f6f1e6", "#dfe4e2")
COATS = ("#b8433b", "#2f6d8a", "#d59a3c", "#6b8f5a", "#7a4a67", "#3f5d8a")


@dataclass
class Stage:
    """What a scene is drawn on: a pen, the colours of the hour, and a chance of its own."""

    light: int
    chance: random.Random
    image: Image.Image = field(init=False)
    pen: Pen = field(init=False)

    def __post_init__(self):
        names = ("top", "bottom", "far", "middle", "near", "water", "glow")
        for name, colour in zip(names, LIGHTS[self.light], strict=True):
            setattr(self, name, colour)
        self.image = canvas(self.top, self.bottom, SIZE)
        self.pen = Pen(self.image)

    def sun(self):
        x = self.chance.randint(140, 820)
        self.pen.glow(x, 130, 240, self.glow, 0.9)
        self.pen.disc(x, 130, 38, self.glow)

    def hills(self, y, colour, height=90):
        """A range of hills whose feet stand at `y`."""
        for x in range(-60, 1060, 150):
            reach = self.chance.randint(130, 230)
            self.pen.disc(x, y, reach, colour, squash=height / reach)
        self.pen.box(0, y - 4, 960, 640, fill=colour)

    def tree(self, x, y, size, colour=None):
        self.pen.line((x, y), (x, y - size), fill="#6d5442", width=max(4, size // 11))
        for dx, dy in ((-0.35, 0.9), (0.35, 0.95), (0, 1.3)):
            self.pen.disc(x + dx * size, y - dy * size, size * 0.45, colour or self.near)

    def house(self, x, y, width, height, roof=None):
        """A house whose lower left corner is (x, y)."""
        wall, roof = self.chance.choice(WALLS), roof or self.chance.choice(ROOFS)
        self.pen.box(x, y - height, x + width, y, fill=wall)
        top = y - height
        self.pen.shape(
            (x - 14, top), (x + width / 2, top - width * 0.3), (x + width + 14, top), fill=roof
        )
        for left in range(int(x) + 18, int(x + width) - 26, 44):
            self.pen.box(left, top + 22, left + 22, top + 50, fill=self.window)

    @property
    def window(self):
        return "#ffd98f" if self.light == 2 else "#8aa5b3"

    def block(self, x, y, width, height, colour):
        """A tall house with rows of windows."""
        self.pen.box(x, y - height, x + width, y, fill=colour)
        for top in range(int(y - height) + 14, int(y) - 24, 30):
            for left in range(int(x) + 10, int(x + width) - 16, 26):
                if self.chance.random() < 0.75:
                    self.pen.box(left, top, left + 12, top + 15, fill=self.window)

    def person(self, x, y, scale=1.0):
        """Somebody seen from far, standing at (x, y)."""
        coat, s = self.chance.choice(COATS), scale
        self.pen.box(x - 15 * s, y - 62 * s, x + 15 * s, y - 18 * s, fill=coat, radius=int(12 * s))
        for side in (-1, 1):
            legs = (x + side * 6 * s, y - 22 * s), (x + side * 7 * s, y)
            self.pen.line(*legs, fill="#3b3f4a", width=max(3, int(8 * s)))
        self.pen.disc(x, y - 76 * s, 14 * s, "#e8bd97")
        self.pen.disc(x, y - 82 * s, 13 * s, "#2d2320", squash=0.7)

    def people(self, y, count, scale=1.0, left=80, right=880):
        step = (right - left) / count
        for index in range(count):
            x = left + step * (index + 0.2 + 0.6 * self.chance.random())
            self.person(x, y + self.chance.randint(-8, 8), scale)

    def water_from(self, y):
        self.pen.box(0, y, 960, 640, fill=self.water)
        for _ in range(26):
            x, at = self.chance.randint(0, 900), self.chance.randint(y + 10, 630)
            self.pen.line((x, at), (x + self.chance.randint(30, 90), at), fill=self.glow, width=2)

    def room(self, wall, floor):
        self.pen.box(0, 0, 960, 640, fill=wall)
        self.pen.box(0, 470, 960, 640, fill=floor)


# --- outside --------------------------------------------------------------------------------------


def bridge(stage):
    stage.sun()
    stage.hills(360, stage.far)
    stage.water_from(400)
    pen = stage.pen
    for x in (260, 700):
        pen.line((x, 470), (x, 150), fill="#dfe3e6", width=16)
        for step in range(1, 7):
            for side in (-1, 1):
                pen.line((x, 165), (x + side * step * 36, 392), fill="#c7ced3", width=3)
    pen.box(0, 388, 960, 412, fill="#6f7a85")
    pen.box(0, 380, 960, 390, fill="#e9ecee")


def river(stage):
    stage.sun()
    stage.hills(330, stage.far)
    stage.hills(390, stage.middle, 60)
    stage.water_from(410)
    pen = stage.pen
    pen.shape((330, 520), (630, 520), (580, 560), (380, 560), fill="#6a4a33")
    stage.person(450, 525, 0.9)
    pen.line((490, 420), (560, 560), fill="#8b6b47", width=5)
    for x in (40, 90, 880, 930):
        pen.curve((x, 640), (x + 10, 540), (x + 26, 500), stage.near, 5)


def park(stage):
    stage.sun()
    stage.hills(380, stage.far)
    pen = stage.pen
    pen.box(0, 400, 960, 640, fill=stage.middle)
    pen.shape((380, 400), (560, 400), (820, 640), (180, 640), fill="#e7d9bd")
    for x, size in ((90, 120), (230, 90), (720, 95), (880, 130)):
        stage.tree(x, 470, size)
    stage.people(560, 4, 1.1, 320, 680)


def skyline(stage):
    stage.sun()
    x = -10
    while x < 960:
        width = stage.chance.randint(60, 120)
        stage.block(x, 520, width, stage.chance.randint(140, 360), stage.far)
        x += width + 6
    for x in range(30, 960, 180):
        stage.block(x, 540, 100, stage.chance.randint(80, 200), stage.middle)
    stage.pen.box(0, 520, 960, 640, fill=stage.near)
    for x in range(40, 960, 90):
        stage.tree(x, 560, 46, stage.middle)


def works(stage):
    stage.sun()
    pen = stage.pen
    pen.box(0, 500, 960, 640, fill="#c2a878")
    for x, height in ((160, 170), (420, 230), (640, 130)):
        stage.block(x, 500, 190, height, "#cfcabf")
    pen.line((760, 520), (760, 90), fill="#d9a03a", width=14)
    pen.line((520, 110), (900, 110), fill="#d9a03a", width=12)
    pen.line((580, 110), (580, 250), fill="#4b4f57", width=3)
    pen.box(556, 250, 604, 280, fill="#8c6d4f")
    stage.people(585, 4)


def bus(stage):
    stage.sun()
    for x in range(0, 960, 160):
        stage.block(x, 420, 130, stage.chance.randint(140, 280), stage.far)
    pen = stage.pen
    pen.box(0, 420, 960, 460, fill="#d8d2c6")
    pen.box(0, 460, 960, 640, fill="#6b7078")
    colour = stage.chance.choice(("#2f8f83", "#3f6fa8", "#c8553d"))
    pen.box(220, 300, 720, 500, fill=colour, radius=26)
    for x in range(250, 650, 92):
        pen.box(x, 330, x + 74, 400, fill="#dbe9ee", radius=6)
    pen.box(640, 330, 690, 490, fill="#cfe0e6", radius=6)
    for x in (320, 620):
        pen.disc(x, 505, 42, "#23262b")
        pen.disc(x, 505, 18, "#9aa0a8")
    stage.people(455, 3, 1.1, 760, 940)


def field(stage):
    stage.sun()
    stage.hills(300, stage.far)
    pen = stage.pen
    gold = stage.chance.choice(("#d9b24f", "#b9c25a", "#e0c878"))
    pen.box(0, 320, 960, 640, fill=gold)
    for index in range(12):
        x = index * 90 - 20
        pen.line((480 + (x - 480) * 0.35, 322), (x, 640), fill=stage.near, width=5)
    stage.people(500, 4, 1.2)
    for x in (180, 760):
        stage.house(x, 330, 100, 54)


def terraces(stage):
    stage.sun()
    stage.hills(250, stage.far, 110)
    for index in range(9):
        y = 270 + index * 42
        colour = stage.middle if index % 2 else stage.near
        bend = stage.chance.randint(-40, 60)
        stage.pen.curve((-40, y + 40), (480, y - 30 + bend), (1000, y + 40), colour, 52)
    stage.people(470, 3, 0.8, 300, 700)


def orchard(stage):
    stage.sun()
    stage.hills(340, stage.far)
    pen = stage.pen
    pen.box(0, 360, 960, 640, fill=stage.middle)
    fruit = stage.chance.choice(("#e98a2c", "#d8433a", "#f0c23f"))
    for y, size in ((420, 80), (560, 120)):
        for x in range(60, 960, 180):
            stage.tree(x, y, size)
            for _ in range(9):
                dx, dy = stage.chance.uniform(-0.6, 0.6), stage.chance.uniform(0.7, 1.5)
                pen.disc(x + dx * size, y - dy * size, size * 0.07, fruit)
    stage.people(610, 3, 1.2)


def village(stage):
    stage.sun()
    stage.hills(320, stage.far, 120)
    stage.pen.box(0, 360, 960, 640, fill=stage.middle)
    for x, y, width in ((60, 430, 190), (330, 400, 150), (560, 440, 210), (800, 410, 130)):
        stage.house(x, y, width, width * 0.42)
    stage.pen.curve((420, 640), (560, 540), (480, 420), "#e7d9bd", 60)
    for x, size in ((30, 90), (290, 70), (520, 80), (930, 110)):
        stage.tree(x, 480, size)
    stage.people(590, 2, 1.2, 360, 620)


def houses(stage):
    stage.sun()
    for x, height in ((40, 330), (270, 380), (500, 330), (730, 380)):
        stage.block(x, 500, 200, height, stage.chance.choice(WALLS))
        stage.pen.box(x - 6, 500 - height - 12, x + 206, 500 - height, fill="#8a6f60")
        stage.pen.box(x + 78, 500 - height + 10, x + 116, 500, fill="#b9d3dc")
    stage.pen.box(0, 500, 960, 640, fill=stage.middle)
    for x in range(30, 960, 150):
        stage.tree(x, 540, 54)
    stage.people(610, 4)


def school(stage):
    stage.sun()
    pen = stage.pen
    stage.block(120, 440, 720, 210, "#f2e6d3")
    pen.box(100, 214, 860, 236, fill="#b0563f")
    pen.box(430, 180, 530, 440, fill="#e9d5b8")
    pen.disc(480, 230, 30, "#fbfbf8")
    pen.line((480, 230), (480, 210), fill="#3b3f4a", width=4)
    pen.line((480, 230), (496, 238), fill="#3b3f4a", width=4)
    pen.box(0, 440, 960, 640, fill="#c98a68")
    for y in (500, 560):
        pen.line((0, y), (960, y), fill="#f2e3d6", width=4)
    for x, size in ((60, 110), (900, 120)):
        stage.tree(x, 450, size)
    stage.people(600, 7, 0.95)


def track(stage):
    stage.sun()
    stage.hills(280, stage.far)
    pen = stage.pen
    pen.box(0, 300, 960, 640, fill="#bf6a4c")
    pen.shape((0, 300), (960, 300), (960, 350), (0, 400), fill=stage.middle)
    for index in range(5):
        pen.line((0, 440 + index * 50), (960, 380 + index * 64), fill="#f2e3d6", width=4)
    stage.people(560, 6, 1.25)


def street(stage):
    pen = stage.pen
    for side in (0, 1):
        for index in range(4):
            x = index * 90 if not side else 960 - index * 90 - 110
            stage.house(x, 470 - index * 24, 110, 210 - index * 30)
    pen.shape((380, 400), (580, 400), (760, 640), (200, 640), fill="#b9ad9c")
    for y in range(420, 640, 30):
        pen.line((300, y), (660, y), fill="#a3978a", width=2)
    for x in (200, 760):
        pen.disc(x, 250, 18, "#d8342c", squash=1.15)
        pen.line((x, 180), (x, 232), fill="#5b3a25", width=3)
    stage.people(560, 2, 1.1, 380, 600)


def lamps(stage):
    pen = stage.pen
    pen.box(0, 0, 960, 640, fill="#26305a")
    for x in range(-20, 960, 150):
        stage.block(x, 480, 130, stage.chance.randint(170, 330), "#38416a")
    pen.box(0, 480, 960, 640, fill="#3a3550")
    for x in range(110, 960, 240):
        pen.glow(x, 290, 150, "#ffcf7d", 0.9)
        pen.line((x, 560), (x, 300), fill="#1d2340", width=8)
        pen.disc(x, 290, 17, "#ffe7ae")
    stage.people(590, 3, 1.2)


def snow(stage):
    stage.hills(360, "#cfd8e6", 110)
    pen = stage.pen
    pen.box(0, 400, 960, 640, fill="#eef2f8")
    for x, width in ((120, 180), (420, 210), (720, 160)):
        stage.house(x, 470, width, width * 0.45, roof="#f7f9fd")
    for x in (60, 360, 680, 910):
        stage.tree(x, 510, 90, "#dfe7f2")
    stage.people(590, 2, 1.2, 360, 640)
    for _ in range(220):
        pen.disc(stage.chance.randint(0, 960), stage.chance.randint(0, 640), 3, "#ffffff")


def lotus(stage):
    stage.sun()
    stage.hills(240, stage.far)
    stage.water_from(260)
    for _ in range(22):
        x, y = stage.chance.randint(0, 960), stage.chance.randint(300, 620)
        stage.pen.disc(x, y, y / 9, stage.near, squash=0.4)
    for _ in range(7):
        x, y = stage.chance.randint(60, 900), stage.chance.randint(320, 520)
        stage.pen.line((x, y), (x, y + 80), fill="#5f8a5a", width=4)
        for turn in range(-2, 3):
            stage.pen.disc(x + turn * 10, y - 12 + abs(turn) * 5, 16, "#f2a7b5", squash=1.3)


# --- inside ---------------------------------------------------------------------------------------


def books(stage):
    stage.room("#efe3cd", "#a97b52")
    pen = stage.pen
    for y in (60, 190, 320):
        pen.box(60, y + 106, 900, y + 120, fill="#7c5636")
        x = 70
        while x < 880:
            width, height = stage.chance.randint(12, 30), stage.chance.randint(70, 104)
            pen.box(x, y + 106 - height, x + width, y + 106, fill=stage.chance.choice(COATS))
            x += width + 3
    stage.people(600, 3, 1.6, 140, 840)


def classroom(stage):
    stage.room("#f2ead9", "#c7a27a")
    pen = stage.pen
    pen.box(180, 70, 780, 300, fill="#3f6b58", radius=6)
    pen.box(170, 300, 790, 314, fill="#8a6543")
    for index in range(5):
        pen.line(
            (230, 120 + index * 34), (380 + index * 40, 120 + index * 34), fill="#dfeae2", width=4
        )
    pen.disc(640, 180, 54, "#dfeae2")
    pen.disc(640, 180, 49, "#3f6b58")
    stage.person(480, 440, 1.5)
    for x in range(90, 900, 170):
        stage.person(x + 50, 560, 1.1)
        pen.box(x, 540, x + 110, 560, fill="#a97b52", radius=4)
        pen.box(x + 8, 560, x + 18, 640, fill="#7c5636")
        pen.box(x + 92, 560, x + 102, 640, fill="#7c5636")


def clinic(stage):
    stage.room("#e3f0ee", "#cfd8d2")
    pen = stage.pen
    pen.box(90, 80, 330, 300, fill="#bfe0e6", radius=8)
    pen.box(204, 80, 214, 300, fill="#ffffff")
    pen.box(640, 90, 740, 190, fill="#ffffff", radius=12)
    pen.box(682, 106, 698, 174, fill=GREEN)
    pen.box(656, 132, 724, 148, fill=GREEN)
    for x in (330, 600):
        stage.person(x, 540, 2.0)
    pen.box(250, 470, 710, 496, fill="#f4ead2", radius=6)
    pen.box(270, 496, 290, 620, fill="#cbb88f")
    pen.box(670, 496, 690, 620, fill="#cbb88f")
    pen.box(440, 420, 500, 470, fill="#ffffff", radius=6)
    pen.box(450, 430, 490, 452, fill="#5fb37a")


def hall(stage):
    stage.room("#e9dfd0", "#8f6b52")
    pen = stage.pen
    pen.box(140, 60, 820, 300, fill="#c9dbe2", radius=8)
    x = 180
    for _ in range(6):
        height = stage.chance.randint(40, 190)
        pen.box(x, 280 - height, x + 70, 280, fill=stage.chance.choice(COATS))
        x += 102
    for y, scale in ((470, 0.9), (550, 1.2), (640, 1.5)):
        stage.people(y, 8, scale, 40, 940)


def market(stage):
    stage.room("#f3e6cf", "#b9a58c")
    pen = stage.pen
    for index, x in enumerate(range(20, 900, 235)):
        pen.box(x, 90, x + 215, 140, fill=COATS[index], radius=8)
        pen.box(x, 380, x + 215, 470, fill="#a97b52", radius=4)
        for _ in range(26):
            dx, dy = stage.chance.randint(16, 200), stage.chance.randint(346, 384)
            pen.disc(
                x + dx, dy, 14, stage.chance.choice(("#d8433a", "#6b9f4a", "#f0c23f", "#e98a2c"))
            )
    stage.people(590, 5, 1.4)


def table(stage):
    stage.room("#f1e2c8", "#94683f")
    pen = stage.pen
    pen.glow(480, 120, 260, "#fff1cf", 0.9)
    pen.box(440, 0, 520, 60, fill="#7c5636", radius=10)
    pen.disc(480, 520, 440, "#b98454", squash=0.36)
    for x, y in ((250, 480), (420, 440), (600, 470), (730, 520), (470, 560), (300, 570)):
        pen.disc(x, y, 62, "#fbfbf8", squash=0.5)
        pen.disc(
            x,
            y - 4,
            44,
            stage.chance.choice(("#c8553d", "#7fa650", "#e0b04a", "#8c5a3c")),
            squash=0.45,
        )
        for step in range(3):
            pen.curve(
                (x - 14 + step * 14, y - 34),
                (x + step * 8, y - 66),
                (x - 10 + step * 14, y - 96),
                "#fff7e6",
                3,
            )


def workshop(stage):
    stage.room("#e7d3b1", "#8a6543")
    pen = stage.pen
    for x in range(40, 940, 130):
        for ring in range(4):
            pen.disc(x + 40, 150, 52 - ring * 13, ("#c99a5b", "#e7c88f")[ring % 2])
    stage.people(560, 4, 1.8, 120, 840)
    pen.box(60, 500, 900, 530, fill="#6d4a2f", radius=6)
    for x in range(140, 860, 180):
        pen.disc(x, 486, 44, "#d9b06c", squash=0.6)
        for dx in range(-30, 31, 15):
            pen.line((x + dx, 466), (x + dx // 2, 508), fill="#a87a3d", width=3)


# name -> (what draws it, what is seen)
SCENES = {
    "bridge": (bridge, "一座斜拉桥跨过宽阔的河面，远处是连绵的山"),
    "river": (river, "小船停在河面上，船夫撑着竹篙，两岸是山"),
    "park": (park, "树荫下的步道上，几个人在散步"),
    "skyline": (skyline, "城市里高高低低的楼房，前面是一排行道树"),
    "works": (works, "工地上立着塔吊，几名工人站在空地上"),
    "bus": (bus, "一辆公交车停在街边，几个人在站台等车"),
    "field": (field, "田垄伸向远山，几个人在田里干活"),
    "terraces": (terraces, "层层梯田绕着山坡，田埂上有人走过"),
    "orchard": (orchard, "果园里的树上挂满果子，几个人在树下采摘"),
    "village": (village, "山脚下的村子，小路通向几座老屋"),
    "houses": (houses, "几栋居民楼，楼外装着电梯，楼前有人走过"),
    "school": (school, "教学楼前的操场上站着一群孩子"),
    "track": (track, "跑道上，几个人一起往前跑"),
    "street": (street, "老街两边是矮房子，门前挂着红灯笼"),
    "lamps": (lamps, "夜里的街道，路灯亮着，有人走过"),
    "snow": (snow, "雪后的村子，屋顶和树上都是白的"),
    "lotus": (lotus, "池塘里开着荷花，荷叶铺满水面"),
    "books": (books, "一面墙的书架前，几个人在挑书"),
    "classroom": (classroom, "老师站在黑板前，学生坐在课桌后"),
    "clinic": (clinic, "诊室里，医生和来看病的人隔着桌子坐着"),
    "hall": (hall, "大厅里坐满了人，前面的屏幕上是一张图表"),
    "market": (market, "市场里的摊位上摆满蔬菜水果，顾客在挑选"),
    "table": (table, "圆桌上摆着六盘热气腾腾的菜"),
    "workshop": (workshop, "作坊里，几个人围着长桌做竹编"),
}
LIGHT_NAMES = ("清晨", "白天", "傍晚")


def draw(scene, light):
    """The picture of that scene in that light, the same each time: an RGB image of SIZE."""
    stage = Stage(light, random.Random(f"{scene} {light}"))
    SCENES[scene][0](stage)
    return stage.image.resize(SIZE, Image.Resampling.LANCZOS)
