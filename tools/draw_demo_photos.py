"""Draw the three pictures of the demo into fixtures/photos/, which are committed.

    python tools/draw_demo_photos.py

They stand where the sample page printed photographs that we do not have; each is marked 示意图.
"""

import math
import random
import sys
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from demo.pen import FINE, Pen, canvas

FOLDER = ROOT / "fixtures" / "photos"
SIZE = (1800, 1200)
GREEN = "#2f9e6b"  # of the chemists: the red cross is not anybody's
chance = random.Random(7)


def finished(image):
    """At its size, with the grain of a photograph."""
    image = image.resize(SIZE, Image.Resampling.LANCZOS)
    grain = Image.effect_noise(SIZE, 14).filter(ImageFilter.GaussianBlur(0.7))
    return ImageChops.soft_light(image, Image.merge("RGB", [grain] * 3))


def person(pen, x, y, coat, hair="#2d2320", skin="#e8bd97", scale=1.0, scarf=None):
    """Head and shoulders, standing at (x, y) with their lower edge."""

    def s(number):
        return number * scale

    pen.box(x - s(105), y - s(300), x + s(105), y + s(60), fill=coat, radius=s(80))
    pen.box(x - s(28), y - s(340), x + s(28), y - s(270), fill=skin, radius=s(20))
    pen.disc(x, y - s(390), s(78), skin)
    pen.draw.pieslice(
        pen._fine((x - s(84), y - s(482), x + s(84), y - s(314))), 178, 362, fill=hair
    )
    if scarf:
        pen.box(x - s(70), y - s(318), x + s(70), y - s(270), fill=scarf, radius=s(24))
    for side in (-1, 1):
        pen.disc(x + side * s(28), y - s(382), s(7), "#33261f")
    pen.draw.arc(
        pen._fine((x - s(26), y - s(382), x + s(26), y - s(342))), 25, 155, "#8a4a3a", int(6 * FINE)
    )


def visit():
    """暖心慰问: gifts carried to a lit door on a snowy evening."""
    image = canvas("#1d2b4c", "#6b6f93", SIZE)
    pen = Pen(image)
    for x, height in ((120, 330), (420, 260), (1500, 300), (1760, 380)):
        pen.disc(x, 800, height, "#2a3657", squash=0.8)
    pen.shape((0, 820), (1800, 760), (1800, 1200), (0, 1200), fill="#dfe4f1")
    # the house
    pen.box(820, 380, 1640, 960, fill="#8f5b46")
    for row in range(12):
        pen.box(820, 420 + row * 46, 1640, 423 + row * 46, fill="#7d4d3b")
    pen.shape((740, 400), (1230, 140), (1720, 400), fill="#3b3646")
    eaves = ((740, 385), (1230, 120), (1720, 385), (1720, 350), (1230, 80), (740, 350))
    pen.shape(*eaves, fill="#f3f5fb")
    pen.glow(1040, 690, 520, "#ffc46b", 0.9)
    pen.box(930, 520, 1150, 960, fill="#ffd993")
    pen.box(1150, 520, 1190, 960, fill="#5b3324")
    pen.box(1300, 540, 1540, 760, fill="#ffcf7d")
    pen.box(1412, 540, 1428, 760, fill="#5b3324")
    pen.box(1300, 642, 1540, 658, fill="#5b3324")
    for x in (880, 1232):  # lanterns beside the door
        pen.line((x, 430), (x, 500), fill="#3a2a22", width=6)
        pen.glow(x, 550, 190, "#ff7a4d", 0.7)
        pen.disc(x, 550, 46, "#d8342c", squash=1.1)
        pen.box(x - 24, 496, x + 24, 510, fill="#f0c35a")
        pen.box(x - 24, 592, x + 24, 606, fill="#f0c35a")
    # light on the snow
    pen.shape((930, 960), (1150, 960), (1060, 1200), (560, 1200), fill="#f6e3bd")
    person(pen, 1040, 960, "#7a4a67", hair="#d9d5d2", scale=0.8)
    person(pen, 640, 1090, "#2f6d8a", scarf="#d8342c")
    person(pen, 390, 1120, "#b8433b", hair="#241c1a", scarf="#f0c35a", scale=1.05)
    # what they bring
    pen.box(715, 900, 880, 1040, fill="#d8342c", radius=8)
    pen.box(715, 958, 880, 980, fill="#f0c35a")
    pen.box(788, 900, 808, 1040, fill="#f0c35a")
    pen.curve((798, 900), (740, 830), (770, 895), "#f0c35a", 12)
    pen.curve((798, 900), (856, 830), (826, 895), "#f0c35a", 12)
    pen.line((640, 880), (735, 935), fill="#2f6d8a", width=64)
    pen.disc(742, 940, 30, "#e8bd97")
    pen.box(215, 960, 330, 1130, fill="#f4efe2", radius=22)
    pen.word(272, 1050, "米", 74, "#b8433b")
    for _ in range(420):
        x, y = chance.randrange(1800), chance.randrange(1200)
        pen.disc(x, y, chance.choice((2, 3, 3, 4, 6)), "#ffffff")
    return finished(image)


def clinic():
    """爱心义诊: a doctor measures an old man's blood pressure at a table in the yard."""
    image = canvas("#bfe0e6", "#f5f1e2", SIZE)
    pen = Pen(image)
    pen.glow(1480, 190, 420, "#fff3c8", 0.9)
    pen.disc(1480, 190, 78, "#fff4cf")
    trees = (180, 560, 300, "#9cc7a5"), (520, 600, 240, "#86b894"), (1640, 570, 290, "#8fbf9b")
    for x, y, r, colour in trees:
        pen.disc(x, y, r, colour, squash=0.75)
    pen.box(0, 640, 1800, 1200, fill="#dccfb1")
    pen.shape((0, 640), (1800, 640), (1800, 690), (0, 720), fill="#cdbd99")
    # the tent and its banner
    pen.shape((240, 330), (1560, 330), (1440, 160), (360, 160), fill="#2f8f83")
    for index in range(6):
        left = 240 + index * 220
        scallop = "#f7f5ee" if index % 2 else "#2f8f83"
        pen.draw.pieslice(pen._fine((left, 270, left + 220, 390)), 0, 180, fill=scallop)
    for x in (270, 1530):
        pen.line((x, 330), (x, 1040), fill="#8c8f8a", width=16)
    pen.box(480, 400, 1320, 500, fill="#c8372f", radius=10)
    pen.word(900, 448, "爱 心 义 诊", 66, "#fff3d6")
    person(pen, 560, 980, "#fbfbf8", hair="#3a2a24", scale=1.1)
    person(pen, 1230, 980, "#5a6b7f", hair="#e3e0db", scale=1.1)
    # the doctor's cap, cross and stethoscope
    pen.box(496, 452, 624, 500, fill="#ffffff", radius=14)
    pen.box(551, 462, 569, 492, fill=GREEN)
    pen.box(545, 470, 575, 484, fill=GREEN)
    pen.curve((505, 660), (560, 860), (615, 660), "#3d4a55", 11)
    pen.curve((560, 760), (575, 830), (600, 850), "#3d4a55", 11)
    pen.disc(604, 856, 20, "#9aa7b1")
    # the table, the cuff and what stands on it
    pen.line((1160, 800), (1010, 930), fill="#5a6b7f", width=84)
    pen.line((1060, 890), (940, 940), fill="#e8bd97", width=52)
    pen.line((1120, 836), (1050, 896), fill="#2b5c8a", width=92)
    pen.line((630, 800), (800, 930), fill="#fbfbf8", width=84)
    pen.disc(830, 944, 34, "#e8bd97")
    pen.box(300, 960, 1500, 1010, fill="#f4ead2", radius=14)
    pen.box(300, 990, 1500, 1160, fill="#e3d4b0", radius=10)
    pen.box(690, 850, 770, 960, fill="#e9f0f3", radius=10)
    pen.box(702, 864, 758, 902, fill="#5fb37a")
    pen.curve((770, 930), (900, 990), (1050, 900), "#39424a", 9)
    pen.box(380, 880, 470, 960, fill="#ffffff", radius=8)
    pen.box(417, 896, 433, 944, fill=GREEN)
    pen.box(401, 912, 449, 928, fill=GREEN)
    pen.disc(1380, 925, 36, "#e9734a")
    pen.disc(1420, 930, 30, "#f0a04f")
    for x, y, size in ((980, 660, 34), (860, 600, 22)):  # hearts
        for side in (-1, 1):
            pen.disc(x + side * size / 2, y, size / 1.8, "#e2574c")
        below = (x - size, y + size / 5), (x + size, y + size / 5), (x, y + size * 1.3)
        pen.shape(*below, fill="#e2574c")
    return finished(image)


def couplets():
    """春联送祝福: a brush writes 福 while couplets dry on a line."""
    image = canvas("#f3dfbd", "#d9a873", SIZE)
    pen = Pen(image)
    pen.glow(900, 260, 900, "#fff4d8", 0.8)
    for x in range(60, 1800, 240):  # the lattice of a window
        pen.box(x, 0, x + 10, 560, fill="#b98a58")
    for y in range(70, 560, 160):
        pen.box(0, y, 1800, y + 10, fill="#b98a58")
    pen.curve((0, 90), (900, 190), (1800, 80), "#5b3a25", 7)
    columns = (
        (250, 100, "春风送暖千家乐"),
        (520, 122, "瑞雪迎春万户新"),
        (1280, 124, "人寿年丰福满门"),
        (1550, 102, "山清水秀春常在"),
    )
    for x, top, words in columns:
        pen.box(x - 76, top + 12, x + 84, top + 612, fill="#8e6a43")
        pen.box(x - 80, top, x + 80, top + 600, fill="#c9241f")
        pen.box(x - 70, top + 10, x + 70, top + 590, fill="#d63028")
        pen.box(x - 14, top - 20, x + 14, top + 20, fill="#8a5a33", radius=4)
        for index, word in enumerate(words):
            pen.word(x, top + 62 + index * 80, word, 68, "#2a1512")
    pen.shape((0, 820), (1800, 780), (1800, 1200), (0, 1200), fill="#7c4a2c")
    for y in (880, 980, 1090):
        pen.line((0, y), (1800, y - 34), fill="#6d4026", width=5)
    # the paper that is being written on
    pen.shape((910, 505), (1190, 800), (910, 1095), (630, 800), fill="#5d361f")
    pen.shape((900, 490), (1190, 790), (900, 1090), (610, 790), fill="#d63028")
    pen.shape((900, 528), (1152, 790), (900, 1052), (648, 790), fill="#e03b2f")
    pen.word(900, 785, "福", 270, "#2a1512")
    # ink stone and brush
    pen.disc(1400, 985, 150, "#2b2a2e", squash=0.6)
    pen.disc(1400, 975, 116, "#121114", squash=0.55)
    pen.disc(1370, 960, 36, "#4b4a55", squash=0.4)
    pen.line((1030, 700), (1330, 380), fill="#b0793f", width=30)
    pen.line((1290, 420), (1370, 336), fill="#7d2c22", width=32)
    pen.shape((1012, 684), (1048, 718), (955, 800), fill="#1b1414")
    pen.line((1000, 735), (1034, 698), fill="#efe3c8", width=30)
    pen.line((1330, 700), (1560, 900), fill="#3f6d7c", width=150)
    pen.line((1180, 590), (1330, 700), fill="#e8bd97", width=86)
    for step in range(4):
        x, y = 1130 + step * 22, 560 + step * 26
        pen.line((x, y), (x + 66, y + 36 - step * 6), fill="#deb088", width=28)
    # plum blossom in the corner
    pen.curve((0, 1130), (180, 1000), (330, 1040), "#4d2f20", 16)
    pen.curve((120, 1050), (210, 930), (300, 900), "#4d2f20", 10)
    for x, y in ((150, 1040), (240, 1010), (330, 1042), (210, 935), (298, 902), (80, 1100)):
        for petal in range(5):
            angle = petal * 2 * math.pi / 5
            pen.disc(x + 20 * math.cos(angle), y + 20 * math.sin(angle), 17, "#f3a9a4")
        pen.disc(x, y, 10, "#f7d774")
    return finished(image)


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in {"visit": visit, "clinic": clinic, "couplets": couplets}.items():
        draw().save(FOLDER / f"{name}.jpg", quality=80, optimize=True, progressive=True)


if __name__ == "__main__":
    main()
