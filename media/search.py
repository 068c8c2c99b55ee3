"""Searches photos by their texts, with an index that PostgreSQL has without extensions.

The index holds every pair of neighbouring characters. pg_trgm has no pairs of two Chinese
characters, and Chinese text has no spaces between words. A photo whose text contains 渡口石阶 has
the pairs 渡口, 口石 and 石阶; the few photos with all three are then compared in full.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField, Value

SEARCHED_FIELDS = ("caption", "credit", "place", "keywords", "file_name")


class SearchText(Func):
    """The searched fields of a photo as one text in lower case."""

    function = "photo_search_text"
    output_field = TextField()


class CharacterPairs(Func):
    """Every pair of neighbouring characters of a text, as an array."""

    function = "text_pairs"
    output_field = ArrayField(TextField())


def matching(photos, text):
    """The photos of the queryset whose searched fields contain every word of `text`."""
    search_text = SearchText(*SEARCHED_FIELDS)
    photos = photos.alias(search_text=search_text, pairs=CharacterPairs(search_text))
    for word in text.lower().split():
        photos = photos.filter(search_text__contains=word)
        if len(word) > 1:
            photos = photos.filter(pairs__contains=CharacterPairs(Value(word)))
    return photos
