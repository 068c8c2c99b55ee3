"""The check of the record that signed pages are the ones on file (see desk.record_checks)."""

from collections import defaultdict
from collections.abc import Collection

from django.utils.translation import gettext as _

from newsroom.desk import record_checks
from newsroom.desk.record_checks import COMPARE, Finding
from pages.models import PageStory
from pages.reading.text import sha256


def signed_pages_are_those_that_were_filed(batch):
    """Yield a Finding for each page sign-off whose SHA-256 is that of no page of its story."""
    signed = [
        decision
        for record in batch
        for decision in record.decisions
        if decision.transition == "sign_page"
    ]
    digests = _page_digests({decision.story_id for decision in signed})
    for decision in signed:
        if decision.page_sha256 not in digests[decision.story_id]:
            yield Finding(
                decision.story_id,
                _("Decision %(pk)d signed a page that is not the one on file.")
                % {"pk": decision.pk},
                COMPARE,
            )


def _page_digests(story_ids: Collection[int]) -> dict[int, set[str]]:
    """{story_id: the SHA-256 of the present text of each of its pages}."""
    places = PageStory.objects.filter(story__in=story_ids)
    by_page: dict[int, str] = {}
    by_story: dict[int, set[str]] = defaultdict(set)
    rows = places.order_by("page").values_list("story", "page", "page__text")
    for story_id, page_id, text in rows.iterator():
        by_page[page_id] = by_page.get(page_id) or sha256(text)
        by_story[story_id].add(by_page[page_id])
    return by_story


record_checks.CHECKS.append(signed_pages_are_those_that_were_filed)
