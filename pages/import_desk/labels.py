"""Labels on screen for the parts of a printed page, and for the marks that a person may set."""

from django.utils.translation import gettext_lazy as _

# The kinds that a person may set for a line (MARK_KINDS), in the order of the menu.
MARK_LABELS = {
    "headline": _("headline"),
    "kicker": _("kicker"),
    "deck": _("deck"),
    "byline": _("byline"),
    "signoff": _("sign-off"),
    "paragraph": _("paragraph"),
    "continued": _("continues the paragraph above"),
    "crosshead": _("crosshead"),
    "caption": _("caption"),
    "column": _("column"),
    "jump": _("jump"),
    "page": _("page line"),
    "editors": _("page editors"),
    "furniture": _("furniture"),
}

# The parts that the reader finds in a line; `mark` is a printed sign without meaning, such as ◆.
PART_LABELS = {
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

# Kinds of spans that are shown as a more general part.
_GENERAL_PARTS = {
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


def part_of(span_kind):
    """The key of PART_LABELS for a span of that kind; of an unknown kind, `residue`."""
    kind = _GENERAL_PARTS.get(span_kind, span_kind)
    return kind if kind in PART_LABELS else "residue"
