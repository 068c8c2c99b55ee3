"""A story's signed content as lines of plain text, one for each paragraph, name or photo.

They are what a person compares: words first, with the addresses of links among them, since
both are signed.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom.core.body import Text, parse

KINDS = {
    "p": _("paragraph"),
    "h2": _("crosshead"),
    "blockquote": _("quote"),
    "li": _("list item"),
    "figure": _("photo"),
}
CONTAINERS = {"blockquote", "ul", "ol"}


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
    named = {photo["place"]: photo for photo in photos}
    found, around = [], []  # around: the lists and quotes that hold the present block
    for block in parse(body):
        around += [tag.name for tag in block.opening if tag.name in CONTAINERS]
        if block.story_photo_id is not None:
            found.append(_photo(block.story_photo_id, named))
        else:
            found += _line(block, around)
        for _end in [tag for tag in block.closing if tag.name in CONTAINERS]:
            del around[-1:]
    return found


def of_photo(photo):
    """A photo as one line: all its words, and in its form which picture it is."""
    words = (
        f"▲ {photo['caption']}",
        photo["credit"] and _("photo by %(name)s") % {"name": photo["credit"]},
        photo["alt"] and _("alt text: %(text)s") % {"text": photo["alt"]},
    )
    which = f"{photo['place']} {photo['photo']} {photo['file']}"
    return Line(" · ".join(str(word) for word in words if word), "figure", which)


def _photo(place, photos):
    return of_photo(photos[place]) if place in photos else Line("▲", "figure", str(place))


def _line(block, around):
    """The block as a list of one Line; of none if it has no text."""
    text, marks = "", []
    for part in block.inline:
        if isinstance(part, Text):
            text += re.sub(r"\s*\n\s*", " ", part.text)
        elif part.name == "br":
            text += "\n"
        elif part.name == "a" and part.is_end:
            text += f"〔{part.value}〕" if part.value else ""
        else:
            marks.append(f"{'/' * part.is_end}{part.name}{len(text)}")
    tag = block.tag if block.tag in {"h2", "li"} else "p"
    kind = "blockquote" if "blockquote" in around else "li" if around else tag
    text = text.strip(" ")
    return [Line(text, kind, " ".join([*around, tag, *marks]))] if text else []
