"""The first screen of the desk: what waits for the person who looks at it."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import story_kinds
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import COLOURS, status_label
from newsroom.desk.models import Decision, Revision, Story
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version

Status = Story.Status
SHOWN = 10  # rows of a panel
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Item:
    """One thing that waits: its name, its address, and what is said of it."""

    title: str
    url: str
    label: str = ""
    colour: str = "default"
    detail: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A list of things that wait; `empty` is said when there are none."""

    title: str
    empty: str
    items: list[Item] = field(default_factory=list)
    urgent: bool = False


def context(request, context):
    """unfold's DASHBOARD_CALLBACK: the panels that concern the person, and what he may file."""
    panels = (panel(request.user) for panel in PANELS)
    context["panels"] = [panel for panel in panels if panel is not None]
    context["title"] = _("My desk")
    context["filing"] = _filing() if policy.may_file(request.user) else []
    return context


def to_review(user):
    """Stories under review at a stage that the person may sign, oldest first."""
    stages = policy.stages_to_sign(user)
    if not stages:
        return None
    waiting = Story.objects.filter(status=Status.SUBMITTED, stage__in=stages)
    return Panel(
        _("Waiting for my review"),
        _("Nothing waits for your review."),
        _items(waiting.order_by("updated_at", "id")),
    )


def to_publish(user):
    """Signed stories whose text readers do not see yet."""
    if not user.has_role(*TRANSITIONS["publish"].roles):
        return None
    live = Version.objects.filter(story_id=OuterRef("pk")).live().values("revision_sha256")[:1]
    # Most approved stories are published: only the recent ones are looked through.
    recent = Story.objects.filter(
        status=Status.APPROVED, stage=None, updated_at__gte=timezone.now() - RECENT
    ).annotate(live_text=Subquery(live), text=Subquery(newest_text()))
    unpublished = recent.filter(Q(live_text=None) | ~Q(live_text=F("text")))
    return Panel(
        _("Signed off, not published yet"),
        _("Everything signed off in the last 30 days is published."),
        _items(unpublished.order_by("-updated_at", "-id")),
    )


def mine(user):
    """What the person filed and still has in hand; a returned story with the reason."""
    if not policy.may_file(user):
        return None
    open_ones = (Status.RETURNED, Status.DRAFT, Status.SUBMITTED)
    filed = Story.objects.filter(filed_by=user, status__in=open_ones)
    return Panel(
        _("My stories"),
        _("You have no story in hand."),
        _items(filed.order_by("-updated_at", "-id")),
    )


# The apps above the desk add their own panels as they are loaded; it knows none of them.
PANELS = [to_review, to_publish, mine]


def newest_text():
    """For a Subquery on stories: the hash of what the working copy says."""
    return Revision.objects.filter(story=OuterRef("pk")).order_by("-number").values("sha256")[:1]


def _items(stories):
    why = Decision.objects.filter(story=OuterRef("pk"), target=Status.RETURNED).order_by("-pk")
    rows = stories.select_related("section", "filed_by").annotate(
        why=Subquery(why.values("note")[:1])
    )
    return [_item(story) for story in rows[:SHOWN]]


def _item(story):
    time = timezone.localtime(story.updated_at)
    who = story.filed_by or _("from the printed page")
    return Item(
        title=str(story),
        url=story.get_admin_url(),
        label=status_label(story),
        colour=COLOURS[story.status],
        detail=f"{story.section} · {who} · {time:%m-%d %H:%M}",
        note=story.why if story.status == Status.RETURNED else "",
    )


def _filing():
    return [
        {
            "title": _("New %(kind)s") % {"kind": kind.label},
            "url": kind.admin_url("add"),
        }
        for kind in story_kinds()
    ]
