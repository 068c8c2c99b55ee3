"""Redacting (清空): a text that may be kept nowhere is emptied; its hash and the seals stay."""

from django.db import transaction

from newsroom.desk import workflow
from newsroom.desk.models import Story


@transaction.atomic
def redact(story, revision, *, user, note):
    """Empty every revision of the story with the text of `revision`; returns the Decisions.

    The same text is in several revisions if only its metadata changed or if it was restored: each
    gets a Decision of its own. The published versions of the text are emptied, too. Raises
    TransitionRefused and then changes nothing.
    """
    Story.objects.select_for_update().get(pk=story.pk)
    same_text = story.revisions.filter(sha256=revision.sha256).exclude(content="")
    return [
        workflow.apply("redact", story, user=user, revision=each, note=note)
        for each in list(same_text.order_by("number")) or [revision]
    ]
