"""Finding pictures by what is said of them, in an index that core PostgreSQL has.

The text is indexed as the pairs of neighbouring characters in it, which needs neither pg_trgm
(it knows no pairs of two Chinese characters) nor words cut out of Chinese: whatever contains
渡口石阶 has the pairs 渡口, 口石 and 石阶, and of those few rows the text itself is looked at.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField, Value

SEARCHED = ("caption", "credit", "place", "keywords", "file_name")


class Said(Func):
    """All that is said of a photo, in small letters."""

    function = "photo_words"
    output_field = TextField()


class Pairs(Func):
    """Every two neighbouring characters of a text, as an array."""

    function = "text_pairs"
    output_field = ArrayField(TextField())


def saying(photos, text):
    """Those of the queryset `photos` of which every word of `text` is said somewhere."""
    photos = photos.alias(said=Said(*SEARCHED), pairs=Pairs(Said(*SEARCHED)))
    for word in text.lower().split():
        photos = photos.filter(said__contains=word)
        if len(word) > 1:
            photos = photos.filter(pairs__contains=Pairs(Value(word)))
    return photos
