from django.apps import AppConfig

from briefs.kind import BRIEF


class BriefsConfig(AppConfig):
    name = "briefs"
    verbose_name = BRIEF.plural_label
    story_kind = BRIEF
