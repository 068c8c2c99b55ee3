"""One text of a story, live for a span of time, and the count of what changed."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.story_kind import choices, story_kind
from newsroom.press.models.live import LiveQuerySet, only
from newsroom.press.snapshot import Snapshot


class Version(models.Model):
    """One text of a story as readers see it while `during` lasts. Its content never changes."""

    class Ended(models.TextChoices):
        SUPERSEDED = "superseded", _("superseded")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("cancelled before it began")

    story = models.BigIntegerField(_("story"))  # the desk's id: no foreign key looks back upstream
    kind = models.CharField(_("kind"), max_length=20, choices=choices)
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
                    (only(F("story")), RangeOperators.OVERLAPS),
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

    @property
    def story_kind(self):
        """The StoryKind of the story: how it is shown."""
        return story_kind(self.kind)

    @cached_property
    def snapshot(self):
        return Snapshot.from_content(self.content)

    @property
    def day(self):
        """The day that it stands under in public: that of the paper, where it was printed."""
        return timezone.localdate(self.published_at)


def story_url(kind, story):
    """The public address of a story: it never changes while its kind does not."""
    return story_kind(kind).story_url(story)


class Generation(models.Model):
    """A single row that counts the changes of what is public; cached pages carry its number."""

    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="generation_single_row")]

    def __str__(self):
        return str(self.number)
