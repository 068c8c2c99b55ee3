"""The entries of the public lists: which version is in which list."""

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.enforced_triggers import CheckRows, ProtectColumns
from newsroom.press.models.live import LiveQuerySet
from newsroom.press.models.version import Version


class Facet(models.TextChoices):
    """The kinds of list. A list is a facet and a key, such as SECTION and the section's id."""

    NEWEST = "newest", _("newest")
    NEWEST_OF_KIND = "newest_of_kind", _("newest of a kind")
    NEWEST_IN_SECTION = "newest_in_section", _("newest in a section")
    ALL = "all", _("all stories")
    KIND = "kind", _("kind")
    SECTION = "section", _("section")
    REPORTER = "reporter", _("reporter")
    ORGANIZATION = "organization", _("organization")
    TAG = "tag", _("tag")
    DAY = "day", _("day")
    MONTH = "month", _("month")
    ISSUE = "issue", _("issue")


class ListingQuerySet(LiveQuerySet):
    def in_list(self, facet, key=""):
        """The live entries of one list in its order, with their versions."""
        return (
            self.live()
            .filter(facet=facet, key=str(key))
            .order_by("-sort_at", "-version_id")
            .select_related("version")
        )

    def with_sections(self):
        """The entries with their versions' sections, which list pages show."""
        return self.select_related("version__section")

    def adjacent_keys(self, facet, key):
        """The keys before and after `key` whose lists have live entries: (key or None, same)."""
        keys = self.live().filter(facet=facet).values_list("key", flat=True)
        before = keys.filter(key__lt=key).order_by("-key").first()
        return before, keys.filter(key__gt=key).order_by("key").first()


class Listing(models.Model):
    """One version's entry in one list. Derived data: `rebuild_listings` creates it again."""

    facet = models.CharField(_("facet"), max_length=20, choices=Facet)
    key = models.CharField(_("key"), max_length=100, blank=True)
    sort_at = models.DateTimeField(_("sort time"))
    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="listings",
        verbose_name=_("version"),
        db_index=False,  # the index of `listing_unique` begins with it
    )
    # A copy of the version's, so that reading a list needs one index only.
    during = DateTimeRangeField(_("live during"))

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(fields=["version", "facet", "key"], name="listing_unique")
        ]
        indexes = [
            models.Index(fields=["facet", "key", "-sort_at", "-version"], name="listing_keyset")
        ]
        triggers = [
            CheckRows(
                name="listing_follows_version",
                operation=pgtrigger.Insert | pgtrigger.Update,
                function="press_check_during",
            ),
            # Merging two organizations merges their lists.
            ProtectColumns(name="listing_columns_read_only", exclude=["key", "during"]),
        ]

    def __str__(self):
        return f"{self.facet} {self.key}"
