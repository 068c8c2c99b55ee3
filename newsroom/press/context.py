"""What every public page needs: the paper's name and the sections for its navigation."""

from django.conf import settings

from newsroom.masthead.models import Section
from newsroom.press.addresses import absolute


def site(request):
    """`paper`, the page's `canonical` address, and `sections`, lazy: unlisted they cost nothing."""
    return {
        "paper": settings.NEWSROOM_PAPER,
        "canonical": absolute(request.path),
        "sections": Section.objects.all(),
    }
