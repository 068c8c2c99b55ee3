"""Articles: the kind of story with a deck, crossheads and photos."""

from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import Kind
from newsroom.desk.models import Story, StoryManager


class Article(Story):
    """A story under a headline of its own."""

    objects = StoryManager(kind=Kind.ARTICLE)

    class Meta:
        proxy = True
        verbose_name = _("article")
        verbose_name_plural = _("articles")
