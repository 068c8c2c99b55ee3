"""The sizes of photos that templates use, and how each is cropped and encoded.

If a template needs another width or ratio, add it here and in newsroom/press/picture_sizes.py.
New photos get it from the job; for old ones run `manage.py check_media --repair`.
"""

from dataclasses import dataclass

CENTRE = 500  # in thousandths of a side
LONGEST_SIDE = 16_383  # pixels that WebP can hold; a screenshot of a long page may have more


@dataclass(frozen=True)
class Shape:
    """A crop of a photo: `ratio` is width : height, or None for the whole photo.

    `widths` are the widths that templates use, in pixels, ascending.
    """

    name: str
    ratio: tuple[int, int] | None
    widths: tuple[int, ...]

    def sizes(self, width, height):
        """The (width, height) pairs to make of a crop of that size in pixels, ascending.

        None is larger than the crop or longer than LONGEST_SIDE, and there is always at least one.
        """
        widest = width if height <= LONGEST_SIDE else max(1, LONGEST_SIDE * width // height)
        widths = [wanted for wanted in self.widths if wanted <= widest]
        if len(widths) < len(self.widths) and widest not in widths:
            widths.append(widest)
        heights = [round(height * wanted / width) for wanted in widths]
        return [(w, min(max(1, h), LONGEST_SIDE)) for w, h in zip(widths, heights, strict=True)]

    def box(self, width, height, focus=(CENTRE, CENTRE)):
        """The crop of a photo of that size, in pixels: (left, top, right, bottom).

        It is the largest possible, centred on `focus` (across and down, in thousandths) as far
        as the edges allow; the focal point is always inside.
        """
        if self.ratio is None:
            return 0, 0, width, height
        across, down = self.ratio
        crop = (
            max(1, min(width, height * across // down)),
            max(1, min(height, width * down // across)),
        )
        left = _crop_start(focus[0] * width // 1000, crop[0], width)
        top = _crop_start(focus[1] * height // 1000, crop[1], height)
        return left, top, left + crop[0], top + crop[1]


def _crop_start(focus, length, side):
    """Where a crop of that length begins on a side of the photo to have `focus` in its middle."""
    return max(0, min(focus - length // 2, side - length))


@dataclass(frozen=True)
class Encoding:
    """A file format of public photos. `pillow` is Pillow's name for it, `options` its settings."""

    extension: str
    mime: str
    pillow: str
    options: dict


# newsroom/press/picture_sizes.py has the same widths and says where each is shown; a test
# compares the two.
WHOLE = Shape("whole", None, (720, 1080, 1600))  # in the text, and in the gallery
WIDE = Shape("16x9", (16, 9), (720, 1440))  # the lead
CARD = Shape("4x3", (4, 3), (240, 400, 720, 1080))  # in lists; the lead on a phone
SQUARE = Shape("1x1", (1, 1), (160, 240))  # small, next to a headline
SHAPES = (WHOLE, WIDE, CARD, SQUARE)


# In the order of preference: a browser takes the first that it supports. The settings were chosen
# with `make bench`: a slower AVIF takes twice the time to save 5 % of the bytes, and few browsers
# need WebP.
ENCODINGS = (
    Encoding("avif", "image/avif", "AVIF", {"quality": 50, "speed": 8}),
    Encoding("webp", "image/webp", "WEBP", {"quality": 74, "method": 2}),
    Encoding("jpg", "image/jpeg", "JPEG", {"quality": 78, "optimize": True, "progressive": True}),
)
