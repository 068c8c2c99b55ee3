"""Redacting (清空): a text that may stand in no archive is emptied, its hash and its seals kept."""

from django.db import transaction

from newsroom.desk import workflow
from newsroom.desk.models import Story


@transaction.atomic
def redact(story, revision, *, user, note):
    """Empty every revision of the story that says what `revision` says; returns the Decisions.

    A restored text stands in the record more than once: one Decision for each. The versions
    that readers saw of it are emptied, too. Raises TransitionRefused, and then nothing has
    happened.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    same = story.revisions.filter(sha256=revision.sha256).exclude(content="").order_by("number")
    return [
        workflow.apply("redact", story, user=user, revision=each, note=note)
        for each in list(same) or [revision]
    ]
