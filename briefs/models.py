"""Briefs: the short kind of story, often under a column, without a deck."""

from briefs.kind import BRIEF
from newsroom.desk.models import Story


class Brief(Story):
    """The working copy of a brief."""

    class Meta:
        proxy = True
        verbose_name = BRIEF.label
        verbose_name_plural = BRIEF.plural_label
