"""Merging of organizations that turn out to be the same."""

from django.db import transaction

from newsroom.core.models import Organization
from newsroom.desk.models import Story
from newsroom.press import listings
from newsroom.press.models import Facet


@transaction.atomic
def merge_all(duplicates, into):
    """Merge each of `duplicates` into the Organization `into`.

    Raises ValueError as `merge` does, and then none is merged. All rows are locked before the
    first merge, because a merge locks the cache of the public site.
    """
    pks = [row.pk for row in (*duplicates, into)]
    list(Organization.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    for duplicate in duplicates:
        merge(duplicate, into)


@transaction.atomic
def merge(duplicate, into):
    """Move the stories, names and public lists of `duplicate` to `into`; return `into`.

    The row of the duplicate stays, so that its old URL redirects. Raises ValueError if they are
    the same or if one of them is merged already.
    """
    rows = Organization.objects.select_for_update().in_bulk([duplicate.pk, into.pk])
    if len(rows) < 2 or any(row.merged_into_id for row in rows.values()):
        raise ValueError(f"cannot merge {duplicate} into {into}")
    duplicate, into = rows[duplicate.pk], rows[into.pk]
    # Wait for a story that is being published now: it would still list the duplicate.
    stories = Story.objects.select_for_update(of=["self"]).filter(organizations=duplicate)
    for story in stories.order_by("pk"):
        story.organizations.add(into)
        story.organizations.remove(duplicate)
    names = [*into.aliases, duplicate.name, *duplicate.aliases]
    into.aliases = [name for name in dict.fromkeys(names) if name != into.name]
    into.save()
    Organization.objects.filter(merged_into=duplicate).update(merged_into=into)
    duplicate.merged_into, duplicate.aliases, duplicate.confirmed = into, [], False
    duplicate.save()
    listings.move(Facet.ORGANIZATION, duplicate.pk, into.pk)
    return into
