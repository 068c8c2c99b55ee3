"""What stands in the paper's imprint: its people, its sections, and whom it writes about."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.site_information import (
    SiteInformation as SiteInformation,  # Django looks for it here
)


class User(AbstractUser):
    """A person with a log-in. Never deleted, for signatures name it: disable it instead."""

    first_name = None
    last_name = None
    name = models.CharField(_("name"), max_length=50, help_text=_("printed under stories"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    REQUIRED_FIELDS = ["name"]

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @cached_property
    def roles(self):
        """The names of the person's groups, read once for each instance."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, *roles):
        """Whether an active person holds one of the roles; being superuser counts for nothing."""
        return self.is_active and not self.roles.isdisjoint(roles)


class SectionQuerySet(models.QuerySet):
    def named(self, name):
        """The section of that slug or name. Raises Section.DoesNotExist."""
        return self.get(models.Q(slug=name) | models.Q(name=name))


class Section(models.Model):
    """A channel of the site (频道), and how many reviews a story in it needs."""

    class Stage(models.IntegerChoices):
        FIRST = 1, _("first review")
        SECOND = 2, _("second review")
        FINAL = 3, _("final approval")

    STAGES = {
        1: [Stage.FINAL],
        2: [Stage.FIRST, Stage.FINAL],
        3: [Stage.FIRST, Stage.SECOND, Stage.FINAL],
    }

    name = models.CharField(_("name"), max_length=20, unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    reviews_required = models.PositiveSmallIntegerField(
        _("reviews required"),
        default=3,
        choices=[
            (3, _("three: first, second, final")),
            (2, _("two: first and final")),
            (1, _("one: final")),
        ],
    )
    strict = models.BooleanField(
        _("strict"),
        default=False,
        help_text=_("any change of a signed text asks for all signatures again"),
    )
    proofs_required = models.PositiveSmallIntegerField(
        _("proofs required"),
        default=3,
        choices=[(3, _("three")), (2, _("two")), (1, _("one")), (0, _("none"))],
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviews_required__in=[1, 2, 3]),
                name="section_reviews_required",
            ),
            models.CheckConstraint(
                condition=models.Q(proofs_required__in=[0, 1, 2, 3]),
                name="section_proofs_required",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("press:section", args=[self.slug])

    @property
    def stages(self):
        """The stages of review in this section, in order; the last is always the final one."""
        return self.STAGES[self.reviews_required]


class Reporter(models.Model):
    """A person in a byline, with or without a log-in."""

    class Kind(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        TRAINEE = "trainee", _("trainee reporter")
        INTERN = "intern", _("intern")
        CORRESPONDENT = "correspondent", _("correspondent")

    name = models.CharField(_("name"), max_length=50)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPORTER)
    affiliation = models.CharField(_("affiliation"), max_length=100, blank=True)
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


class OrganizationQuerySet(models.QuerySet):
    def confirmed(self):
        """Organizations that an editor has confirmed: only these have a public page."""
        return self.filter(confirmed=True)

    def named(self, name):
        """Organizations of that canonical name or alias, duplicates that were merged left out."""
        names = models.Q(name=name) | models.Q(aliases__contains=[name])
        return self.filter(names, merged_into=None)

    def meant_by(self, ids):
        """The organizations that those ids stand for today: of a duplicate, what it became."""
        # Asked in two steps: joined by an OR, PostgreSQL would look at every organization.
        named = self.model.objects.filter(pk__in=ids).order_by()
        return self.filter(pk__in=named.values_list(Coalesce("merged_into", "pk")))

    def today(self, ids):
        """What each of those ids stands for today: {id: id}, those that there are."""
        return {
            pk: merged_into or pk
            for pk, merged_into in self.filter(pk__in=ids).values_list("pk", "merged_into")
        }


class Organization(models.Model):
    """A body that stories are about, under its canonical name."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government office")
        INSTITUTION = "institution", _("public institution")
        COMPANY = "company", _("company")
        ASSOCIATION = "association", _("association")
        COMMUNITY = "community", _("community")
        OTHER = "other", _("other")

    name = models.CharField(_("canonical name"), max_length=100, unique=True)
    aliases = ArrayField(
        models.CharField(max_length=100), verbose_name=_("aliases"), default=list, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    place = models.CharField(_("place"), max_length=50, blank=True)
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
