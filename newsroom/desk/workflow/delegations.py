"""Leave to sign a stage for a time (授权代审): its states, and how a chief revokes it."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.roles import Role
from newsroom.desk.models import Delegation


class State(models.TextChoices):
    HOLDS = "holds", _("in force")
    COMES = "comes", _("not begun")
    OVER = "over", _("expired")
    REVOKED = "revoked", _("revoked")


class DelegationRefused(Exception):
    """It is not open to this person, or not any more; the message says why, for the screen."""


def state(delegation):
    """The State of the delegation now."""
    now = timezone.now()
    if delegation.revoked_at:
        return State.REVOKED
    if now >= delegation.ends_at:
        return State.OVER
    return State.HOLDS if delegation.begins_at <= now else State.COMES


def may_grant(user):
    """Chiefs alone, of every stage: being superuser or administrator counts for nothing."""
    return user.has_role(Role.CHIEF)


def may_revoke(user, delegation):
    return may_grant(user) and state(delegation) in (State.HOLDS, State.COMES)


@transaction.atomic
def revoke(delegation, *, by):
    """End it now; what was signed under it stays signed. Raises DelegationRefused."""
    # A signature that is being given under it locks the row, too: it comes before, or not at all.
    locked = Delegation.objects.select_for_update().get(pk=delegation.pk)
    if not may_grant(by):
        raise DelegationRefused(_("Your role does not include this step."))
    if not may_revoke(by, locked):
        raise DelegationRefused(_("This delegation has ended already."))
    locked.revoked_at, locked.revoked_by = timezone.now(), by
    locked.save(update_fields=["revoked_at", "revoked_by"])
