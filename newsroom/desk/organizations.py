"""Merging organizations that are one and the same."""

from django.db import transaction

from newsroom.desk.models import Story
from newsroom.masthead.models import Organization
from newsroom.press.models import Facet
from newsroom.press.publishing import move_entries


@transaction.atomic
def merge_all(duplicates, into):
    """Merge each of the duplicates. Raises ValueError, and then none is merged.

    All rows are locked first: the first merging holds up whoever changes what is public.
    """
    pks = [row.pk for row in (*duplicates, into)]
    list(Organization.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    for duplicate in duplicates:
        merge(duplicate, into)


@transaction.atomic
def merge(duplicate, into):
    """Make `duplicate` another name of `into`: its stories, names and public lists go there.

    Its row stays, so that its old address redirects. Raises ValueError for an organization
    merged into itself or into one that is merged itself.
    """
    rows = Organization.objects.select_for_update().in_bulk([duplicate.pk, into.pk])
    if len(rows) < 2 or any(row.merged_into_id for row in rows.values()):
        raise ValueError(f"cannot merge {duplicate} into {into}")
    duplicate, into = rows[duplicate.pk], rows[into.pk]
    for story in Story.objects.filter(organizations=duplicate):
        story.organizations.add(into)
        story.organizations.remove(duplicate)
    names = [*into.aliases, duplicate.name, *duplicate.aliases]
    into.aliases = [name for name in dict.fromkeys(names) if name != into.name]
    into.save()
    Organization.objects.filter(merged_into=duplicate).update(merged_into=into)
    duplicate.merged_into, duplicate.aliases, duplicate.confirmed = into, [], False
    duplicate.save()
    move_entries(Facet.ORGANIZATION, duplicate.pk, into.pk)
    return into
