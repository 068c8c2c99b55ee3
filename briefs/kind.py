"""What a brief is: its names, its title, its public list, and its rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import StoryKind

IDEOGRAPHIC_SPACE = "\u3000"


class BriefKind(StoryKind):
    """A brief has one line of title: its kicker, often an organization, opens the sentence."""

    def title(self, kicker, headline):
        return IDEOGRAPHIC_SPACE.join(filter(None, [kicker, headline]))


BRIEF = BriefKind(
    value="brief",
    label=_("brief"),
    plural_label=_("briefs"),
    model_label="briefs.Brief",
    icon="short_text",
    path="briefs",
    template="briefs/brief.html",
    kicker_above_headline=False,
    list_title=_("News in brief"),
    constraints=(
        models.CheckConstraint(
            condition=~Q(kind="brief") | Q(deck=""),
            name="brief_has_no_deck",
            violation_error_message=_("A brief has no deck."),
        ),
    ),
)
