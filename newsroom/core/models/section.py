"""Sections of the site (频道), and the reviews and proofs that their stories need."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core.plain_text import PlainCharField


class SectionQuerySet(models.QuerySet):
    def named(self, name):
        """The section whose slug or name is `name`. Raises Section.DoesNotExist."""
        return self.get(models.Q(slug=name) | models.Q(name=name))


class Section(models.Model):
    """A section of the site (频道), with the reviews and proofs that its stories need."""

    class Stage(models.IntegerChoices):
        FIRST = 1, _("first review")
        SECOND = 2, _("second review")
        FINAL = 3, _("final approval")

    STAGES = {
        1: [Stage.FINAL],
        2: [Stage.FIRST, Stage.FINAL],
        3: [Stage.FIRST, Stage.SECOND, Stage.FINAL],
    }

    name = PlainCharField(_("name"), max_length=20, unique=True)
    slug = models.SlugField(_("slug"), unique=True)
    description = PlainCharField(_("description"), max_length=200, blank=True)
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

    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_("not in navigation, front page and search; its stories keep their addresses"),
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
        """The stages of review in this section, in order; the last is always FINAL."""
        return self.STAGES[self.reviews_required]
