"""Drawing in units of a picture's size, finer than it will be, so that edges are smooth."""

from PIL import Image, ImageChops, ImageDraw, ImageFont

FINE = 2  # drawn so many times as large
FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"  # of who draws words


def canvas(top, bottom, size):
    """A ground that runs from one colour into another."""
    slope = Image.linear_gradient("L").resize((size[0] * FINE, size[1] * FINE))
    return Image.composite(
        Image.new("RGB", slope.size, bottom), Image.new("RGB", slope.size, top), slope
    )


class Pen:
    """Draws in units of the finished picture, whatever the fineness."""

    def __init__(self, image):
        self.image = image
        self.draw = ImageDraw.Draw(image)

    def _fine(self, numbers):
        return [number * FINE for number in numbers]

    def box(self, *corners, fill, radius=0):
        self.draw.rounded_rectangle(self._fine(corners), radius * FINE, fill=fill)

    def disc(self, x, y, radius, fill, squash=1.0):
        height = radius * squash
        self.draw.ellipse(self._fine((x - radius, y - height, x + radius, y + height)), fill=fill)

    def shape(self, *points, fill):
        self.draw.polygon([tuple(self._fine(point)) for point in points], fill=fill)

    def line(self, *points, fill, width):
        fine = [tuple(self._fine(point)) for point in points]
        self.draw.line(fine, fill=fill, width=width * FINE, joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2 - 0.5, fill)

    def curve(self, start, bend, end, fill, width):
        """A quadratic curve."""
        points = [
            tuple(
                (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
                for a, b, c in zip(start, bend, end, strict=True)
            )
            for t in (step / 40 for step in range(41))
        ]
        self.line(*points, fill=fill, width=width)

    def word(self, x, y, text, size, fill):
        font = ImageFont.truetype(FONT, size * FINE)
        self.draw.text((x * FINE, y * FINE), text, font=font, fill=fill, anchor="mm")

    def glow(self, x, y, radius, colour, strength=0.6):
        """Light that falls off around a point."""
        size = radius * FINE // 4  # small, then scaled: light has no edges
        light = ImageChops.invert(Image.radial_gradient("L")).resize((size * 2, size * 2))
        light = light.point(lambda value: int(max(0, value - 75) * 1.4 * strength))
        light = light.resize((radius * 2 * FINE, radius * 2 * FINE), Image.Resampling.BICUBIC)
        place = ((x - radius) * FINE, (y - radius) * FINE)
        self.image.paste(Image.new("RGB", light.size, colour), place, light)
