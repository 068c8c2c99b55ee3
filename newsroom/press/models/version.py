"""The published texts of stories."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import LimitedDateTimeField, limits
from newsroom.core.models.enforced_triggers import (
    CheckRows,
    ProtectColumns,
    ProtectRows,
    ProtectTable,
)
from newsroom.core.plain_text import PlainCharField
from newsroom.core.story_kind import choices, story_kind
from newsroom.press.models.live import LiveQuerySet, number_range
from newsroom.press.snapshot import Snapshot

ENDING = ["during", "ended_as", "public_text"]  # the columns that say how a version ends
# What a redaction leaves of the content of a version: none of its words, names and pictures.
EMPTY_TEXTS = ("kicker", "headline", "deck", "column", "dateline", "source", "body")
ABSENT_TEXTS = ("own_summary", "reprint")  # null or left out of the content where they are empty
EMPTY_LISTS = ("bylines", "pictures", "tags", "organizations", "corrections")
IS_EMPTY = " AND ".join(
    [f"NEW.content ->> '{name}' = ''" for name in EMPTY_TEXTS]
    + [f"coalesce(NEW.content ->> '{name}', '') = ''" for name in ABSENT_TEXTS]
    + [f"NEW.content -> '{name}' = '[]'" for name in EMPTY_LISTS]
)


class Version(models.Model):
    """One text of a story as readers see it during `during`.

    `content` is the Snapshot as JSON: it never changes, except that a redaction empties it. A
    version ends once; one that has ended stays as it is, see `press_check_ending` in the migration.
    """

    class Ended(models.TextChoices):
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("cancelled before it began")

    # The id of the desk's Story. No foreign key: the press does not depend on the desk.
    story_id = models.BigIntegerField(_("story"))
    kind = models.CharField(_("kind"), max_length=20, choices=choices)
    section = models.ForeignKey(Section, models.PROTECT, verbose_name=_("section"))
    content = models.JSONField(_("content"))
    revision_sha256 = models.CharField(_("SHA-256 of the revision"), max_length=64)
    during = DateTimeRangeField(_("live during"))
    published_at = LimitedDateTimeField(_("public date"))
    first_online_at = LimitedDateTimeField(_("first online"))
    ended_as = models.CharField(_("ended as"), max_length=20, choices=Ended, blank=True)
    public_text = PlainCharField(_("text for readers"), max_length=200, blank=True)

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        indexes = [
            models.Index(fields=["story_id", "-id"], name="version_by_story"),
            # For the page cache, which asks when the next version begins or ends.
            models.Index(Func("during", function="lower"), name="version_begins"),
            models.Index(Func("during", function="upper"), name="version_ends"),
        ]
        constraints = [
            *limits("version", moments=["published_at", "first_online_at"], ranges=["during"]),
            ExclusionConstraint(
                name="version_one_at_a_time",
                expressions=[
                    (number_range(F("story_id")), RangeOperators.OVERLAPS),
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
                name="version_withdrawn_has_public_text",
            ),
        ]
        triggers = [
            ProtectColumns(name="version_columns_read_only", exclude=["content", *ENDING]),
            # A redaction may empty the content of a version that is not public any more.
            ProtectRows(
                name="version_content_is_only_emptied",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.content IS DISTINCT FROM OLD.content AND ("
                    f"NOT coalesce({IS_EMPTY}, false)"
                    " OR upper_inf(OLD.during) OR upper(OLD.during) > clock_timestamp())"
                ),
            ),
            CheckRows(
                name="version_only_ends",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*ENDING),
                function="press_check_ending",
            ),
            ProtectRows(name="version_is_kept", operation=pgtrigger.Delete),
            ProtectTable(name="version_no_truncate"),
        ]

    def __str__(self):
        return self.snapshot.title

    def get_absolute_url(self):
        return story_url(self.kind, self.story_id)

    @property
    def story_kind(self):
        """The StoryKind of the story: how it is shown."""
        return story_kind(self.kind)

    @cached_property
    def snapshot(self):
        return Snapshot.from_content(self.content)

    @property
    def day(self):
        """The day under which the archive lists it: of the paper, if it was printed."""
        return timezone.localdate(self.published_at)


def story_url(kind, story_id):
    """The public URL path of a story. It only changes when the story's kind does."""
    return reverse(f"press:{kind}", args=[story_id])
