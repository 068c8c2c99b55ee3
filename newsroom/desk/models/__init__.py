"""The desk's tables: stories and their parts, and the append-only record of what was done."""

from newsroom.desk.models.ai_statement import AiStatement
from newsroom.desk.models.byline import Byline
from newsroom.desk.models.correction import Correction
from newsroom.desk.models.decision import Decision
from newsroom.desk.models.delegation import Delegation
from newsroom.desk.models.proof import MarkResolution, ProofMark
from newsroom.desk.models.revision import Revision
from newsroom.desk.models.story import Story, StoryManager, TaggedStory
from newsroom.desk.models.story_photo import StoryPhoto

__all__ = [
    "AiStatement",
    "Byline",
    "Correction",
    "Decision",
    "Delegation",
    "MarkResolution",
    "ProofMark",
    "Revision",
    "Story",
    "StoryManager",
    "StoryPhoto",
    "TaggedStory",
]
