"""The stories before and after one on its page as printed."""

from django.db.models import Q, Subquery

from newsroom.press.models import Facet, Listing


def beside(version):
    """The live Versions before and after a live one on its page, or None for each there is not.

    In one query: an issue is read from the story's own place outwards, by index.
    """
    printed = version.snapshot.printed
    if printed is None or not printed.ours:
        return None, None
    issue = Listing.objects.of(Facet.ISSUE, printed.date)
    on_page = issue.filter(version__content__printed__number=printed.number)
    # As `issues.pages` has them: by position, which the sort time holds, then by story.
    here = Subquery(
        Listing.objects.filter(version=version, facet=Facet.ISSUE).values("sort_at")[:1]
    )
    story = version.story
    before = on_page.filter(Q(sort_at__gt=here) | Q(version__story__lt=story), sort_at__gte=here)
    after = on_page.filter(Q(sort_at__lt=here) | Q(version__story__gt=story), sort_at__lte=here)
    nearest = (
        before.order_by("sort_at", "-version__story")[:1],
        after.order_by("-sort_at", "version__story")[:1],
    )
    return _in_two(Listing.objects.none().union(*nearest, all=True), version)


def _in_two(entries, version):
    """Which of at most two entries stands before the version, and which after it."""
    order = {_place(entry.version) < _place(version): entry.version for entry in entries}
    return order.get(True), order.get(False)


def _place(version):
    return version.snapshot.printed.position, version.story
