"""The ledger's check of whole pages that were signed off."""

from collections import defaultdict

from django.utils.translation import gettext as _

from newsroom.desk import record_checks
from newsroom.desk.record_checks import COMPARE, Finding
from pages.models import PageStory
from pages.reading.text import sha256


def signed_pages_are_those_that_were_filed(batch):
    """A signature of a page names the SHA-256 of a page that the story stands on."""
    signed = [
        decision
        for account in batch
        for decision in account.decisions
        if decision.transition == "sign_page"
    ]
    pages = _pages({decision.story_id for decision in signed})
    for decision in signed:
        if decision.page_sha256 not in pages[decision.story_id]:
            yield Finding(
                decision.story_id,
                _("Decision %(pk)d signed a page that is not the one on file.")
                % {"pk": decision.pk},
                COMPARE,
            )


def _pages(stories):
    """{story: the SHA-256 of each of its pages, of the text as it is now}."""
    places = PageStory.objects.filter(story__in=stories).values_list("story", "page", "page__text")
    digests, pages = {}, defaultdict(set)
    for story, page, text in places.order_by("page").iterator():
        digests[page] = digests.get(page) or sha256(text)
        pages[story].add(digests[page])
    return pages


record_checks.CHECKS.append(signed_pages_are_those_that_were_filed)
