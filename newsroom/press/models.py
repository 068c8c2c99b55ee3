"""What readers see: versions of stories, each live for a span of time, and their listings."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.masthead.kinds import Kind
from newsroom.masthead.models import Section, User
from newsroom.press.snapshot import Snapshot


def _only(number):
    """The range of that number alone: core GiST compares ranges, and no numbers."""
    return Func(
        number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField()
    )


# The place of a pin as a number: its section's, or 0 for the front page.
PLACE = Coalesce(F("section"), Value(0), output_field=models.BigIntegerField())


class LiveQuerySet(models.QuerySet):
    def live(self, at=None):
        """Rows that readers see at `at` (an aware datetime; default: now)."""
        return self.filter(during__contains=at or timezone.now())

    def pending(self, at=None):
        """Rows that have not begun at `at` (default: now)."""
        return self.filter(during__startswith__gt=at or timezone.now())

    def showing(self, at=None):
        """Rows that readers see at `at` (default: now) or will see later."""
        return self.filter(during__overlap=DateTimeTZRange(at or timezone.now(), None))

    def ended(self, at=None):
        """Rows that readers saw before `at` (default: now) and see no more."""
        return self.filter(during__endswith__lte=at or timezone.now())


class Version(models.Model):
    """One text of a story as readers see it while `during` lasts. Its content never changes."""

    class Ended(models.TextChoices):
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("cancelled before it began")

    story = models.BigIntegerField(_("story"))  # the desk's id: no foreign key looks back upstream
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    section = models.ForeignKey(Section, models.PROTECT, verbose_name=_("section"))
    content = models.JSONField(_("content"))
    revision_sha256 = models.CharField(_("SHA-256 of the revision"), max_length=64)
    during = DateTimeRangeField(_("live during"))
    published_at = models.DateTimeField(_("public date"))
    first_online_at = models.DateTimeField(_("first online"))
    ended_as = models.CharField(_("ended as"), max_length=20, choices=Ended, blank=True)
    public_text = models.CharField(_("text for readers"), max_length=200, blank=True)

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        indexes = [
            models.Index(fields=["story", "-id"], name="version_story"),
            # The page cache looks for the next moment at which a version begins or ends.
            models.Index(Func("during", function="lower"), name="version_begins"),
            models.Index(Func("during", function="upper"), name="version_ends"),
        ]
        constraints = [
            ExclusionConstraint(
                name="version_one_at_a_time",
                expressions=[
                    (_only(F("story")), RangeOperators.OVERLAPS),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(during__upper_inf=True, ended_as="")
                | (Q(during__upper_inf=False) & ~Q(ended_as="")),
                name="version_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(ended_as="withdrawn") | ~Q(public_text=""),
                name="version_withdrawn_says_so",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="version_content_is_frozen",
                fields=[
                    "story",
                    "kind",
                    "section",
                    "revision_sha256",
                    "published_at",
                    "first_online_at",
                ],
            ),
            # What readers may not find in any archive can be emptied, once they see it no more.
            pgtrigger.Protect(
                name="version_content_is_only_emptied",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.content IS DISTINCT FROM OLD.content AND ("
                    "NOT coalesce(NEW.content ->> 'body' = '' AND NEW.content ->> 'headline' = '',"
                    " false) OR upper_inf(OLD.during) OR upper(OLD.during) > clock_timestamp())"
                ),
            ),
            pgtrigger.Protect(name="version_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.snapshot.title

    def get_absolute_url(self):
        return story_url(self.kind, self.story)

    @cached_property
    def snapshot(self):
        return Snapshot.from_content(self.content)

    @property
    def day(self):
        """The day that it stands under in public: that of the paper, where it was printed."""
        return timezone.localdate(self.published_at)


def story_url(kind, story):
    """The public address of a story: it never changes while its kind does not."""
    return reverse(f"press:{kind}", args=[story])


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
        Version, models.CASCADE, related_name="listings", verbose_name=_("version")
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
        Version, models.CASCADE, related_name="search_entries", verbose_name=_("version")
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


class PinQuerySet(LiveQuerySet):
    def of(self, section):
        """Pins of that Section, or of the front page for None; the lead first."""
        return self.filter(section=section).order_by("position", "pk")


class Pin(models.Model):
    """A story that an editor set above all others, on the front page or in a section.

    It ends at its moment, or earlier by `ended_by`; then it stays as history.
    """

    LEAD = 1

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, verbose_name=_("section")
    )  # None: the front page
    story = models.BigIntegerField(_("story"))  # the desk's id, as in Version
    position = models.PositiveSmallIntegerField(_("position"))
    during = DateTimeRangeField(_("pinned during"))
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="pins_set", verbose_name=_("set by")
    )
    set_at = models.DateTimeField(_("set"), default=timezone.now)
    ended_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pins_ended",
        verbose_name=_("ended by"),
    )

    objects = PinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("lead and pins")
        indexes = [
            models.Index(Func("during", function="lower"), name="pin_begins"),
            models.Index(Func("during", function="upper"), name="pin_ends"),
        ]
        constraints = [
            *(
                ExclusionConstraint(
                    name=f"pin_one_per_{name}",
                    expressions=[
                        # First, so that the index also finds what is pinned now.
                        ("during", RangeOperators.OVERLAPS),
                        (_only(PLACE), RangeOperators.OVERLAPS),
                        (_only(F(name)), RangeOperators.OVERLAPS),
                    ],
                )
                for name in ("position", "story")
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="pin_position_from_one"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="pin_is_frozen", fields=["section", "story", "position", "set_by", "set_at"]
            ),
            pgtrigger.Protect(name="pin_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        place = self.section or _("front page")
        return f"{place} {self.position}: {self.story}"


class Generation(models.Model):
    """A single row that counts the changes of what is public; cached pages carry its number."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="generation_single_row")]

    def __str__(self):
        return str(self.number)
