"""Bold, emphasis, links, raised and lowered text of a source, by its elements or its styles."""

from newsroom.core.plain_text import HIDDEN

PLAIN_WEIGHTS = ("font-weight:normal", "font-weight:400")
BOLD_WEIGHTS = tuple(f"font-weight:{n}" for n in ("bold", "600", "700", "800", "900"))


def with_marks_of(element, marks):
    """The marks of a text in the element: those around it, and its own if it has another."""
    for mark in _own_marks(element):
        if mark[0] not in {name for name, _address in marks}:
            marks = (*marks, mark)
    return marks


def _own_marks(element):
    """The marks that an inline element sets, by its name or by its style."""
    name, style = element.name, element.style
    if name == "a":
        address = element.attributes.get("href")
        if address and not HIDDEN.search(address):  # Word writes links without one as bookmarks
            yield "a", address
    is_bold = name in {"strong", "b"} and not style.startswith(PLAIN_WEIGHTS)
    if is_bold or any(weight in style for weight in BOLD_WEIGHTS):
        yield "strong", None
    if name in {"em", "i"} or "font-style:italic" in style:
        yield "em", None
    for mark in ("sup", "sub"):
        if name == mark or f"vertical-align:{mark}" in style:
            yield mark, None
