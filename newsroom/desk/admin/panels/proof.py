"""Panels about proofs: what a proofreader reads next, what an editor accepts or declines."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.panels.base import (
    RECENT,
    Item,
    Panel,
    newest_sha256,
    panel_unless_empty,
)
from newsroom.desk.admin.story_screen import status_label
from newsroom.desk.models import Byline, Decision, ProofMark, Story
from newsroom.desk.workflow.review_round import CHECK, PROOF_NUMBERS
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version

Status = Story.Status
LABELS = {number: TRANSITIONS[name].label for name, number in PROOF_NUMBERS.items()}


def to_proofread(user):
    """Stories that need their next proof or a check of accepted marks, the oldest first."""
    if not user.has_role(*TRANSITIONS[CHECK].roles):
        return None
    own = Byline.objects.filter(reporter__user=user).values("story")
    others = _in_round().exclude(filed_by=user).exclude(pk__in=own)
    stories = (
        _not_published(others)
        .exclude(Exists(_marks(resolution=None)))
        .annotate(to_check=Exists(_accepted_and_unchecked()))
        .filter(Q(to_check=True) | Q(done__lt=F("section__proofs_required")))
        .order_by("updated_at", "pk")
    )
    return Panel(
        _("To be proofread"), _("Nothing waits to be proofread."), stories, _items_to_proofread
    )


def marks_to_resolve(user):
    """Stories in review with marks that the user may accept or decline."""
    if not user.has_role(*policy.DESK):
        return None
    stories = _in_round().filter(Exists(_marks(resolution=None))).exclude(status=Status.SPIKED)
    if not user.has_role(Role.HEAD, Role.CHIEF):
        stories = stories.filter(Q(responsible_editor=user) | Q(responsible_editor=None))
    waiting = _marks(resolution=None).order_by().values("proof__story").values(count=Count("pk"))
    stories = stories.annotate(waiting=Subquery(waiting)).order_by("updated_at", "pk")
    return panel_unless_empty(_("Suggested changes to decide on"), stories, _items_to_resolve)


# --- the present review round ---------------------------------------------------------------------


def _in_round():
    """Stories that were submitted, with the id of the last submission's Decision as `since`.

    `done` is the number of proofs signed since then. Stories of a page that is signed off as a
    whole were never submitted and need no proof.
    """
    submitted = Decision.objects.standing().filter(story=OuterRef("pk"), transition="submit")
    since = Subquery(submitted.order_by("-pk").values("pk")[:1])
    proofs = Decision.objects.standing().filter(
        story=OuterRef("pk"), pk__gt=OuterRef("since"), transition__in=PROOF_NUMBERS
    )
    done = proofs.order_by().values("story").values(count=Count("pk"))
    return (
        Story.objects.select_related("section", "responsible_editor")
        .annotate(since=since)
        .filter(since__isnull=False)
        .annotate(done=Coalesce(Subquery(done), 0))
    )


def _not_published(stories):
    """Those under review, and those signed off lately, whose present text is not live."""
    live = Version.objects.filter(story_id=OuterRef("pk"), revision_sha256=OuterRef("text")).live()
    recent = Q(status=Status.APPROVED, updated_at__gte=timezone.now() - RECENT)
    return (
        stories.filter(Q(status=Status.SUBMITTED) | recent)
        .annotate(text=Subquery(newest_sha256()))
        .exclude(Exists(live))
    )


def _marks(**conditions):
    """For a Subquery on stories of `_in_round`: the marks made in the round."""
    proofs = Decision.objects.standing().filter(story=OuterRef(OuterRef("pk")))
    return ProofMark.objects.filter(
        proof__story=OuterRef("pk"), proof__gt=OuterRef("since"), proof__in=proofs, **conditions
    )


def _accepted_and_unchecked():
    checked = Decision.objects.standing().filter(
        story=OuterRef("proof__story"), transition=CHECK, pk__gt=OuterRef("proof")
    )
    return _marks(resolution__accepted=True).filter(~Exists(checked))


# --- items ----------------------------------------------------------------------------------------


def _items_to_proofread(stories):
    return [_item_to_proofread(story) for story in stories]


def _items_to_resolve(stories):
    return [_item_to_resolve(story) for story in stories]


def _item_to_proofread(story):
    label = TRANSITIONS[CHECK].label if story.to_check else LABELS[story.done + 1]
    return Item(
        str(story),
        story.get_admin_url("proof"),
        label=label,
        colour="warning" if story.to_check else "info",
        detail=_detail(story),
    )


def _item_to_resolve(story):
    label = ngettext("%(count)d change", "%(count)d changes", story.waiting)
    return Item(
        str(story),
        f"{story.get_admin_url('proof')}#marks",
        label=label % {"count": story.waiting},
        colour="warning",
        detail=_detail(story),
    )


def _detail(story):
    facts = [story.section, status_label(story), story.responsible_editor]
    return " · ".join(str(fact) for fact in facts if fact)
