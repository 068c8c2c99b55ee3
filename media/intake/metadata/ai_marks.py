"""What a photo file says about AI: the national mark (TC260, GB 45438-2025) and IPTC's source type.

The mark is JSON under the name AIGC, in XMP, in a PNG text or in the EXIF comment.
"""

import json
import re
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.intake.metadata.texts import clean_text

GENERATED_SOURCES = {"trainedalgorithmicmedia", "compositewithtrainedalgorithmicmedia"}
# A person is asked. A phone's own processing (computationalCapture) is no such source.
POSSIBLE_SOURCES = {"algorithmicallyenhanced", "algorithmicmedia", "compositesynthetic"}
GENERATED_LABEL = "1"  # of GB 45438; 2 is possibly, 3 is suspected
MARK_FIELDS = (
    "Label",
    "ContentProducer",
    "ProduceID",
    "ReservedCode1",
    "ContentPropagator",
    "PropagateID",
    "ReservedCode2",
)
LONGEST_VALUE = 1000  # characters; codes may be signatures
EMBEDDED_MARK = re.compile(r'\{\s*"AIGC"\s*:\s*(\{.*?\})\s*\}', re.DOTALL)


class Claim(models.TextChoices):
    """What a file says of itself about AI."""

    NONE = "", _("says nothing")
    POSSIBLE = "possible", _("perhaps made or altered with AI")
    GENERATED = "generated", _("made with AI")


@dataclass(frozen=True)
class AiMark:
    """The marks of a file: IPTC's digital source type, and the fields of the national mark."""

    digital_source: str = ""
    aigc: dict[str, str] = field(default_factory=dict)

    Claim = Claim

    @property
    def claim(self):
        """The strongest Claim of both marks."""
        source = self.digital_source.lower()
        if source in GENERATED_SOURCES or self.aigc.get("Label") == GENERATED_LABEL:
            return Claim.GENERATED
        return Claim.POSSIBLE if self.aigc or source in POSSIBLE_SOURCES else Claim.NONE

    def or_else(self, other):
        """This mark, with what it lacks taken from the AiMark `other`."""
        return AiMark(self.digital_source or other.digital_source, self.aigc or other.aigc)


NO_MARK = AiMark()


def source_term(text):
    """The term at the end of a digital source type, such as `trainedAlgorithmicMedia`."""
    return re.split(r"[/:#]", clean_text(text).rstrip("/"))[-1][:100]


def parse_aigc(value):
    """The national mark in JSON text, or in a dict of its fields; empty if there is none.

    A mark that cannot be read is kept as one with an empty label, about which a person is asked.
    """
    if isinstance(value, str):
        value = _json(value)
    if isinstance(value, dict) and isinstance(value.get("AIGC"), dict | str):
        return parse_aigc(value["AIGC"])
    if not value:
        return {}
    texts = value if isinstance(value, dict) else {}
    return {
        name: _text(texts.get(name)) for name in MARK_FIELDS if name == "Label" or name in texts
    }


def embedded_aigc(text):
    """The national mark inside another text, such as an EXIF comment; empty without one."""
    match = EMBEDDED_MARK.search(text)
    return parse_aigc(match[1]) if match else {}


def _json(text):
    """The value of a JSON text; the text itself if it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text.strip()


def _text(value):
    """A value of the mark as clean text; programs write the label as a number, too."""
    return clean_text(str(value))[:LONGEST_VALUE] if isinstance(value, str | int) else ""
