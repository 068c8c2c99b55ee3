"""Which sizes of a picture the templates use, and how each is cut and encoded.

To use another width or ratio in a template add it here and in
newsroom/press/picture_sizes.py; the job
makes it for new pictures, and `manage.py check_media --repair` for the old ones.
"""

from dataclasses import dataclass

CENTRE = 500  # of a thousand


@dataclass(frozen=True)
class Shape:
    """How a picture is cut: `ratio` is width : height, None for the whole picture.

    `widths` are those that the templates use, in pixels, rising.
    """

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...]

    def sizes(self, width, height):
        """The (width, height) pairs to make of a piece of that size: none larger, never none."""
        fitting = [wanted for wanted in self.widths if wanted <= width]
        if len(fitting) < len(self.widths) and width not in fitting:
            fitting.append(width)
        return [(wanted, max(1, round(height * wanted / width))) for wanted in fitting]

    def box(self, width, height, focus=(CENTRE, CENTRE)):
        """What is cut out of a picture of that size, in pixels: (left, top, right, bottom).

        The largest piece of the shape, its middle as near to the focal point as the edges
        allow: the point itself is always inside.
        """
        if self.ratio is None:
            return 0, 0, width, height
        across, down = self.ratio
        piece = (
            max(1, min(width, height * across // down)),
            max(1, min(height, width * down // across)),
        )
        left = _beside(focus[0] * width // 1000, piece[0], width)
        top = _beside(focus[1] * height // 1000, piece[1], height)
        return left, top, left + piece[0], top + piece[1]


def _beside(point, length, whole):
    """Where a piece of that length begins that has the point in its middle, or at least inside."""
    return max(0, min(point - length // 2, whole - length))


@dataclass(frozen=True)
class Encoding:
    """A format of the web as Pillow knows it; `options` are its encoder's."""

    extension: str
    mime: str
    pillow: str
    options: dict


# The widths are those of newsroom/press/picture_sizes.py, which says where each is shown;
# a test holds
# the two together.
WHOLE = Shape("whole", None, (720, 1080, 1600))  # in the text, and in the gallery
WIDE = Shape("16x9", (16, 9), (720, 1440))  # the lead
CARD = Shape("4x3", (4, 3), (240, 400, 720, 1080))  # in lists; the lead on a telephone
SQUARE = Shape("1x1", (1, 1), (160, 240))  # small, beside a headline
SHAPES = (WHOLE, WIDE, CARD, SQUARE)


# Best first: a browser takes the first that it knows. Chosen with `make bench`: another step of
# AVIF's speed costs twice the time for a twentieth of the bytes; few browsers are left for WebP.
ENCODINGS = (
    Encoding("avif", "image/avif", "AVIF", {"quality": 50, "speed": 8}),
    Encoding("webp", "image/webp", "WEBP", {"quality": 74, "method": 2}),
    Encoding("jpg", "image/jpeg", "JPEG", {"quality": 78, "optimize": True, "progressive": True}),
)
