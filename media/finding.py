"""Finding pictures by what is said of them."""

from django.db.models import Q


def saying(photos, text):
    """Those of the queryset `photos` of which every word of `text` is said somewhere."""
    for word in text.split():
        said = Q(caption__icontains=word) | Q(credit__icontains=word) | Q(file_name__icontains=word)
        photos = photos.filter(said)
    return photos
