"""Related stories (相关报道): live ones that share organizations or tags with a story."""

from django.utils import timezone

from newsroom.press.models import Facet, Version

MOST = 6
# Of each list only so many of the newest are counted, so that a tag of 50,000 stories costs no more
# than one of 50.
OF_EACH_LIST = 50

# Each list is read by its index; those that share most come first, then the newest.
RELATED = """
SELECT version.* FROM (
    SELECT listed.version_id, count(*) AS shared, max(listed.sort_at) AS sort_at
    FROM unnest(%(facets)s::text[], %(keys)s::text[]) AS list (facet, key)
    CROSS JOIN LATERAL (
        SELECT version_id, sort_at FROM press_listing
        WHERE facet = list.facet AND key = list.key AND during @> %(now)s
        ORDER BY sort_at DESC, version_id DESC LIMIT %(of_each)s
    ) AS listed
    WHERE listed.version_id <> %(version)s
    GROUP BY listed.version_id
    ORDER BY shared DESC, sort_at DESC, version_id DESC LIMIT %(most)s
) AS ranked
JOIN press_version AS version ON version.id = ranked.version_id
ORDER BY ranked.shared DESC, ranked.sort_at DESC, version.id DESC
"""


def stories(version, organizations):
    """At most MOST live Versions that share those Organizations, or tags, with a live Version."""
    lists = [(Facet.ORGANIZATION, str(organization.pk)) for organization in organizations]
    lists += [(Facet.TAG, tag) for tag in version.snapshot.tags]
    if not lists:
        return []
    facets, keys = zip(*lists, strict=True)
    found = {
        "facets": list(map(str, facets)),
        "keys": list(keys),
        "now": timezone.now(),
        "of_each": OF_EACH_LIST,
        "version": version.pk,
        "most": MOST,
    }
    return list(Version.objects.raw(RELATED, found))
