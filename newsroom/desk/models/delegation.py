"""Delegation (授权代审): the temporary right to sign a stage of review for a chief."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import LimitedDateTimeField, limits
from newsroom.core.models.enforced_triggers import ProtectColumns, ProtectRows, ProtectTable


class DelegationQuerySet(models.QuerySet):
    def in_force(self, at=None):
        """Delegations in force at `at` (an aware datetime; default: now)."""
        at = at or timezone.now()
        return self.filter(
            Q(revoked_at=None) | Q(revoked_at__gt=at), begins_at__lte=at, ends_at__gt=at
        )


class Delegation(models.Model):
    """A chief's permission for one user to sign one stage of review for a time (授权代审).

    It cannot be changed, except that it can be revoked once.
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
    begins_at = LimitedDateTimeField(_("from"), default=timezone.now)
    ends_at = LimitedDateTimeField(_("until"))
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
            *limits("delegation", moments=["begins_at", "ends_at"]),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="delegation_ends_after_begin",
                violation_error_message=_("It has to end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="delegation_revoked_by_user",
            ),
            models.CheckConstraint(
                condition=~Q(delegate=F("granted_by")),
                name="delegation_to_other_user",
                violation_error_message=_("Nobody delegates to himself."),
            ),
        ]
        triggers = [
            ProtectRows(name="delegation_no_delete", operation=pgtrigger.Delete),
            ProtectTable(name="delegation_no_truncate"),
            ProtectColumns(
                name="delegation_columns_read_only", exclude=["revoked_at", "revoked_by"]
            ),
            ProtectRows(
                name="delegation_revoked_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} → {self.delegate}"
