"""The parts of a printed page in words: what the reader takes a line for, and what a person may."""

from django.utils.translation import gettext_lazy as _

# What a person may call a line, in the order of the menu.
MARKS = {
    "headline": _("headline"),
    "kicker": _("kicker"),
    "deck": _("deck"),
    "byline": _("byline"),
    "paragraph": _("paragraph"),
    "continued": _("continues the paragraph above"),
    "crosshead": _("crosshead"),
    "caption": _("caption"),
    "column": _("column"),
    "furniture": _("furniture"),
}

# What the reader says of the characters of a line; `mark` is print that is no text, such as ◆.
PARTS = {
    "page": _("page line"),
    "column": _("column"),
    "kicker": _("kicker"),
    "headline": _("headline"),
    "deck": _("deck"),
    "byline": _("byline"),
    "dateline": _("dateline"),
    "paragraph": _("paragraph"),
    "crosshead": _("crosshead"),
    "caption": _("caption"),
    "credit": _("credit"),
    "jump": _("jump"),
    "editors": _("page editors"),
    "furniture": _("furniture"),
    "residue": _("residue"),
    "mark": _("printing mark"),
}
_SAME = {
    "paper": "page",
    "date": "page",
    "weekday": "page",
    "lunar": "page",
    "issue": "page",
    "number": "page",
    "section": "page",
    "signoff": "byline",
    "desk_code": "mark",
}


def part(kind):
    """The part that a span of that kind belongs to; a kind that is news to us is residue."""
    kind = _SAME.get(kind, kind)
    return kind if kind in PARTS else "residue"
