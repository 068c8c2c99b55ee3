"""What scenes are drawn on, and what stands in many of them: trees, houses, people, water."""

import random
from dataclasses import dataclass, field

from PIL import Image

from demo.pen import Pen, canvas

SIZE = (960, 640)

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
