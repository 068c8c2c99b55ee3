"""Signed content as lines of plain text: one for each paragraph, row of a table, name or photo.

A comparison shows these lines. The URL of a link is part of the text, because it is signed too.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom.core.body import CELL_TAGS, Text, parse

KINDS = {
    "p": _("paragraph"),
    "h2": _("crosshead"),
    "blockquote": _("quote"),
    "li": _("list item"),
    "tr": _("table row"),
    "figure": _("photo"),
}
CONTAINERS = {"blockquote", "ul", "ol"}
BETWEEN_CELLS = " | "


@dataclass(frozen=True)
class Line:
    """`kind` is a key of KINDS, or "" outside the body.

    `markup` distinguishes lines with the same text: the tags around and inside the text with
    their offsets; of a photo which picture it is.
    """

    text: str
    kind: str = ""
    markup: str = ""

    @property
    def label(self):
        """The kind in words, "" outside the body."""
        return KINDS.get(self.kind, "")

    @property
    def markup_without_offsets(self):
        """The markup without the offsets of its tags, which change with every edit of the text."""
        return self.markup if self.kind == "figure" else re.sub(r"\d+", "", self.markup)


def body_lines(body, photos):
    """The Lines of a body (HTML); `photos` are the dicts of the signed content."""
    photo_by_place = {photo["place"]: photo for photo in photos}
    lines: list[Line] = []
    containers: list[str] = []  # the lists and quotes around the present block
    cells: list[Line] = []  # of the row that is being read
    for block in parse(body):
        containers += [_container(tag) for tag in block.opening if tag.name in CONTAINERS]
        if block.tag in CELL_TAGS:
            cells.append(_cell_line(block))
            if any(tag.name == "tr" for tag in block.closing):
                lines.append(_row_line(cells))
                cells = []
        elif block.story_photo_id is not None:
            lines.append(_photo_line_at(block.story_photo_id, photo_by_place))
        else:
            lines += _text_lines(block, containers)
        for _end in [tag for tag in block.closing if tag.name in CONTAINERS]:
            del containers[-1:]
    return lines


def photo_line(photo):
    """The Line of a photo (a dict of the signed content): all that its signature covers."""
    parts = (
        f"▲ {photo['caption']}",
        photo["credit"] and _("photo by %(name)s") % {"name": photo["credit"]},
        photo["alt"] and _("alt text: %(text)s") % {"text": photo["alt"]},
        photo.get("lead") and _("lead picture"),
        photo.get("ai_generated") and _("made with AI"),
    )
    focus = " ".join(map(str, photo.get("focus", ())))
    picture = f"{photo['place']} {photo['photo']} {photo['file']} {focus}".strip()
    return Line(" · ".join(str(part) for part in parts if part), "figure", picture)


def _photo_line_at(place, photo_by_place):
    if place in photo_by_place:
        return photo_line(photo_by_place[place])
    return Line("▲", "figure", str(place))  # the body names a photo that the story does not have


def _container(tag):
    """The name of a list or quote; of a list that does not begin with 1 its first number, too."""
    return f"{tag.name}{tag.value or ''}"


def _cell_line(block):
    text, tags = _text_and_marks(block)
    cell = block.opening[-1]
    spans = [f"{name}{number}" for name, number in cell.attributes]
    return Line(text.strip(" "), "tr", " ".join([cell.name, *spans, *tags]))


def _row_line(cells):
    text = BETWEEN_CELLS.join(cell.text for cell in cells)
    return Line(text, "tr", " ".join(cell.markup for cell in cells))


def _text_lines(block, containers):
    """The block as a list of one Line; an empty list if it has no text."""
    text, tags = _text_and_marks(block)
    tag = block.tag if block.tag in {"h2", "li"} else "p"
    kind = "blockquote" if "blockquote" in containers else "li" if containers else tag
    text = text.strip(" ")
    return [Line(text, kind, " ".join([*containers, tag, *tags]))] if text else []


def _text_and_marks(block):
    """The text of a block, and the tags in it with their offsets."""
    text, tags = "", []
    for part in block.inline:
        if isinstance(part, Text):
            text += re.sub(r"\s*\n\s*", " ", part.text)
        elif part.name == "br":
            text += "\n"
        elif part.name == "a" and part.is_end:
            text += f"〔{part.value}〕" if part.value else ""
        else:
            tags.append(f"{'/' * part.is_end}{part.name}{len(text)}")
    return text, tags
