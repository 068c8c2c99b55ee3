"""The desk's tables: stories, the record of what was done to them, and proofs."""

from newsroom.desk.models.proofs import ProofMark, ProofRuling
from newsroom.desk.models.record import Decision, Delegation, Revision
from newsroom.desk.models.story import (
    Byline,
    Correction,
    Placement,
    Story,
    StoryManager,
    TaggedStory,
)

__all__ = [
    "Byline",
    "Correction",
    "Decision",
    "Delegation",
    "Placement",
    "ProofMark",
    "ProofRuling",
    "Revision",
    "Story",
    "StoryManager",
    "TaggedStory",
]
