"""Writes many published stories: each batch is one transaction with a bounded number of queries."""

from itertools import islice

from django.db import connection, transaction

from demo.story_rows import build_story
from media import public_files
from newsroom.desk.models import Revision, Story, StoryPhoto, TaggedStory
from newsroom.desk.revisions import hash_chain
from newsroom.press.publishing import publish_all

BATCH_SIZE = 400
MAX_ROWS = {Story: 1, StoryPhoto: 1, Revision: 3}  # of one story; a correction adds two revisions


def publish_stories(plans, reference_data):
    """Write the stories of the StoryPlans; after each batch, yields the ids of its stories."""
    plans = iter(plans)
    while batch := list(islice(plans, BATCH_SIZE)):
        yield _write_batch(batch, reference_data)


@transaction.atomic
def _write_batch(plans, reference_data):
    ids = {model: reserve_ids(model, len(plans) * count) for model, count in MAX_ROWS.items()}
    stories = [build_story(plan, reference_data, ids) for plan in plans]
    copy_rows([rows.story for rows in stories])
    for name in ("bylines", "story_photos", "corrections", "revisions"):
        copy_rows([row for rows in stories for row in getattr(rows, name)])
    copy_rows(
        [TaggedStory(content_object=rows.story, tag=tag) for rows in stories for tag in rows.tags]
    )
    copy_rows(
        [
            Story.organizations.through(story=rows.story, organization=organization)
            for rows in stories
            for organization in rows.organizations
        ]
    )
    _publish_versions(stories)
    copy_rows([decision for rows in stories for decision in _with_hashes(rows.decisions)])
    return [rows.story.pk for rows in stories]


def _publish_versions(stories):
    """Publish the photo files and then the versions; each publishing Decision gets its Version."""
    public_files.copy_to_public(
        {name for rows in stories if rows.plan.photo for name in rows.plan.photo.file_names}
    )
    publications = [publication for rows in stories for publication in rows.publications]
    versions = publish_all((each.snapshot, each.published_at) for each in publications)
    for publication, version in zip(publications, versions, strict=True):
        publication.decision.version = version


def _with_hashes(decisions):
    """The Decisions of one story, each with its hash in the chain."""
    previous = ""
    for decision in decisions:
        decision.seal = previous = hash_chain.compute_seal(decision, previous)
    return decisions


def reserve_ids(model, count):
    """An iterator of `count` primary keys that no other row will get."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [table, column, count],
        )
        return iter([number for (number,) in cursor.fetchall()])


def copy_rows(rows):
    """Write unsaved rows of one model with PostgreSQL's COPY, in their order.

    `bulk_create` would set auto_now_add fields to the present, and triggers forbid to change them
    later; COPY keeps the times that the rows have. Rows without a primary key are numbered.
    """
    if not rows:
        return
    model = type(rows[0])
    has_ids = rows[0].pk is not None
    fields = [f for f in model._meta.concrete_fields if has_ids or not f.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    # A COPY reports its errors only when it ends, outside of Django's own conversion of errors.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as target,
    ):
        for row in rows:
            target.write_row([_database_value(field, row) for field in fields])


def _database_value(field, row):
    return field.get_db_prep_save(getattr(row, field.attname), connection)
