"""Lay out a front page (拼版): which story leads, what follows it; no story appears twice.

Pinned stories come first. They also stay in the list behind the older pages, because its keyset
pagination does not depend on pins: so these pages never change when pins do.
"""

from django.db.models import Value

from newsroom.core.models import Section
from newsroom.core.story_kind import story_kinds
from newsroom.press import print_issues
from newsroom.press.models import Facet, Listing, Pin
from newsroom.press.pins import MAX_PINS, pinned_listings

SECONDARIES_PER_ROW = 3  # there are two rows if the lead has no picture
MAX_STORIES_IN_BOX = 6
MAX_STORIES_OF_SECTION = 4
MAX_HEADLINES_OF_ISSUE = 5


class PlacedStories:
    """The versions that are on the page already, to avoid showing one twice.

    The methods take and return Listings.
    """

    def __init__(self):
        self.version_ids = set()

    def not_placed(self, entries):
        """The entries that are not on the page yet."""
        return [entry for entry in entries if entry.version_id not in self.version_ids]

    def place(self, entries, limit=None):
        """The first `limit` entries that are not on the page yet; from now on they are."""
        placed = self.not_placed(entries)[:limit]
        self.version_ids.update(entry.version_id for entry in placed)
        return placed


def for_front_page(page, sections, pinned_stories=None):
    """The template context of the front page, for the first Page of the newest stories.

    It shows every entry of the page. `pinned_stories` as in pins.pinned_listings.
    """
    placed = PlacedStories()
    pinned, newest = _pinned_and_newest_leads(pinned_stories)
    top = _top_stories(placed, page.entries, pinned, newest)
    boxes = [
        (kind, placed.place(_newest_of_kind(kind)[:MAX_STORIES_IN_BOX]))
        for kind in _kinds_in_boxes()
    ]
    return {
        **top,
        "boxes": [(kind, entries) for kind, entries in boxes if entries],
        "following": placed.place(page.entries),
        "stories_by_section": _stories_by_section(sections, placed),
        "issue": _newest_issue(placed),
    }


def for_section(page, section, pinned_stories=None):
    """The same for a section's first Page. Without a story as lead all entries "follow"."""
    placed = PlacedStories()
    pinned = list(pinned_listings(section, pinned_stories))
    top = _top_stories(placed, page.entries, pinned, page.entries)
    boxes = [
        (kind, placed.place([e for e in page.entries if e.version.kind == kind.value]))
        for kind in _kinds_in_boxes()
        if top["lead"]
    ]
    return {
        **top,
        "boxes": [(kind, entries) for kind, entries in boxes if entries],
        "following": placed.place(page.entries),
    }


def _kinds_in_boxes():
    """The StoryKinds whose newest stories have a box of their own on the page."""
    return [kind for kind in story_kinds() if kind.list_title]


def _newest_of_kind(kind):
    return Listing.objects.in_list(Facet.NEWEST_OF_KIND, kind.value).with_sections()


def _top_stories(placed, entries, pinned, newest):
    """The lead, the other pinned stories, and the newest stories with pictures that may lead.

    Without a pinned lead, the first of `newest` leads that may lead and is not on the page yet.
    """
    pinned = placed.place(sorted(pinned, key=lambda entry: entry.position))
    lead = pinned[:1] if pinned and pinned[0].position == Pin.LEAD else []
    lead = lead or placed.place(filter(_may_lead, newest), 1)
    with_picture = list(filter(_has_picture, placed.not_placed(filter(_may_lead, entries))))
    two_rows = len(with_picture) >= 2 * SECONDARIES_PER_ROW and not any(map(_has_picture, lead))
    return {
        "lead": next(iter(lead), None),
        "pinned": [entry for entry in pinned if entry not in lead],
        "secondaries": placed.place(with_picture, (1 + two_rows) * SECONDARIES_PER_ROW),
    }


def _may_lead(entry):
    return entry.version.story_kind.may_lead


def _has_picture(entry):
    return entry.version.snapshot.lead_picture is not None


def _pinned_and_newest_leads(pinned_stories):
    """The front page's pinned entries, and the newest that may lead, in one query: (list, list).

    There is one more of each kind than can be pinned, so at least one of them is not pinned.
    """
    newest = [
        _newest_of_kind(kind).annotate(position=Value(0))[: MAX_PINS + 1]
        for kind in story_kinds()
        if kind.may_lead
    ]
    found = list(pinned_listings(None, pinned_stories).union(*newest, all=True))
    found.sort(key=_sort_key, reverse=True)
    pinned = [entry for entry in found if entry.facet == Facet.NEWEST]
    return pinned, [entry for entry in found if entry.facet == Facet.NEWEST_OF_KIND]


def _sort_key(entry):
    return entry.sort_at, entry.version_id


def _stories_by_section(sections, placed):
    """The newest stories of each section that are not on the page: [(section, entries), …]."""
    lists = [
        Listing.objects.in_list(Facet.NEWEST_IN_SECTION, section.pk)
        .with_sections()
        .exclude(version__in=placed.version_ids)[:MAX_STORIES_OF_SECTION]
        for section in sections
    ]
    by_key: dict[str, tuple[Section, list[Listing]]] = {
        str(section.pk): (section, []) for section in sections
    }
    # A UNION has no guaranteed order.
    found = sorted(Listing.objects.none().union(*lists, all=True), key=_sort_key, reverse=True)
    for entry in placed.place(found):
        by_key[entry.key][1].append(entry)
    return [(section, entries) for section, entries in by_key.values() if entries]


def _newest_issue(placed):
    """The newest issue: its date and pages, and headlines of one page. None if there is no issue.

    The headlines are of the first page that has stories which are not on the front page yet.
    """
    pages = print_issues.newest_pages()
    if not pages:
        return None
    candidates = [(page, _versions_not_placed(placed, page.versions)) for page in pages]
    page, versions = next((pair for pair in candidates if pair[1]), candidates[0])
    date = page.versions[0].snapshot.printed.date
    return {"date": date, "pages": pages, "page": page, "versions": versions}


def _versions_not_placed(placed, versions):
    versions = [version for version in versions if version.pk not in placed.version_ids]
    return versions[:MAX_HEADLINES_OF_ISSUE]
