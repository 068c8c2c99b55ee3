"""The check of the record for whole pages that were signed off."""

from collections import defaultdict

from django.utils.translation import gettext as _

from newsroom.desk import record_checks
from newsroom.desk.record_checks import COMPARE_WITH_BACKUP, Finding
from pages.models import PageStory
from pages.reading.source.decode import sha256


def signed_pages_are_those_on_file(batch):
    """A page sign-off names the hash of the text of a page that the story is on.

    Unlike other checks it takes a whole batch, so that each page is read once.
    """
    signed = [
        decision
        for record in batch
        for decision in record.decisions
        if decision.transition == "sign_page"
    ]
    hashes = _page_hashes({decision.story_id for decision in signed})
    for decision in signed:
        if decision.page_sha256 not in hashes[decision.story_id]:
            yield Finding(
                decision.story_id,
                _("Decision %(pk)d signed a page that is not the one on file.")
                % {"pk": decision.pk},
                COMPARE_WITH_BACKUP,
            )


def _page_hashes(story_ids):
    """{story id: the SHA-256 of the present text of each of its pages}."""
    rows = PageStory.objects.filter(story__in=story_ids).values_list("story", "page", "page__text")
    hash_by_page: dict[int, str] = {}
    hashes: dict[int, set[str]] = defaultdict(set)
    for story_id, page_id, text in rows.order_by("page").iterator():
        hash_by_page[page_id] = hash_by_page.get(page_id) or sha256(text)
        hashes[story_id].add(hash_by_page[page_id])
    return hashes


record_checks.CHECKS.append(signed_pages_are_those_on_file)
