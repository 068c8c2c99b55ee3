"""The body of a story: the HTML that it may hold, and the only parser of that HTML.

A body holds paragraphs, crossheads (h2), quotes, lists and tables; in them bold, emphasis, links,
raised and lowered text (sup, sub) and line breaks. `<figure data-photo="12"></figure>` marks the
place of a photo; 12 is the id of its StoryPhoto. `clean` makes a body of any HTML, in the form in
which the editor writes it; `parse` reads a body as Blocks.
"""

from newsroom.core.body.cleaning import Cleaned, clean, clean_with_losses
from newsroom.core.body.parsing import (
    ATTRIBUTES,
    CELL_TAGS,
    TAGS,
    Block,
    HtmlTag,
    Text,
    crosshead,
    escape_text,
    paragraph,
    parse,
)
from newsroom.core.body.photo_places import (
    keep_photos,
    photo_node,
    split_at_photos,
    story_photo_ids,
)
from newsroom.core.body.storing import clean_to_store
from newsroom.core.body.summary import first_words

__all__ = [
    "ATTRIBUTES",
    "CELL_TAGS",
    "TAGS",
    "Block",
    "Cleaned",
    "HtmlTag",
    "Text",
    "clean",
    "clean_to_store",
    "clean_with_losses",
    "crosshead",
    "escape_text",
    "first_words",
    "keep_photos",
    "paragraph",
    "parse",
    "photo_node",
    "split_at_photos",
    "story_photo_ids",
]
