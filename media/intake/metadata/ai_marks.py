"""What a photo file says about AI: the national mark (TC260, GB 45438-2025) and IPTC's source type.

The mark is JSON under the name AIGC: a property of XMP, or part of any text of a file, such as the
EXIF comment. A signed C2PA manifest has the source type in its bytes.
"""

import json
import re
from dataclasses import dataclass, field
from html import unescape

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
EMBEDDED_MARK = re.compile(r"AIGC\W{0,8}?(?=\{)", re.IGNORECASE)  # {"AIGC": {…}}, AIGC={…}
SOURCE_URI = re.compile(rb"cv\.iptc\.org/newscodes/digitalsourcetype/([A-Za-z]{1,100})")


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


def strongest(marks):
    """All that the AiMarks say together; where they differ, the one with the strongest claim."""
    found = NO_MARK
    for mark in sorted(marks, key=lambda one: list(Claim).index(one.claim), reverse=True):
        found = found.or_else(mark)
    return found


def mark_in_texts(texts):
    """The AiMark in any of the texts of a file, such as comments and descriptions."""
    return strongest(AiMark(aigc=embedded_aigc(text)) for text in texts)


def mark_in_bytes(raw):
    """The AiMark in bytes that cannot be read otherwise: a C2PA manifest, or a broken packet."""
    sources = [AiMark(digital_source=term.decode()) for term in SOURCE_URI.findall(raw)]
    return strongest([*sources, mark_in_texts([unescape(raw.decode("utf-8", "ignore"))])])


def parse_aigc(value):
    """The national mark in JSON text, or in a dict of its fields; empty if there is none.

    A mark that cannot be read is kept as one with an empty label, about which a person is asked.
    """
    if isinstance(value, str):
        value = _json(value)
    if not value:
        return {}
    fields = _by_name(value)
    if isinstance(fields.get("aigc"), dict | str):
        return parse_aigc(fields["aigc"])
    return {
        name: _text(fields.get(name.lower()))
        for name in MARK_FIELDS
        if name == "Label" or name.lower() in fields
    }


def embedded_aigc(text):
    """The national mark in a text that may hold other things as well; empty without one."""
    fields = _by_name(_json(text))
    if "aigc" in fields or {"label", "contentproducer"} <= fields.keys():
        return parse_aigc(fields)
    match = EMBEDDED_MARK.search(text)
    if match is None:
        return {}
    try:
        value, _end = json.JSONDecoder().raw_decode(text, match.end())
    except (ValueError, RecursionError):
        value = text
    return parse_aigc(value)


def _by_name(value):
    """The fields of a dict by their names in lower case, without a prefix such as `TC260:`."""
    items = value.items() if isinstance(value, dict) else ()
    return {str(name).rpartition(":")[2].lower(): field for name, field in items}


def _json(text):
    """The value of a JSON text; the text itself if it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text.strip()


def _text(value):
    """A value of the mark as clean text; programs write numbers and structures, too."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean_text(text)[:LONGEST_VALUE]
