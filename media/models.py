"""Photos: what the paper has of a picture, be it only the caption that waits for the file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Photo(models.Model):
    """A picture with its words. A caption read from a printed page waits here for its file."""

    original = models.FileField(_("file"), upload_to="photos/%Y/%m/", blank=True)
    sha256 = models.CharField(
        _("SHA-256 of the file"), max_length=64, null=True, blank=True, unique=True, editable=False
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=100, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("added by"),
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["-created_at", "-id"], name="photo_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(original="", sha256=None)
                | (~models.Q(original="") & models.Q(sha256__regex=r"^[0-9a-f]{64}$")),
                name="photo_file_has_hash",
                violation_error_message=_("A file and its SHA-256 come together."),
            )
        ]

    def __str__(self):
        return self.caption or f"#{self.pk}"
