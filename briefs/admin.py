from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from briefs.models import Brief
from newsroom.desk.admin.story import TIMES, StoryAdmin


@admin.register(Brief)
class BriefAdmin(StoryAdmin):
    fieldsets = [
        (None, {"fields": ["section", "column", "kicker", "headline", "body", "summary"]}),
        (
            _("About the story"),
            {"fields": ["dateline", "source", "tags", "organizations", "responsible_editor"]},
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
