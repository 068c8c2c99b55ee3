"""What an article is: its names, its place on public pages, and its rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import StoryKind

ARTICLE = StoryKind(
    value="article",
    label=_("article"),
    plural_label=_("articles"),
    model_label="articles.Article",
    icon="article",
    path="articles",
    template="articles/article.html",
    may_lead=True,
    shows_summary=True,
    constraints=(
        models.CheckConstraint(
            condition=~Q(kind="article") | ~Q(headline=""),
            name="article_has_headline",
            violation_error_message=_("An article needs a headline."),
        ),
    ),
)
