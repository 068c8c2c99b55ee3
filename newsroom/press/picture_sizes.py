"""Which files of a picture each place on the public pages offers to the browser.

`sizes` repeats the widths of static/press/site.css, so that a browser can choose a file before it
has read the style sheet. No other widths are made: media/sizes/shapes.py lists the same ones.
"""

from dataclasses import dataclass

from newsroom.press.snapshot import Picture, PictureFile

# file name ending -> media type; best first: a browser takes the first format that it supports
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FALLBACK_FORMAT = "jpg"  # every browser supports it


@dataclass(frozen=True)
class Crop:
    """One way of showing a picture: its shape, the file widths in pixels, and the CSS `sizes`.

    `media` is the media query under which it is used; empty for always.
    """

    shape: str
    widths: tuple[int, ...]
    sizes: str
    media: str = ""

    def files(self, picture, format):
        """The PictureFiles to offer here, by rising width; else the largest smaller one."""
        files = sorted(
            (f for f in picture.files if (f.shape, f.format) == (self.shape, format)),
            key=lambda file: file.width,
        )
        fitting = [f for f in files if self.widths[0] <= f.width <= self.widths[-1]]
        return fitting or files[-1:]


TEXT = Crop("whole", (720, 1080, 1600), "(min-width: 44.75rem) 684px, calc(100vw - 2rem)")
# Upright pictures are narrower than the text, so that they fit on a screen.
UPRIGHT = Crop("whole", (720, 1080, 1600), "(min-width: 44.75rem) 456px, calc(100vw - 2rem)")
LEAD = (
    Crop("4x3", (720, 1080), "calc(100vw - 2rem)", media="(max-width: 40rem)"),
    Crop(
        "16x9",
        (720, 1440),
        "(min-width: 72rem) 726px, (min-width: 56rem) calc(66.7vw - 2.7rem), calc(100vw - 2rem)",
    ),
)
ENTRY = Crop("4x3", (240, 400), "(min-width: 40rem) 12rem, 7.5rem")
CARD = Crop(
    "4x3",
    (240, 400, 720),
    "(min-width: 72rem) 347px, (min-width: 40rem) 30vw, 7.5rem",
)
# In a column of a printed page.
SHEET = Crop(
    "4x3", (240, 400, 720), "(min-width: 72rem) 342px, (min-width: 40rem) 46vw, calc(100vw - 2rem)"
)
BRIEF = Crop("1x1", (160, 240), "5rem")

# name in the templates -> Crops; the last one is used where no media query of another matches
LAYOUTS = {
    "text": (TEXT,),
    "upright": (UPRIGHT,),
    "lead": LEAD,
    "entry": (ENTRY,),
    "card": (CARD,),
    "sheet": (SHEET,),
    "brief": (BRIEF,),
}


@dataclass(frozen=True)
class Source:
    """The files of one Crop in one format, for a `<source>` or `<img>` element."""

    crop: Crop
    format: str
    files: tuple[PictureFile, ...]
    base_url: str  # what their URLs begin with

    @property
    def srcset(self):
        return ", ".join(f"{self.base_url}{file.name} {file.width}w" for file in self.files)

    @property
    def url(self):
        """The URL of the largest file."""
        return self.base_url + self.largest.name

    @property
    def mime(self):
        return FORMATS[self.format]

    @property
    def largest(self):
        return self.files[-1]


def sources(picture: Picture, layout: str, base_url: str = "") -> list[Source]:
    """The Sources for a key of LAYOUTS, best first; the last is the fallback. May be empty."""
    found = [
        Source(crop, format, tuple(files), base_url)
        for crop in LAYOUTS[layout]
        for format in FORMATS
        if (files := crop.files(picture, format))
    ]
    return found if found and found[-1].format == FALLBACK_FORMAT else []
