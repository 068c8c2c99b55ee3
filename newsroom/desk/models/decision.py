"""Decision: the record of one step that a user took with a story."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import LimitedDateTimeField, limits
from newsroom.core.models.enforced_triggers import APPEND_ONLY, ProtectRows, ProtectTable
from newsroom.desk.models.delegation import Delegation
from newsroom.desk.models.revision import Revision
from newsroom.desk.models.story import Story
from newsroom.press.models import Version

OVERRIDE_RIGHTS = "override_rights"  # the chief releases pictures whose rights forbid their use
WITHDRAWALS = ("withdraw", "emergency_withdraw", "review_withdrawal")
AMENDMENTS = ("amend", "correct")  # the steps that open a published story for changes


class DecisionQuerySet(models.QuerySet):
    def withdrawals(self):
        """Withdrawals of stories, and reviews of emergency withdrawals."""
        return self.filter(transition__in=WITHDRAWALS)

    def without_releases(self):
        """All decisions except releases of pictures, which do not change the story."""
        return self.exclude(transition=OVERRIDE_RIGHTS)

    def standing(self):
        """Without the steps of abandoned amendments, which no longer count (放弃修改).

        Those are the steps from the one that `abandons` names up to the one that abandons it.
        """
        abandoned_by = Decision.objects.filter(
            story=OuterRef("story"), abandons__lte=OuterRef("pk"), pk__gte=OuterRef("pk")
        )
        return self.exclude(Exists(abandoned_by))


class Decision(models.Model):
    """One step that was taken with a story: who did what, when, with which revision.

    `transition` is the name of a Transition of the workflow. `seal` is a hash of this row and
    of the seal of the story's previous Decision, so that a row that is changed, added or removed
    later breaks the chain from there on.
    """

    class Reason(models.TextChoices):
        """Why a story was withdrawn. Readers do not see it."""

        WRONG = "wrong", _("untrue")
        COMPLAINT = "complaint", _("complaint of infringement")
        ORDERED = "ordered", _("ordered from above")
        REQUESTED = "requested", _("asked for by those concerned")
        DUPLICATE = "duplicate", _("published twice")

    story = models.ForeignKey(
        Story, models.PROTECT, related_name="decisions", verbose_name=_("story")
    )
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="decisions", verbose_name=_("revision")
    )
    transition = models.CharField(_("step"), max_length=30)
    source = models.CharField(_("status before"), max_length=20, choices=Story.Status)
    target = models.CharField(_("status after"), max_length=20, choices=Story.Status)
    stage = models.PositiveSmallIntegerField(
        _("stage of review"),
        choices=Section.Stage,
        null=True,
        help_text=_("before the step; of a signature the stage that it signs"),
    )
    target_stage = models.PositiveSmallIntegerField(
        _("stage after"), choices=Section.Stage, null=True
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="decisions",
        verbose_name=_("by"),
    )
    delegation = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        related_name="decisions",
        verbose_name=_("by delegation"),
    )
    note = models.TextField(_("note"), blank=True)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    public_text = models.CharField(_("text for readers"), max_length=200, blank=True)
    effective_at = LimitedDateTimeField(_("takes effect at"), null=True)
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        related_name="decisions",
        verbose_name=_("published version"),
        help_text=_("that the step began or ended"),
    )
    abandons = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("abandoned amendment"),
        help_text=_("the first step of the amendment that this one abandons"),
    )
    page_sha256 = models.CharField(_("SHA-256 of the page"), max_length=64, blank=True)
    page_editors = models.CharField(_("editors as printed"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("at"), default=timezone.now)
    seal = models.CharField(_("seal"), max_length=64, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("the record")
        ordering = ["id"]
        constraints = limits("decision", moments=["effective_at"])
        indexes = [models.Index(fields=["story", "id"], name="decision_story")]
        triggers = [
            ProtectRows(name="decision_append_only", operation=APPEND_ONLY),
            ProtectTable(name="decision_no_truncate"),
        ]

    def __str__(self):
        return f"{self.transition} {self.story_id}"
