"""A story's signed content as lines of plain text, one for each paragraph, name or photo.

They are what a person compares: words first, with the addresses of links among them, since
both are signed.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext_lazy as _

KINDS = {
    "p": _("paragraph"),
    "h2": _("crosshead"),
    "blockquote": _("quote"),
    "li": _("list item"),
    "figure": _("photo"),
}
OPENS_A_LINE = {"p", "h2", "li", "figure"}
HOLDS_LINES = {"blockquote", "ul", "ol"}


@dataclass(frozen=True)
class Line:
    """`kind` is one of KINDS, empty outside the body; `form` tells apart what reads the same."""

    text: str
    kind: str = ""
    form: str = ""

    @property
    def label(self):
        return KINDS.get(self.kind, "")

    @property
    def shape(self):
        """The form without the places of its marks, which move with every word."""
        return self.form if self.kind == "figure" else re.sub(r"\d+", "", self.form)


def of_body(body, photos):
    """The Lines of a body; `photos` are those of the signed content, named by their places."""
    reader = _Reader({photo["place"]: photo for photo in photos})
    reader.feed(body)
    reader.close()
    return reader.read()


def of_photo(photo):
    """A photo as one line: all its words, and in its form which picture it is."""
    words = (
        f"▲ {photo['caption']}",
        photo["credit"] and _("photo by %(name)s") % {"name": photo["credit"]},
        photo["alt"] and _("alt text: %(text)s") % {"text": photo["alt"]},
    )
    which = f"{photo['place']} {photo['photo']} {photo['file']}"
    return Line(" · ".join(str(word) for word in words if word), "figure", which)


class _Reader(HTMLParser):
    """Reads the small subset of HTML that a body may hold (see `bodies`)."""

    def __init__(self, photos):
        super().__init__()
        self.photos = photos
        self.lines = []
        self.around = []  # the blocks that hold the present line: blockquote, ul, ol
        self.kind, self.text, self.marks = "p", [], []
        self.href = ""

    def read(self):
        self._end_line()
        return self.lines

    def handle_starttag(self, tag, attrs):
        if tag in HOLDS_LINES or tag in OPENS_A_LINE:
            self._end_line()
        if tag in HOLDS_LINES:
            self.around.append(tag)
        elif tag == "figure":
            self.lines.append(self._photo(int(dict(attrs)["data-photo"])))
        elif tag in OPENS_A_LINE:
            self.kind = tag
        elif tag == "br":
            self.text.append("\n")
        else:
            self._mark(tag, attrs)

    def handle_endtag(self, tag):
        if tag in HOLDS_LINES or tag in OPENS_A_LINE:
            self._end_line()
        if tag in HOLDS_LINES and self.around:
            self.around.pop()
        elif tag in {"strong", "em"}:
            self._note_mark(f"/{tag}")
        elif tag == "a" and self.href:
            self.text.append(f"〔{self.href}〕")

    def handle_data(self, data):
        self.text.append(re.sub(r"\s*\n\s*", " ", data))

    def _mark(self, tag, attrs):
        if tag == "a":
            self.href = dict(attrs).get("href", "")
        self._note_mark(tag)

    def _note_mark(self, tag):
        self.marks.append(f"{tag}{len(''.join(self.text))}")

    def _photo(self, place):
        photo = self.photos.get(place)
        return of_photo(photo) if photo else Line("▲", "figure", str(place))

    def _end_line(self):
        text = "".join(self.text).strip(" ")
        if text:
            form = " ".join([*self.around, self.kind, *self.marks])
            self.lines.append(Line(text, self._kind(), form))
        self.kind, self.text, self.marks = "p", [], []

    def _kind(self):
        if "blockquote" in self.around:
            return "blockquote"
        return "li" if self.around else self.kind
