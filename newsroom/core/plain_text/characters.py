"""Characters that no text of the newsroom may hold, because nobody sees what they do.

These are control characters, characters that reverse the order in which a text is shown, and code
points that are no characters. Spaces of every width, emoji and their joiners are kept.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# In the notation that regular expressions of Python and of PostgreSQL share. Tab, line feed and
# carriage return are not among them; a zero byte is, although PostgreSQL cannot even store it.
CONTROLS = r"\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
DIRECTIONS = r"\u202a-\u202e\u2066-\u2069"
NO_CHARACTERS = r"\ufdd0-\ufdef\ufffe\uffff" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17)
)
HIDDEN_IN_DATABASE = f"[{CONTROLS}{DIRECTIONS}{NO_CHARACTERS}]"
HIDDEN = re.compile(rf"[\x00\ud800-\udfff{CONTROLS}{DIRECTIONS}{NO_CHARACTERS}]")
LINE_ENDS = {"\x0b", "\x0c"}  # Word's line break and page break: never glue what they part
# Nobody sees them at the edge of a text: every white space of Unicode, and what has no width.
BLANKS = "".join(c for c in map(chr, range(0x10000)) if c.isspace()) + "\ufeff\u200b\u2060"
CONTEXT = 6  # characters before a hidden one that a message quotes


def without_hidden(text):
    """The text without these characters; a line break or page break becomes a space."""
    return HIDDEN.sub(lambda found: " " if found[0] in LINE_ENDS else "", text)


def validate_no_hidden(text):
    """Refuse a text with such a character, and say where it is."""
    if found := HIDDEN.search(text):
        before = without_hidden(text[: found.start()])[-CONTEXT:]
        raise ValidationError(
            _("There is a hidden control character (U+%(code)s) %(place)s. Type these words again.")
            % {"code": f"{ord(found[0]):04X}", "place": _place(before)},
            code="hidden_character",
        )


def _place(before):
    return _("after “%(words)s”") % {"words": before} if before else _("at the beginning")
