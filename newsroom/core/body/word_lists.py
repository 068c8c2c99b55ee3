"""Lists as Word writes them: paragraphs whose style names the list, with the marker as a text."""

import re

from newsroom.core.body.sources import Element

LEVEL = re.compile(r"mso-list:l\d+level(\d+)")  # a style without its spaces
MARKER = "mso-list:ignore"
NUMBER = re.compile(r"(\d{1,4})[.．]")
SYMBOLS = re.compile(r"font(?:-family)?:[^;]*(?:wingdings|symbol)")
# The second bullet of Word's own lists is a letter.
BULLETS = set("o·•●○■□◆◇▪▫–-*")


def with_word_lists(nodes):
    """The nodes, with lists (Elements) in place of such paragraphs.

    Numbers such as 一、 or (1) are not those of a body's lists, so these stay paragraphs.
    """
    if not any(_level(node) for node in nodes):
        return nodes
    found: list[Element | str] = []
    open_lists: list[tuple[int, Element]] = []  # with their levels, the innermost last
    for node in nodes:
        marked = _marked(node)
        if marked:
            _add_item(found, open_lists, _level(node), *marked)
            continue
        found.append(node)
        if not isinstance(node, str) or node.strip():
            open_lists.clear()
    return found


def _add_item(found, open_lists, level, name, number, item):
    """Add an item to the list that it belongs to, which is begun if none is open."""
    while open_lists and not _may_hold(open_lists[-1], level, name, number):
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        started = Element(name, {"start": number})
        around = open_lists[-1][1].children[-1].children if open_lists else found
        around.append(started)
        open_lists.append((level, started))
    open_lists[-1][1].children.append(item)


def _may_hold(open_list, level, name, number):
    """Whether an item may stand in the list: one level deeper, or as the next of its items."""
    level_of_list, element = open_list
    if level_of_list != level or element.name != name:
        return level_of_list < level
    return not number or int(number) == int(element.attributes["start"]) + len(element.children)


def _level(node):
    """The level of a paragraph that is an item of a list; None of any other node."""
    if isinstance(node, str) or node.name != "p":
        return None
    level = LEVEL.search(node.style)
    return int(level[1]) if level else None


def _marked(node):
    """(name of the list, its number, the item without its marker), or None if there is none."""
    place = _place_of_marker(node) if _level(node) else None
    if place is None:
        return None
    holder, marker = place
    written = " ".join(marker.text().split())
    number = NUMBER.fullmatch(written)
    if not number and written not in BULLETS and not _is_symbol(marker):
        # The marker stays in the text, with one space in place of those that only indent.
        holder.children[holder.children.index(marker)] = f"{written} "
        return None
    holder.children.remove(marker)
    name = "ol" if number else "ul"
    return name, number[1] if number else "", Element("li", {}, node.children)


def _place_of_marker(element):
    """(the Element around the marker, the marker), or None if there is none."""
    for parent in [element, *element.elements()]:
        for child in parent.children:
            if isinstance(child, Element) and MARKER in child.style:
                return parent, child
    return None


def _is_symbol(marker):
    around = [marker, *marker.elements()]
    return any(SYMBOLS.search(element.style) for element in around)
