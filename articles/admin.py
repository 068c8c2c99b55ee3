from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.forms import ArticleForm
from articles.models import Article
from newsroom.desk.admin.story import TIMES, StoryAdmin


@admin.register(Article)
class ArticleAdmin(StoryAdmin):
    form = ArticleForm
    fieldsets = [
        (None, {"fields": ["section", "kicker", "headline", "deck", "body", "summary"]}),
        (
            _("About the story"),
            {
                "fields": [
                    "column",
                    "dateline",
                    "source",
                    "tags",
                    "organizations",
                    "responsible_editor",
                ]
            },
        ),
        TIMES,
        (
            _("Reprint"),
            {
                "classes": ["collapse"],
                "fields": ["reprint_title", "reprint_author", "reprint_url"],
            },
        ),
    ]
