"""Making up a page (拼版): what leads, what stands beside it, what follows; nothing stands twice.

The stories that editors pinned come first. They keep their place in the list as well, which the
older pages show: the keyset of a list does not depend on pins, so its pages stay as they are.
"""

from django.db.models import Value

from newsroom.core.story_kind import story_kinds
from newsroom.press import pins as pinning
from newsroom.press import print_issues
from newsroom.press.models import Facet, Listing, Pin

SECONDARIES = 3  # in a row: two rows where the lead has no picture
IN_A_BOX = 6
STORIES_OF_A_SECTION = 4
HEADLINES_OF_AN_ISSUE = 5


class Sheet:
    """The versions that have their place on the page already."""

    def __init__(self):
        self.placed = set()

    def free(self, entries):
        """Those of the entries that stand nowhere yet."""
        return [entry for entry in entries if entry.version_id not in self.placed]

    def take(self, entries, most=None):
        """The same, `most` at most; now they stand somewhere."""
        taken = self.free(entries)[:most]
        self.placed.update(entry.version_id for entry in taken)
        return taken


def front_page(page, sections, pins=None):
    """What the template needs for the first Page of the newest; `pins` as in pinning.entries.

    None of the page's entries is left out.
    """
    sheet = Sheet()
    pinned, newest = _pinned_and_newest_leads(pins)
    head = _head(sheet, page.entries, pinned, newest)
    boxes = [
        (kind, sheet.take(Listing.objects.shown(Facet.NEWEST_OF_KIND, kind.value)[:IN_A_BOX]))
        for kind in _kinds_in_boxes()
    ]
    return {
        **head,
        "boxes": [(kind, entries) for kind, entries in boxes if entries],
        "following": sheet.take(page.entries),
        "strips": _strips(sections, sheet),
        "issue": _issue(sheet),
    }


def section_page(page, section, pins=None):
    """The same for the first Page of a section; where no story leads, a plain list follows."""
    sheet = Sheet()
    head = _head(sheet, page.entries, list(pinning.entries(section, pins)), page.entries)
    boxes = [
        (kind, sheet.take([e for e in page.entries if e.version.kind == kind.value]))
        for kind in _kinds_in_boxes()
        if head["lead"]
    ]
    return {
        **head,
        "boxes": [(kind, entries) for kind, entries in boxes if entries],
        "following": sheet.take(page.entries),
    }


def _kinds_in_boxes():
    """The StoryKinds whose newest stories stand in a box of their own."""
    return [kind for kind in story_kinds() if kind.list_title]


def _head(sheet, entries, pinned, newest):
    """The lead, what else is pinned, and the newest stories with pictures that may lead.

    Without a pinned lead the first of `newest` leads that may and stands nowhere yet.
    """
    pinned = sheet.take(sorted(pinned, key=lambda entry: entry.position))
    lead = pinned[:1] if pinned and pinned[0].position == Pin.LEAD else []
    lead = lead or sheet.take(filter(_may_lead, newest), 1)
    pictured = list(filter(_is_pictured, sheet.free(filter(_may_lead, entries))))
    two_rows = len(pictured) >= 2 * SECONDARIES and not any(map(_is_pictured, lead))
    return {
        "lead": next(iter(lead), None),
        "pinned": [entry for entry in pinned if entry not in lead],
        "secondaries": sheet.take(pictured, (1 + two_rows) * SECONDARIES),
    }


def _may_lead(entry):
    return entry.version.story_kind.may_lead


def _is_pictured(entry):
    return entry.version.snapshot.lead is not None


def _pinned_and_newest_leads(pins):
    """What is pinned on the front page, and the newest stories that may lead.

    Of each kind there is one more than can be pinned, so that one at least is not.
    """
    newest = [
        Listing.objects.shown(Facet.NEWEST_OF_KIND, kind.value).annotate(position=Value(0))
        for kind in story_kinds()
        if kind.may_lead
    ]
    lists = [entries[: pinning.MOST + 1] for entries in newest]
    found = list(pinning.entries(None, pins).union(*lists, all=True))
    found.sort(key=lambda entry: (entry.sort_at, entry.version_id), reverse=True)
    pinned = [entry for entry in found if entry.facet == Facet.NEWEST]
    return pinned, [entry for entry in found if entry.facet == Facet.NEWEST_OF_KIND]


def _strips(sections, sheet):
    """For each section its newest stories other than those placed: [(section, entries), …]."""
    newest = [Listing.objects.shown(Facet.NEWEST_IN_SECTION, section.pk) for section in sections]
    lists = [entries.exclude(version__in=sheet.placed)[:STORIES_OF_A_SECTION] for entries in newest]
    by_key = {str(section.pk): (section, []) for section in sections}
    union = Listing.objects.none().union(*lists, all=True)
    # A union promises no order.
    found = sorted(union, key=lambda e: (e.sort_at, e.version_id), reverse=True)
    for entry in sheet.take(found):
        by_key[entry.key][1].append(entry)
    return [(section, entries) for section, entries in by_key.values() if entries]


def _issue(sheet):
    """The newest issue: its day, its pages, and of one page the headlines that stand nowhere yet.

    None where nothing was printed.
    """
    pages = print_issues.newest()
    if not pages:
        return None
    fresh = [(page, _fresh(sheet, page.versions)) for page in pages]
    page, versions = next((pair for pair in fresh if pair[1]), fresh[0])
    date = page.versions[0].snapshot.printed.date
    return {"date": date, "pages": pages, "page": page, "versions": versions}


def _fresh(sheet, versions):
    fresh = [version for version in versions if version.pk not in sheet.placed]
    return fresh[:HEADLINES_OF_AN_ISSUE]
