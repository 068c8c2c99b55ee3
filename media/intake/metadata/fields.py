"""The words that a picture may say of itself, and how a stranger's bytes become text."""

import datetime
import re
import struct
from dataclasses import dataclass, fields, replace

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\ufeff]")

# What Pillow's readers raise on a broken or hostile file.
BROKEN = (
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
class Said:
    """The words of one picture; what it does not say is empty. `taken_at` is aware."""

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
        """These words, and those of `other` where these say nothing."""
        missing = {
            f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)
        }
        return replace(self, **missing)


def clean(text):
    """Text of a stranger's file as plain words, without control characters and outer space."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def decoded(raw, utf8):
    """Chinese desks write UTF-8 or GBK, whatever the file declares."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return clean(raw.decode(encoding))
        except UnicodeDecodeError:
            if utf8:
                break
    return clean(raw.decode("utf-8", "ignore"))


def keywords(texts):
    parts = (clean(part) for text in texts for part in re.split(r"[,，;；、]", text))
    return tuple(dict.fromkeys(part[:50] for part in parts if part))
