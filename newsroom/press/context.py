"""What every public page needs: the paper's name and the sections for its navigation."""

from django.conf import settings

from newsroom.masthead.models import Section


def site(request):
    """`paper`, and `sections`, lazy: a template that does not list them pays nothing."""
    return {"paper": settings.NEWSROOM_PAPER, "sections": Section.objects.all()}
