"""Where pictures stand on the public pages: how each is cut there, and which widths serve it.

`sizes` repeat the widths of static/press/site.css, so that a browser chooses before it knows the
sheet. The widths are the only ones that anybody makes: media/sizes/shapes.py lists the same.
"""

from dataclasses import dataclass

from newsroom.press.snapshot import Picture, PictureFile

# ending -> what it is called on the web; best first: a browser takes the first that it knows
FORMATS = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
FOR_EVERY_BROWSER = "jpg"


@dataclass(frozen=True)
class Cut:
    """One way of showing a picture: its shape, the widths that serve it, and how wide it stands.

    `media` is the condition under which this cut is shown, empty where none is asked.
    """

    shape: str
    widths: tuple[int, ...]
    sizes: str
    media: str = ""

    def files(self, picture, format):
        """Those PictureFiles of the picture that serve here, rising; a smaller one if none does."""
        files = sorted(
            (f for f in picture.files if (f.shape, f.format) == (self.shape, format)),
            key=lambda file: file.width,
        )
        serving = [f for f in files if self.widths[0] <= f.width <= self.widths[-1]]
        return serving or files[-1:]


TEXT = Cut("whole", (720, 1080, 1600), "(min-width: 44.75rem) 684px, calc(100vw - 2rem)")
# Upright ones are narrower than the text, so that they fit on a screen.
UPRIGHT = Cut("whole", (720, 1080, 1600), "(min-width: 44.75rem) 456px, calc(100vw - 2rem)")
LEAD = (
    Cut("4x3", (720, 1080), "calc(100vw - 2rem)", media="(max-width: 40rem)"),
    Cut(
        "16x9",
        (720, 1440),
        "(min-width: 72rem) 720px, (min-width: 56rem) calc(100vw - 27rem), calc(100vw - 2rem)",
    ),
)
ENTRY = Cut("4x3", (240, 400), "(min-width: 40rem) 12rem, 7.5rem")
CARD = Cut(
    "4x3",
    (240, 400, 720),
    "(min-width: 72rem) 224px, (min-width: 56rem) 20vw, (min-width: 40rem) 30vw, 7.5rem",
)
BRIEF = Cut("1x1", (160, 240), "5rem")

# name in the templates -> cuts, the last of which is shown where no other is
LAYOUTS = {
    "text": (TEXT,),
    "upright": (UPRIGHT,),
    "lead": LEAD,
    "entry": (ENTRY,),
    "card": (CARD,),
    "brief": (BRIEF,),
}


@dataclass(frozen=True)
class Source:
    """The files of one format under one condition, as `<source>` or `<img>` name them."""

    cut: Cut
    format: str
    files: tuple[PictureFile, ...]
    at: str  # what their addresses begin with

    @property
    def srcset(self):
        return ", ".join(f"{self.at}{file.name} {file.width}w" for file in self.files)

    @property
    def address(self):
        """Of the largest."""
        return self.at + self.largest.name

    @property
    def mime(self):
        return FORMATS[self.format]

    @property
    def largest(self):
        return self.files[-1]


def sources(picture: Picture, layout: str, at: str = "") -> list[Source]:
    """What a browser may choose from, best first; the last one is every browser's. May be empty."""
    found = [
        Source(cut, format, tuple(files), at)
        for cut in LAYOUTS[layout]
        for format in FORMATS
        if (files := cut.files(picture, format))
    ]
    return found if found and found[-1].format == FOR_EVERY_BROWSER else []
