"""Briefs: the short kind of story, often under a column, without a deck."""

from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import Kind
from newsroom.desk.models import Story, StoryManager


class Brief(Story):
    """A short item under a column, often opening with the organization it is about."""

    objects = StoryManager(kind=Kind.BRIEF)

    class Meta:
        proxy = True
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
