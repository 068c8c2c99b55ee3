"""The metadata that a photo file may carry, and how its texts are cleaned."""

import re
import struct
from dataclasses import dataclass, field, replace

from media.intake.metadata.ai_marks import NO_MARK, AiMark, strongest
from media.intake.metadata.dates import Moment, fuller
from media.intake.metadata.texts import clean_text

LONGEST_TEXT = 2000  # characters, as in IPTC; more than that is no caption
MOST_KEYWORDS = 100

# What Pillow raises when it reads a broken or malicious file.
READ_ERRORS = (
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    RuntimeError,
    struct.error,
)
# The fields that an editor may change later; the model Photo has the same.
METADATA_FIELDS = (
    "caption",
    "credit",
    "copyright",
    "source",
    "place",
    "alt",
    "instructions",
    "keywords",
    "taken_at",
)


@dataclass(frozen=True)
class PhotoMetadata:
    """The metadata of one photo file; missing fields are empty."""

    caption: str = ""
    credit: str = ""
    copyright: str = ""
    source: str = ""
    place: str = ""
    alt: str = ""
    instructions: str = ""
    keywords: tuple[str, ...] = ()
    taken: Moment | None = None
    ai_mark: AiMark = field(default=NO_MARK)

    @property
    def taken_at(self):
        """The aware datetime at which it was taken, or None."""
        return self.taken and self.taken.at

    @property
    def ai_generated(self):
        """Whether the file declares that AI made it."""
        return self.ai_mark.claim == self.ai_mark.Claim.GENERATED

    def or_else(self, other):
        """This metadata, with empty fields filled from the PhotoMetadata `other`.

        Of two moments the fuller one stays, of two AI marks the stronger one.
        """
        texts = [name for name in METADATA_FIELDS if name != "taken_at"]
        missing = {name: getattr(other, name) for name in texts if not getattr(self, name)}
        return replace(
            self,
            **missing,
            taken=fuller(self.taken, other.taken),
            ai_mark=strongest([self.ai_mark, other.ai_mark]),
        )


def split_keywords(texts):
    """The keywords in the texts, split at commas and the like: each once, at most 50 characters."""
    parts = (clean_text(part) for text in texts for part in re.split(r"[,，;；、]", text))
    return tuple(dict.fromkeys(part[:50] for part in parts if part))[:MOST_KEYWORDS]
