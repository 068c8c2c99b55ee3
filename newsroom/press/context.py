"""What every public page needs: the paper's name and what its imprint says."""

from django.conf import settings

from newsroom.press import imprint
from newsroom.press.addresses import absolute


def site(request):
    """`paper`, the page's `canonical` address, and its `imprint`: unread it costs nothing."""
    return {
        "paper": settings.NEWSROOM_PAPER,
        "canonical": absolute(request.path),
        "imprint": imprint.of(request),
    }
