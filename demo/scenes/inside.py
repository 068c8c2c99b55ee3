"""Scenes in a room: functions of a Stage."""

from demo.scenes.stage import COATS

GREEN = "#2f9e6b"  # of the chemists: the red cross is not anybody's


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
