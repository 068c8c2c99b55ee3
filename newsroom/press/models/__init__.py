"""What readers see: versions of stories, what is derived from them, and what editors pinned."""

from newsroom.press.models.derived import Facet, Listing, PublicFile, SearchEntry
from newsroom.press.models.pin import Pin
from newsroom.press.models.version import Generation, Version, story_url

__all__ = [
    "Facet",
    "Generation",
    "Listing",
    "Pin",
    "PublicFile",
    "SearchEntry",
    "Version",
    "story_url",
]
