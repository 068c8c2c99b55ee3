"""Scenes under the sky: functions of a Stage."""

from demo.scenes.stage import WALLS


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
