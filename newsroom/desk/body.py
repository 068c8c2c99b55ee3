"""The body of a story: a small, safe subset of HTML, the same wherever it comes from.

Paragraphs, crossheads (h2), quotes and lists, bold, emphasis and links; and the place of a
photo as an empty node `<figure data-photo="…">` that carries the number of its placement. In an
editor the node of a picture that has no placement yet names the photo: `data-photo="new-17"`.
"""

import re

import nh3
from django.utils.html import escape, strip_tags
from django_prose_editor.fields import ProseEditorField

from newsroom.press.snapshot import PHOTO_NODE

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Blockquote": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "HardBreak": True,
    "PhotoPlace": True,
}
TAGS = {"p", "h2", "strong", "em", "a", "blockquote", "ul", "ol", "li", "br", "figure"}
ATTRIBUTES = {"a": {"href"}, "figure": {"data-photo"}}
SCHEMES = {"http", "https", "mailto"}

NEW_PHOTO_NODE = re.compile(r'<figure data-photo="new-(\d+)"></figure>')
ANY_FIGURE = re.compile(r"<figure[^>]*>.*?</figure>|</?figure[^>]*>", re.DOTALL)


def clean(body):
    """The body without anything outside the subset; scripts go with their content."""
    safe = nh3.clean(body, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    safe = ANY_FIGURE.sub(
        lambda node: node[0] if PHOTO_NODE.fullmatch(node[0]) else "", safe
    ).strip()
    # An editor left empty still sends one empty paragraph.
    return safe if places(safe) or strip_tags(safe).strip() else ""


def place(number):
    """The node that holds the place of a photo; `number` is the placement's id."""
    return f'<figure data-photo="{number}"></figure>'


def places(body):
    """The numbers of the photos placed in the body, in order."""
    return [int(number) for number in PHOTO_NODE.findall(body)]


def settle(body, numbers):
    """The body of an editor with the numbers of new placements, given as {photo's id: number}."""

    def settled(node):
        number = numbers.get(int(node[1]))
        return place(number) if number else ""

    return NEW_PHOTO_NODE.sub(settled, body)


def keep_places(body, numbers):
    """The body with only those photo nodes whose number is in `numbers`, each once."""
    left = set(numbers)

    def keep(node):
        number = int(node[1])
        if number not in left:
            return ""
        left.discard(number)
        return node[0]

    return PHOTO_NODE.sub(keep, body)


def paragraph(text):
    return f"<p>{escape(text)}</p>"


def crosshead(text):
    return f"<h2>{escape(text)}</h2>"


class BodyField(ProseEditorField):
    """HTML that is cleaned on every way into the database, not only when a form validates."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean)
        super().__init__(*args, **kwargs)

    def pre_save(self, instance, add):
        cleaned = clean(super().pre_save(instance, add) or "")
        setattr(instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)
