"""Panels about review: what the user may sign or publish, and the stories he filed."""

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk import policy
from newsroom.desk.admin.panels.base import RECENT, Item, Panel, newest_sha256
from newsroom.desk.admin.panels.deadline import overdue
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.models import Byline, Decision, Story
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version

Status = Story.Status


def to_review(user):
    """Stories under review at a stage that the user may sign, the oldest first."""
    stages = policy.stages_to_sign(user)
    if not stages:
        return None
    own = Byline.objects.filter(reporter__user=user).values("story")
    waiting = Story.objects.filter(status=Status.SUBMITTED, stage__in=stages)
    others = waiting.exclude(filed_by=user).exclude(pk__in=own)
    return Panel(
        _("Waiting for my review"),
        _("Nothing else waits for your review."),
        _with_facts(others.exclude(_is_overdue()).order_by("updated_at", "id")),
        _items,
    )


def to_publish(user):
    """Stories signed off within the last 30 days whose text is neither published nor scheduled."""
    if not user.has_role(*TRANSITIONS["publish"].roles):
        return None
    live = Version.objects.filter(story_id=OuterRef("pk")).live().values("revision_sha256")[:1]
    # Nearly all approved stories are published: only recent ones are compared with what is live.
    recent = Story.objects.filter(
        status=Status.APPROVED, stage=None, updated_at__gte=timezone.now() - RECENT
    ).annotate(live_text=Subquery(live), text=Subquery(newest_sha256()))
    unpublished = recent.filter(Q(live_text=None) | ~Q(live_text=F("text")))
    scheduled = Version.objects.filter(story_id=OuterRef("pk")).pending()
    waiting = unpublished.exclude(Exists(scheduled)).exclude(_is_overdue())
    return Panel(
        _("Signed off, not published yet"),
        _("Nothing else that was signed off waits to be published."),
        _with_facts(waiting.order_by("-updated_at", "-id")),
        _items,
    )


def my_stories(user):
    """Stories that the user filed and that are not signed off; returned ones with the reason."""
    if not policy.may_file(user):
        return None
    unfinished = (Status.RETURNED, Status.DRAFT, Status.SUBMITTED)
    filed = Story.objects.filter(filed_by=user, status__in=unfinished)
    empty = _("You have no story in hand.")
    if user.has_role(*policy.DESK):
        filed, empty = filed.exclude(_is_overdue()), _("You have no other story in hand.")
    return Panel(
        _("My stories"),
        empty,
        _with_facts(filed.order_by("-updated_at", "-id")),
        _items,
    )


def _is_overdue():
    """For stories: whether they stand in the panel of overdue ones, which the desk sees."""
    return Q(pk__in=overdue().order_by().values("pk"))


def _with_facts(stories):
    """The queryset with what an item shows beside the story itself."""
    returns = Decision.objects.filter(story=OuterRef("pk"), target=Status.RETURNED)
    reason = returns.order_by("-pk").values("note")[:1]
    return stories.select_related("section", "filed_by").annotate(reason=Subquery(reason))


def _items(stories):
    return [_item(story) for story in stories]


def _item(story):
    time = timezone.localtime(story.updated_at)
    filed_by = story.filed_by or _("from the printed page")
    return Item(
        title=str(story),
        url=story.get_admin_url(),
        label=status_label(story),
        colour=STATUS_COLOURS[story.status],
        detail=f"{story.section} · {filed_by} · {time:%m-%d %H:%M}",
        note=story.reason if story.status == Status.RETURNED else "",
    )
