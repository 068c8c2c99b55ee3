"""Published versions of stories, the rows derived from them, pins, and the cache counter."""

from newsroom.press.models.cache_generation import CacheGeneration
from newsroom.press.models.listing import Facet, Listing
from newsroom.press.models.pin import Pin
from newsroom.press.models.public_file import PublicFile
from newsroom.press.models.search_entry import SearchEntry
from newsroom.press.models.version import Version, story_url

__all__ = [
    "CacheGeneration",
    "Facet",
    "Listing",
    "Pin",
    "PublicFile",
    "SearchEntry",
    "Version",
    "story_url",
]
