"""The other stories that a story's page links to: related, or newest, and next to it in print."""

from django.db.models import Q, Subquery
from django.utils import timezone

from newsroom.press.models import Facet, Listing, Version

MAX_RELATED = 6
# Only so many of the newest entries of each list are counted, so that a tag of 50,000 stories
# costs no more than one of 50.
ENTRIES_PER_LIST = 50

# Each list is read by its index. Stories in most of the lists come first, then the newest.
RELATED = """
SELECT version.* FROM (
    SELECT listed.version_id, count(*) AS shared, max(listed.sort_at) AS sort_at
    FROM unnest(%(facets)s::text[], %(keys)s::text[]) AS list (facet, key)
    CROSS JOIN LATERAL (
        SELECT version_id, sort_at FROM press_listing
        WHERE facet = list.facet AND key = list.key AND during @> %(now)s
        ORDER BY sort_at DESC, version_id DESC LIMIT %(entries_per_list)s
    ) AS listed
    WHERE listed.version_id <> %(version_id)s
    GROUP BY listed.version_id
    ORDER BY shared DESC, sort_at DESC, version_id DESC LIMIT %(max_related)s
) AS ranked
JOIN press_version AS version ON version.id = ranked.version_id
ORDER BY ranked.shared DESC, ranked.sort_at DESC, version.id DESC
"""


def related_versions(version, organizations):
    """Related stories (相关报道): at most MAX_RELATED live Versions, as a list.

    They share the Organizations, or tags of the live Version `version`.
    """
    lists = [(Facet.ORGANIZATION, str(organization.pk)) for organization in organizations]
    lists += [(Facet.TAG, tag) for tag in version.snapshot.tags]
    if not lists:
        return []
    facets, keys = zip(*lists, strict=True)
    parameters = {
        "facets": list(map(str, facets)),
        "keys": list(keys),
        "now": timezone.now(),
        "entries_per_list": ENTRIES_PER_LIST,
        "version_id": version.pk,
        "max_related": MAX_RELATED,
    }
    return list(Version.objects.raw(RELATED, parameters))


def newest_versions(version):
    """The newest other stories of the section, or of all if it has none: at most MAX_RELATED.

    For a story without related ones, so that every story has a way on.
    """
    of_section = _other_versions(version, Facet.SECTION, version.section_id)
    return of_section or _other_versions(version, Facet.ALL)


def _other_versions(version, facet, key=""):
    entries = Listing.objects.in_list(facet, key).exclude(version=version)[:MAX_RELATED]
    return [entry.version for entry in entries]


def adjacent_versions(version):
    """The live Versions before and after a live one on its printed page, each None if missing.

    One query: it reads the issue from the story's own position in both directions, by index.
    """
    printed = version.snapshot.printed
    if printed is None or not printed.has_public_page:
        return None, None
    issue = Listing.objects.in_list(Facet.ISSUE, printed.date)
    on_page = issue.filter(version__content__printed__number=printed.number)
    # The order of print_issues.pages: by position, which `sort_at` contains, then by story id.
    own_listing = Listing.objects.filter(version=version, facet=Facet.ISSUE)
    here = Subquery(own_listing.values("sort_at")[:1])
    story_id = version.story_id
    before = on_page.filter(
        Q(sort_at__gt=here) | Q(version__story_id__lt=story_id), sort_at__gte=here
    )
    after = on_page.filter(
        Q(sort_at__lt=here) | Q(version__story_id__gt=story_id), sort_at__lte=here
    )
    nearest = (
        before.order_by("sort_at", "-version__story_id")[:1],
        after.order_by("-sort_at", "version__story_id")[:1],
    )
    found = Listing.objects.none().union(*nearest, all=True)
    is_before = {_page_order(e.version) < _page_order(version): e.version for e in found}
    return is_before.get(True), is_before.get(False)


def _page_order(version):
    return version.snapshot.printed.position, version.story_id
