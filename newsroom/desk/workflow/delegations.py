"""Delegations of a stage of review (授权代审): their states, and how a chief revokes one."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.refusal import Refused
from newsroom.core.roles import Role
from newsroom.desk.models import Delegation


class State(models.TextChoices):
    IN_FORCE = "holds", _("in force")
    NOT_BEGUN = "comes", _("not begun")
    EXPIRED = "over", _("expired")
    REVOKED = "revoked", _("revoked")


class DelegationRefused(Refused):
    """The user may not revoke the delegation."""


def state(delegation):
    """The present State of the delegation."""
    now = timezone.now()
    if delegation.revoked_at:
        return State.REVOKED
    if now >= delegation.ends_at:
        return State.EXPIRED
    return State.IN_FORCE if delegation.begins_at <= now else State.NOT_BEGUN


def may_grant(user):
    """Whether the user may delegate stages of review: only chiefs may, of every stage."""
    return user.has_role(Role.CHIEF)


def may_revoke(user, delegation):
    return may_grant(user) and state(delegation) in (State.IN_FORCE, State.NOT_BEGUN)


@transaction.atomic
def revoke(delegation, *, user):
    """End the delegation now; earlier signatures under it stay valid. Raises DelegationRefused."""
    # A signature under the delegation locks this row, too: it is saved before, or refused after.
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if not may_grant(user):
        raise DelegationRefused(_("Your role does not include this step."))
    if not may_revoke(user, locked):
        raise DelegationRefused(_("This delegation has ended already."))
    locked.revoked_at, locked.revoked_by = timezone.now(), user
    locked.save(update_fields=["revoked_at", "revoked_by"])
