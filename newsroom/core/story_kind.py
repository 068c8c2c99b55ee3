"""The kinds of story. A new kind is a row here and an app with a proxy of Story."""

from django.db import models
from django.utils.translation import gettext_lazy as _

IDEOGRAPHIC_SPACE = "\u3000"


class Kind(models.TextChoices):
    ARTICLE = "article", _("article")
    BRIEF = "brief", _("brief")

    @property
    def folder(self):
        """The first part of a story's public address: `articles` or `briefs`."""
        return f"{self.value}s"

    def title(self, kicker, headline):
        """The headline as shown in a list; a brief's kicker opens its sentence."""
        if self is Kind.BRIEF:
            return IDEOGRAPHIC_SPACE.join(filter(None, [kicker, headline]))
        return headline
