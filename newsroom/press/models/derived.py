"""What is derived from a version and repeats its `during`: lists, files, the search."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.press.models.live import LiveQuerySet
from newsroom.press.models.version import Version


class Facet(models.TextChoices):
    """What a list of stories is a list of."""

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
    def of(self, facet, key=""):
        """Live entries of one list, first entry first, with their versions."""
        return (
            self.live()
            .filter(facet=facet, key=str(key))
            .order_by("-sort_at", "-version_id")
            .select_related("version")
        )

    def shown(self, facet, key=""):
        """The same with their sections: all that a list shows of its entries."""
        return self.of(facet, key).select_related("version__section")

    def beside(self, facet, key):
        """The keys before and after that one whose lists have live entries; None for each."""
        keys = self.live().filter(facet=facet).values_list("key", flat=True)
        before = keys.filter(key__lt=key).order_by("-key").first()
        return before, keys.filter(key__gt=key).order_by("key").first()


class Listing(models.Model):
    """One version's entry in one list. Derived from versions: `rebuild_listings` makes it anew."""

    facet = models.CharField(_("facet"), max_length=20, choices=Facet)
    key = models.CharField(_("key"), max_length=100, blank=True)
    sort_at = models.DateTimeField(_("sort time"))
    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="listings",
        verbose_name=_("version"),
        db_index=False,  # `listing_once` begins with it
    )
    during = DateTimeRangeField(_("live during"))  # the version's, so that a list reads one index

    objects = ListingQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        constraints = [
            models.UniqueConstraint(fields=["version", "facet", "key"], name="listing_once")
        ]
        indexes = [
            models.Index(fields=["facet", "key", "-sort_at", "-version"], name="listing_keyset")
        ]

    def __str__(self):
        return f"{self.facet} {self.key}"


class PublicFile(models.Model):
    """A file that readers may load as long as the version that shows it lasts."""

    name = models.CharField(_("name"), max_length=100)
    version = models.ForeignKey(
        Version, models.CASCADE, related_name="files", verbose_name=_("version")
    )
    during = DateTimeRangeField(_("live during"))  # the version's, so that one index is read

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("public file")
        verbose_name_plural = _("public files")
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="public_file_once")]

    def __str__(self):
        return self.name


class SearchEntry(models.Model):
    """What a version is found by. Derived from it: `reindex_search` makes it anew.

    No index is sorted by time, so that a search has one way to go, whatever PostgreSQL thinks of
    how often a word occurs: through the index of words.
    """

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="search_entries",
        verbose_name=_("version"),
        db_index=False,  # `search_entry_once` is one
    )
    during = DateTimeRangeField(_("live during"))  # the version's, so that one table is read
    sort_at = models.DateTimeField(_("sort time"))
    index_version = models.PositiveSmallIntegerField(_("version of the index"))
    vector = SearchVectorField(_("words and filters"))

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["version"], name="search_entry_once")]
        indexes = [GinIndex(fields=["vector"], name="search_entry_words")]

    def __str__(self):
        return str(self.version_id)
