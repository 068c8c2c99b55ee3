"""Panels about publication: what is late, scheduled or just published, and what must be undone.

They are only shown while they have items.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import User
from newsroom.core.roles import Role
from newsroom.desk import policy, workflow
from newsroom.desk.admin.panels.base import SHOWN, Item, newest_sha256, panel_unless_empty
from newsroom.desk.admin.story_screen import status_label
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Correction, Decision, Story
from newsroom.desk.photos import rights
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.transitions import PUBLISHERS, TRANSITIONS
from newsroom.press.models import Facet, Listing, Version

SOON = timedelta(hours=2)
RECENT_SHOWN = 5

Status = Story.Status


def overdue_stories(user):
    """Stories whose planned time has come or comes soon, each with why it is not published."""
    if not user.has_role(*policy.DESK):
        return None
    now = timezone.now()
    due = Story.objects.filter(publish_at__lte=now + SOON).exclude(status=Status.SPIKED)
    stories = due.select_related("section").order_by("publish_at", "id")[:SHOWN]
    items = [_planned(story, story.publish_at, now) for story in stories]
    return panel_unless_empty(_("Not published in time"), items, urgent=True)


def _planned(story, publish_at, now):
    is_overdue = publish_at <= now
    return Item(
        str(story),
        story.get_admin_url(),
        label=_("overdue") if is_overdue else _("due soon"),
        colour="danger" if is_overdue else "warning",
        detail=_("planned for %(time)s, Beijing time") % {"time": format_datetime(publish_at)},
        note=why_not_published(story),
    )


def why_not_published(story):
    """Why the story is not published, as a text for the user."""
    if story.status != Status.APPROVED:
        return status_label(story)
    reason = workflow.guard_refusal(TRANSITIONS["publish"], TransitionContext(story, user=None))
    return reason or _("Signed off: a head or chief has to publish it.")


def scheduled_stories(user):
    """The scheduled versions, the next one first; red if the story was changed since."""
    if not user.has_role(*policy.DESK):
        return None
    versions = Version.objects.pending().order_by("during")[:SHOWN]
    stories = Story.objects.annotate(text=Subquery(newest_sha256())).in_bulk(
        [version.story_id for version in versions]
    )
    items = [_scheduled(version, stories[version.story_id]) for version in versions]
    return panel_unless_empty(_("Scheduled"), items)


def _scheduled(version, story):
    is_newest = story.text == version.revision_sha256
    return Item(
        version.snapshot.title,
        story.get_admin_url(),
        label=format_datetime(version.during.lower),
        colour="info" if is_newest else "danger",
        detail=_("Beijing time"),
        note="" if is_newest else _("What is scheduled is the signed text; it was changed since."),
    )


def emergency_withdrawals(user):
    """Emergency withdrawals that nobody has reviewed yet and that the user may review."""
    if not user.has_role(*PUBLISHERS):
        return None
    reviewed = Decision.objects.filter(
        story=OuterRef("story"), transition="review_withdrawal", pk__gt=OuterRef("pk")
    )
    waiting = Decision.objects.filter(~Exists(reviewed), transition="emergency_withdraw")
    waiting = waiting.exclude(actor=user)
    if not user.has_role(Role.CHIEF):  # only a chief reviews what an editor did
        waiting = waiting.filter(actor__in=User.objects.filter(groups__name__in=PUBLISHERS))
    decisions = waiting.select_related("story", "actor").order_by("pk")[:SHOWN]
    items = [
        Item(
            str(decision.story),
            decision.story.get_admin_url(),
            detail=f"{decision.actor} · {format_datetime(decision.created_at)}",
        )
        for decision in decisions
    ]
    return panel_unless_empty(_("Emergency withdrawals to review"), items, urgent=True)


def corrections_to_print(user):
    """Corrections that are on the site and not in the printed paper yet."""
    if not user.has_role(*policy.DESK):
        return None
    waiting = Correction.objects.waiting().select_related("story").order_by("pk")
    live = {
        v.story_id: v for v in Version.objects.live().filter(story_id__in=waiting.values("story"))
    }
    items = [
        Item(
            correction.note,
            correction.story.get_admin_url(),
            detail=_printed_place(correction.story),
            note=_("Print it in the next issue, at an equal position."),
        )
        for correction in waiting
        if correction.story_id in live and _contains(live[correction.story_id], correction)
    ]
    return panel_unless_empty(_("Corrections to print"), items[:SHOWN], urgent=True)


def _contains(version, correction):
    return correction.note in {published.note for published in version.snapshot.corrections}


def _printed_place(story):
    if story.printed_position is None:
        return _("not read from a printed page")
    place = {
        "day": story.printed_on or _("date to be added"),
        "page": story.printed_number or "—",
        "position": story.printed_position,
    }
    return _("printed %(day)s, page %(page)s, story %(position)s of the page") % place


def expired_pictures(user):
    """Live versions with a picture whose licence has expired."""
    if not user.has_role(Role.PHOTO_EDITOR, *PUBLISHERS):
        return None
    versions = list(rights.versions_with_expired_photos().order_by("during", "pk")[:SHOWN])
    stories = Story.objects.in_bulk([version.story_id for version in versions])
    items = [
        Item(
            version.snapshot.title,
            stories[version.story_id].get_admin_url(),
            label=_("picture expired"),
            colour="danger",
            detail="；".join(f"{photo} · {photo.expires_on}" for photo in photos),
            note=_("Take the picture out and publish, or ask the chief on duty to release it."),
        )
        for version, photos in zip(versions, rights.expired_photos(versions), strict=True)
    ]
    return panel_unless_empty(_("Expired pictures that readers see"), items, urgent=True)


def recently_published(user):
    """The newest published stories, for those who may have to withdraw one at once."""
    if not user.has_role(*PUBLISHERS):
        return None
    entries = Listing.objects.in_list(Facet.NEWEST)[:RECENT_SHOWN]
    stories = Story.objects.in_bulk([entry.version.story_id for entry in entries])
    items = [
        Item(
            entry.version.snapshot.title,
            stories[entry.version.story_id].get_admin_url(),
            detail=format_datetime(entry.version.first_online_at),
        )
        for entry in entries
    ]
    return panel_unless_empty(_("What readers saw last"), items)
