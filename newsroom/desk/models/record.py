"""The record: what a story said, and who decided what about it. Appended, never altered."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.desk.models.story import Story
from newsroom.press.models import Version

APPEND_ONLY = pgtrigger.Update | pgtrigger.Delete


class Kept:
    """Of triggers that no session opens, as the setting behind `pgtrigger.ignore` opens others.

    The database runs `desk_record_is_kept` (migration 0004), which refuses whatever comes.
    """

    def render_execute(self, model):
        return "desk_record_is_kept()"


class KeptRow(Kept, pgtrigger.Protect):
    """Keeps rows from an operation, where a condition is given only under that."""


class KeptColumns(Kept, pgtrigger.ReadOnly):
    """Keeps columns from being changed."""


class KeptTable(Kept, pgtrigger.Trigger):
    """Keeps a table from being emptied as a whole, which no trigger of rows sees."""

    when = pgtrigger.Before
    level = pgtrigger.Statement
    operation = pgtrigger.Truncate
    func = "RETURN NULL;"  # never run


# Redacting is the one change: it empties the text, keeps the hash, and stands in the record first.
MORE_THAN_EMPTIED = pgtrigger.Condition(
    "(NEW.content <> '' OR NEW.beside IS DISTINCT FROM OLD.beside - 'tags')"
)
EMPTIED_BY_A_DECISION = """
IF EXISTS (SELECT FROM desk_decision WHERE revision_id = OLD.id AND transition = 'redact') THEN
    RETURN NEW;
END IF;
RAISE EXCEPTION 'Revisions are append-only: redacting may empty one that a decision names.';
"""


class Revision(models.Model):
    """The content of a story as it once was. Appended on every change, never altered.

    `content` is the signed part as canonical JSON text and `sha256` its digest, which the
    database checks itself; `beside` is what is recorded but not signed. The content of a
    redacted revision is empty; its digest stays.
    """

    story = models.ForeignKey(
        Story, models.PROTECT, related_name="revisions", verbose_name=_("story")
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.TextField(_("content"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    beside = models.JSONField(_("recorded beside it"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="revisions",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["story", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="revision_number"),
            models.CheckConstraint(
                condition=Q(content="")
                | Q(
                    sha256=Func(
                        Func(
                            Func(F("content"), Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        Value("hex"),
                        function="encode",
                        output_field=models.TextField(),
                    )
                ),
                name="revision_sha256_is_of_content",
            ),
        ]
        triggers = [
            KeptRow(name="revision_is_kept", operation=pgtrigger.Delete),
            KeptTable(name="revision_is_not_truncated"),
            KeptColumns(name="revision_keeps_its_hash", exclude=["content", "beside"]),
            KeptRow(
                name="revision_is_only_emptied",
                operation=pgtrigger.Update,
                condition=MORE_THAN_EMPTIED,
            ),
            pgtrigger.Trigger(
                name="revision_is_emptied_by_a_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=EMPTIED_BY_A_DECISION,
            ),
            pgtrigger.Protect(
                name="revision_begins_with_a_text",
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__content=""),
            ),
        ]

    def __str__(self):
        return f"{self.story_id}.{self.number}"

    @property
    def is_redacted(self):
        return not self.content


class DelegationQuerySet(models.QuerySet):
    def in_force(self, at=None):
        """Delegations that hold at `at` (an aware datetime; default: now)."""
        at = at or timezone.now()
        return self.filter(
            Q(revoked_at=None) | Q(revoked_at__gt=at), begins_at__lte=at, ends_at__gt=at
        )


class Delegation(models.Model):
    """A chief's leave for one person to sign one stage of review for a time (授权代审).

    Append-only like the rest of the record, but that it can be revoked once.
    """

    stage = models.PositiveSmallIntegerField(_("stage of review"), choices=Section.Stage)
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="delegations",
        verbose_name=_("may sign"),
    )
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="delegations_granted",
        editable=False,
        verbose_name=_("granted by"),
    )
    reason = models.CharField(_("reason"), max_length=200)
    begins_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    created_at = models.DateTimeField(_("granted at"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="delegations_revoked",
        verbose_name=_("revoked by"),
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-id"]
        indexes = [models.Index(fields=["delegate", "ends_at"], name="delegation_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="delegation_ends_after_it_begins",
                violation_error_message=_("It has to end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="delegation_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(delegate=F("granted_by")),
                name="delegation_to_somebody_else",
                violation_error_message=_("Nobody delegates to himself."),
            ),
        ]
        triggers = [
            KeptRow(name="delegation_is_kept", operation=pgtrigger.Delete),
            KeptTable(name="delegation_is_not_truncated"),
            KeptColumns(name="delegation_is_only_revoked", exclude=["revoked_at", "revoked_by"]),
            KeptRow(
                name="delegation_is_revoked_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} → {self.delegate}"


OVERRIDE_RIGHTS = "override_rights"
WITHDRAWALS = ("withdraw", "emergency_withdraw", "review_withdrawal")


class DecisionQuerySet(models.QuerySet):
    def withdrawals(self):
        """What was decided of withdrawing stories, the reviews of emergencies included."""
        return self.filter(transition__in=WITHDRAWALS)

    def moves(self):
        """What led a story on: leave about the rights of its pictures does not."""
        return self.exclude(transition=OVERRIDE_RIGHTS)


class Decision(models.Model):
    """One step in the life of a story: who did what, when, to which revision.

    `seal` is a digest of the row and of the seal before it in the story's record, so that a row
    that was altered, added or taken out later breaks the chain from there on.
    """

    class Reason(models.TextChoices):
        """Why a story was withdrawn: for the record, not for readers."""

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
    effective_at = models.DateTimeField(_("takes effect at"), null=True)
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        related_name="decisions",
        verbose_name=_("published version"),
        help_text=_("that the step began or ended"),
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
        indexes = [models.Index(fields=["story", "id"], name="decision_story")]
        triggers = [
            KeptRow(name="decision_is_append_only", operation=APPEND_ONLY),
            KeptTable(name="decision_is_not_truncated"),
        ]

    def __str__(self):
        return f"{self.transition} {self.story_id}"
