"""The metadata that a photo file may carry, and how its bytes are decoded."""

import datetime
import re
import struct
from dataclasses import dataclass, fields, replace

from newsroom.core.plain_text import without_hidden

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\ufeff]")

# What Pillow raises when it reads a broken or malicious file.
READ_ERRORS = (
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    struct.error,
)


@dataclass(frozen=True)
class PhotoMetadata:
    """The metadata of one photo file; missing fields are empty. `taken_at` is aware."""

    caption: str = ""
    credit: str = ""
    copyright: str = ""
    source: str = ""
    place: str = ""
    alt: str = ""
    instructions: str = ""
    keywords: tuple[str, ...] = ()
    taken_at: datetime.datetime | None = None
    ai_generated: bool = False

    def or_else(self, other):
        """This metadata, with empty fields filled from the PhotoMetadata `other`."""
        missing = {
            name: getattr(other, name) for name in METADATA_FIELDS if not getattr(self, name)
        }
        return replace(self, **missing)


# The names of the fields; the model Photo has a field for each.
METADATA_FIELDS = tuple(field.name for field in fields(PhotoMetadata))


def clean_text(text):
    """The text without control characters and surrounding space, with newlines as `\\n`."""
    text = UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return without_hidden(text).strip()


def decode_text(raw, is_utf8):
    """The bytes as clean text. `is_utf8` says that the file declares UTF-8.

    Chinese agencies write UTF-8 or GBK without declaring it, so both are tried.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return clean_text(raw.decode(encoding))
        except UnicodeDecodeError:
            if is_utf8:
                break
    return clean_text(raw.decode("utf-8", "ignore"))


def split_keywords(texts):
    """The keywords in the texts, split at commas and the like: each once, at most 50 characters."""
    parts = (clean_text(part) for text in texts for part in re.split(r"[,，;；、]", text))
    return tuple(dict.fromkeys(part[:50] for part in parts if part))
