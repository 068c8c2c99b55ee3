"""People named in bylines."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.name_field import NameField
from newsroom.core.models.user import User
from newsroom.core.plain_text import PlainCharField


class Reporter(models.Model):
    """A person named in bylines, with or without a log-in."""

    class Kind(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        TRAINEE = "trainee", _("trainee reporter")
        INTERN = "intern", _("intern")
        CORRESPONDENT = "correspondent", _("correspondent")

    name = NameField(_("name"), max_length=50)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORTER)
    affiliation = PlainCharField(_("affiliation"), max_length=100, blank=True)
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reporter",
        verbose_name=_("log-in"),
    )

    class Meta:
        verbose_name = _("reporter")
        verbose_name_plural = _("reporters")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "affiliation"], name="reporter_name_affiliation"
            )
        ]

    def __str__(self):
        return f"{self.name}（{self.affiliation}）" if self.affiliation else self.name

    def get_absolute_url(self):
        return reverse("press:reporter", args=[self.pk])
