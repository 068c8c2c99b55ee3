"""Panels of the first screen about proofs: what a proofreader reads, what an editor decides on."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.panels import base
from newsroom.desk.admin.panels.base import RECENT, SHOWN, Item, Panel, newest_text
from newsroom.desk.admin.story_screen import status_label
from newsroom.desk.models import Byline, Decision, ProofMark, Story
from newsroom.desk.workflow.review_round import CHECK, PROOF_NUMBERS
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version

Status = Story.Status
LABELS = {number: TRANSITIONS[name].label for name, number in PROOF_NUMBERS.items()}


def to_proof(user):
    """Stories whose next proof, or whose accepted marks, wait for a proofreader; oldest first."""
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
    items = [_to_proof(story) for story in stories[:SHOWN]]
    return Panel(_("To be proofread"), _("Nothing waits to be proofread."), items)


def to_decide(user):
    """Stories with marks that the person may decide on, while their round lasts."""
    if not user.has_role(*policy.DESK):
        return None
    stories = _in_round().filter(Exists(_marks(resolution=None))).exclude(status=Status.SPIKED)
    if not user.has_role(Role.HEAD, Role.CHIEF):
        stories = stories.filter(Q(responsible_editor=user) | Q(responsible_editor=None))
    waiting = _marks(resolution=None).order_by().values("proof__story").values(count=Count("pk"))
    stories = stories.annotate(waiting=Subquery(waiting)).order_by("updated_at", "pk")
    items = [_to_decide(story) for story in stories[:SHOWN]]
    return Panel(_("Suggested changes to decide on"), "", items) if items else None


# --- a story's present round ----------------------------------------------------------------------


def _in_round():
    """Stories with the first Decision of their round as `since` and the proofs `done` in it.

    A story that was never submitted has none: a page that is signed as a whole needs no proof.
    """
    submitted = Decision.objects.filter(story=OuterRef("pk"), transition="submit")
    since = Subquery(submitted.order_by("-pk").values("pk")[:1])
    proofs = Decision.objects.filter(
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
    """Those under review, and those signed off lately whose text readers do not see."""
    live = Version.objects.filter(story_id=OuterRef("pk"), revision_sha256=OuterRef("text")).live()
    recent = Q(status=Status.APPROVED, updated_at__gte=timezone.now() - RECENT)
    return (
        stories.filter(Q(status=Status.SUBMITTED) | recent)
        .annotate(text=Subquery(newest_text()))
        .exclude(Exists(live))
    )


def _marks(**conditions):
    """The marks of the round of an outer story."""
    return ProofMark.objects.filter(
        proof__story=OuterRef("pk"), proof__gt=OuterRef("since"), **conditions
    )


def _accepted_and_unchecked():
    checked = Decision.objects.filter(
        story=OuterRef("proof__story"), transition=CHECK, pk__gt=OuterRef("proof")
    )
    return _marks(resolution__accepted=True).filter(~Exists(checked))


# --- what is said of it ---------------------------------------------------------------------------


def _to_proof(story):
    row = TRANSITIONS[CHECK].label if story.to_check else LABELS[story.done + 1]
    return Item(
        str(story),
        story.get_admin_url("proof"),
        label=row,
        colour="warning" if story.to_check else "info",
        detail=_detail(story),
    )


def _to_decide(story):
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


base.PANELS[:0] = [to_decide]
base.PANELS.insert(base.PANELS.index(base.to_review) + 1, to_proof)
