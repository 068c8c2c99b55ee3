"""Lay out a front page (拼版): which story leads, what follows it; no story appears twice.

Pinned stories come first. They also stay in the list behind the older pages, because its keyset
pagination does not depend on pins: so these pages never change when pins do.
"""

from django.db.models import Value

from newsroom.core.story_kind import Kind
from newsroom.press import print_issues
from newsroom.press.models import Facet, Listing, Pin
from newsroom.press.pins import MAX_PINS, pinned_listings

SECONDARIES_PER_ROW = 3  # there are two rows if the lead has no picture
MAX_BRIEFS = 6
MAX_STORIES_OF_SECTION = 4
MAX_HEADLINES_OF_ISSUE = 5


class PlacedStories:
    """The versions that are on the page already, to avoid showing one twice.

    The methods take and return Listings.
    """

    def __init__(self):
        self.version_ids = set()

    def not_placed(self, entries, kind=None):
        """The entries that are not on the page yet, of that Kind or of all."""
        entries = [entry for entry in entries if entry.version_id not in self.version_ids]
        return [entry for entry in entries if kind is None or entry.version.kind == kind]

    def place(self, entries, limit=None, kind=None):
        """The first `limit` entries that are not on the page yet; from now on they are."""
        placed = self.not_placed(entries, kind)[:limit]
        self.version_ids.update(entry.version_id for entry in placed)
        return placed


def for_front_page(page, sections, pinned_stories=None):
    """The template context of the front page, for the first Page of the newest stories.

    It shows every entry of the page. `pinned_stories` as in pins.pinned_listings.
    """
    placed = PlacedStories()
    pinned, articles = _pinned_and_newest_articles(pinned_stories)
    top = _top_stories(placed, page.entries, pinned, articles)
    briefs = Listing.objects.in_list(Facet.NEWEST_OF_KIND, Kind.BRIEF).with_sections()
    return {
        **top,
        "briefs": placed.place(briefs[:MAX_BRIEFS]),
        "following": placed.place(page.entries),
        "stories_by_section": _stories_by_section(sections, placed),
        "issue": _newest_issue(placed),
    }


def for_section(page, section, pinned_stories=None):
    """The same for a section's first Page. Without an article as lead all entries "follow"."""
    placed = PlacedStories()
    pinned = list(pinned_listings(section, pinned_stories))
    top = _top_stories(placed, page.entries, pinned, page.entries)
    briefs = placed.place(page.entries if top["lead"] else [], kind=Kind.BRIEF)
    return {**top, "briefs": briefs, "following": placed.place(page.entries)}


def _top_stories(placed, entries, pinned, articles):
    """The lead, the other pinned stories, and the newest articles with pictures."""
    pinned = placed.place(sorted(pinned, key=lambda entry: entry.position))
    lead = pinned[:1] if pinned and pinned[0].position == Pin.LEAD else []
    lead = lead or placed.place(articles, 1, kind=Kind.ARTICLE)
    with_picture = list(filter(_has_picture, placed.not_placed(entries, Kind.ARTICLE)))
    two_rows = len(with_picture) >= 2 * SECONDARIES_PER_ROW and not any(map(_has_picture, lead))
    return {
        "lead": next(iter(lead), None),
        "pinned": [entry for entry in pinned if entry not in lead],
        "secondaries": placed.place(with_picture, (1 + two_rows) * SECONDARIES_PER_ROW),
    }


def _has_picture(entry):
    return entry.version.snapshot.lead_picture is not None


def _pinned_and_newest_articles(pinned_stories):
    """The front page's pinned entries, and the newest articles, in one query: (list, list).

    There are enough articles that at least one of them is not pinned.
    """
    newest = Listing.objects.in_list(Facet.NEWEST_OF_KIND, Kind.ARTICLE).with_sections()
    newest = newest.annotate(position=Value(0))[: MAX_PINS + 1]
    found = list(pinned_listings(None, pinned_stories).union(newest, all=True))
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
    by_key = {str(section.pk): (section, []) for section in sections}
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
