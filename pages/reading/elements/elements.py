"""The parts that a rule finds in a line, and the element that they make of it."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..records import LabelledLine, OrganizationName, Part, Person
from ..source.passages import Passage
from .people import Signature

LABELS = {"text": "paragraph", "picture": "caption"}


@dataclass(frozen=True)
class Known:
    """What the newsroom knows: plain data that only ever makes a reading surer."""

    reporters: frozenset[str] = frozenset()
    organizations: tuple[OrganizationName, ...] = ()
    sections: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Element:
    """A line of text read by one rule: the parts of its passage and who signs in it."""

    kind: str
    passage: Passage
    parts: tuple[Part, ...] = ()
    mark: str = ""
    signature: Signature | None = None
    house: str | None = None
    editors: tuple[Person, ...] = ()
    credit: str | None = None
    for_group: bool = False  # the credit is for every picture of the story
    said: str = ""  # what a person calls it, else empty

    def text(self, kind: str) -> str:
        """The first part of a kind, as printed; empty when there is none."""
        return next((self.passage.text[p.start : p.end] for p in self.parts if p.kind == kind), "")

    def has(self, kind: str) -> bool:
        return any(part.kind == kind for part in self.parts)

    def labelled(self, story: int | None) -> LabelledLine:
        """The line with its label, without the white space around it."""
        text = self.passage.text
        indent = len(text) - len(text.lstrip())
        return LabelledLine(
            first=self.passage.first_line,
            last=self.passage.last_line,
            label=LABELS.get(self.kind, self.kind),
            text=text.strip(),
            parts=tuple(replace(p, start=p.start - indent, end=p.end - indent) for p in self.parts),
            people=self.signature.people if self.signature else self.editors,
            story=story,
        )


@dataclass(frozen=True)
class Found:
    """What a rule answers: the parts, and the fields of Element that it knows."""

    parts: tuple[Part, ...]
    fields: dict[str, Any] = field(default_factory=dict)


def part_of(match: re.Match[str], *kinds: str) -> tuple[Part, ...]:
    """The named groups of a match that found something, as parts of those kinds."""
    return tuple(Part(k, match.start(k), match.end(k)) for k in kinds if match[k])


def whole(kind: str, text: str) -> tuple[Part, ...]:
    return (Part(kind, 0, len(text)),)


def trimmed(kind: str, text: str, start: int = 0, end: int | None = None) -> tuple[Part, ...]:
    """One part without the white space around it; none when there is nothing else."""
    body = text[start:end]
    low = start + len(body) - len(body.lstrip())
    high = start + len(body.rstrip())
    return (Part(kind, low, high),) if low < high else ()
