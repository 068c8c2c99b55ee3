"""Signing a printed page as a whole (整版签发)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk import workflow
from newsroom.desk.models import Story
from pages.models import Page


def open_stories(page):
    """The stories of the page that nobody has touched since it was filed, in reading order."""
    return Story.objects.filter(
        page_place__page=page, status=Story.Status.DRAFT, decisions=None
    ).order_by("page_place__position")


@transaction.atomic
def sign_off(page, *, by):
    """Sign and publish all open stories of the page; returns one Decision for each.

    A printed page has been through the paper's own reviews, so one signature stands for all.
    Raises TransitionRefused, and then none is published.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    stories = list(open_stories(page))
    if not stories:
        raise workflow.TransitionRefused(_("No story of this page waits for its sign-off."))
    step = {"by": by, "page_sha256": page.sha256, "at": timezone.now()}
    return [workflow.apply("sign_page", story, **step) for story in stories]
