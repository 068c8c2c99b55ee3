"""The first words of a body, for lists, descriptions and feeds."""

import nh3

from newsroom.core.body.parsing import CELL_TAGS, TAGS, parse


def first_words(html):
    """The text of the first paragraph, list item or quote; line breaks are spaces.

    Of a body without any it is the first crosshead, or the first row of a table.
    """
    other = ""
    row: list[str] = []
    for block in parse(nh3.clean(html, tags=TAGS)):  # without the code of a `<script>`
        text = " ".join(block.text(" ").split())
        if block.tag in CELL_TAGS:
            row += [text] if text else []
            if any(tag.name == "tr" for tag in block.closing):
                other = other or " ".join(row)
                row = []
        elif block.tag == "h2":
            other = other or text
        elif text:
            return text
    return other
