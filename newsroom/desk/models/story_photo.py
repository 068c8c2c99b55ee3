"""StoryPhoto: one use of a photo in a story."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from media.models import Photo
from newsroom.core.plain_text import PlainCharField, PlainTextField
from newsroom.desk.models.story import Story


class StoryPhoto(models.Model):
    """One use of a photo in a story, with its caption, credit and alt text there.

    The node `<figure data-photo="…">` in the story's body holds the primary key of this row.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_photos")
    photo = models.ForeignKey(
        Photo, models.PROTECT, related_name="story_photos", verbose_name=_("photo")
    )
    caption = PlainTextField(_("caption"), blank=True)
    credit = PlainCharField(_("credit"), max_length=100, blank=True)
    alt = PlainCharField(_("alt text"), max_length=200, blank=True)
    is_lead = models.BooleanField(
        _("lead picture"),
        default=False,
        help_text=_("shown with the story in lists; by default the first one in the text"),
    )

    class Meta:
        verbose_name = _("photo in the text")
        verbose_name_plural = _("photos in the text")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "photo"],
                name="story_photo_once_per_story",
                violation_error_message=_("This picture is in the story already."),
            ),
            models.UniqueConstraint(
                fields=["story"], condition=Q(is_lead=True), name="story_photo_one_lead"
            ),
        ]

    def __str__(self):
        return self.caption or str(self.photo)
