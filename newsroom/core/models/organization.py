"""Organizations (单位) that stories are about."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.name_field import NameField
from newsroom.core.plain_text import PlainCharField


class OrganizationQuerySet(models.QuerySet):
    def confirmed(self):
        """Organizations that an editor has confirmed. Only these have a public page."""
        return self.filter(confirmed=True)

    def named(self, name):
        """Organizations with that canonical name or alias, without merged duplicates."""
        names = models.Q(name=name) | models.Q(aliases__contains=[name])
        return self.filter(names, merged_into=None)

    def meant_by(self, ids):
        """The organizations with those ids; for a merged duplicate, the one it was merged into."""
        # A subquery, since PostgreSQL would read every organization for conditions joined by OR.
        named = self.model._default_manager.filter(pk__in=ids).order_by()
        return self.filter(pk__in=named.values_list(Coalesce("merged_into", "pk")))

    def today(self, ids):
        """{id: id of the organization it was merged into, or the same id} for ids that exist."""
        return {
            pk: merged_into or pk
            for pk, merged_into in self.filter(pk__in=ids).values_list("pk", "merged_into")
        }


class Organization(models.Model):
    """An organization that stories are about, under its canonical name."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government office")
        INSTITUTION = "institution", _("public institution")
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association")
        COMMUNITY = "community", _("community")
        OTHER = "other", _("other")

    name = NameField(_("canonical name"), max_length=100, unique=True)
    aliases = ArrayField(
        NameField(max_length=100), verbose_name=_("aliases"), default=list, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    place = PlainCharField(_("place"), max_length=50, blank=True)
    confirmed = models.BooleanField(
        _("confirmed"),
        default=False,
        help_text=_("only a confirmed organization has a public page"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="duplicates",
        verbose_name=_("merged into"),
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]
        indexes = [GinIndex(fields=["aliases"], name="organization_aliases")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | models.Q(confirmed=False),
                name="organization_duplicate_is_not_confirmed",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("press:organization", args=[self.pk])
