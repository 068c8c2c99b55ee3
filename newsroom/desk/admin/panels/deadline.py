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
from newsroom.desk.admin.panels.base import Item, newest_sha256, panel_unless_empty
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
    stories = overdue().select_related("section").order_by("publish_at", "id")
    return panel_unless_empty(_("Not published in time"), stories, _overdue_items, urgent=True)


def overdue():
    """A queryset of the stories whose planned time has come or comes soon."""
    due = Story.objects.filter(publish_at__lte=timezone.now() + SOON).exclude(status=Status.SPIKED)
    return due.exclude(Exists(Version.objects.filter(story_id=OuterRef("pk")).pending()))


def _overdue_items(stories):
    now = timezone.now()
    return [_planned(story, story.publish_at, now) for story in stories]


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
    versions = Version.objects.pending().order_by("during", "pk")
    return panel_unless_empty(_("Scheduled"), versions, _scheduled_items)


def _scheduled_items(versions):
    stories = Story.objects.annotate(text=Subquery(newest_sha256())).in_bulk(
        [version.story_id for version in versions]
    )
    return [_scheduled(version, stories[version.story_id]) for version in versions]


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
    later = Decision.objects.withdrawals().filter(story=OuterRef("story"), pk__gt=OuterRef("pk"))
    waiting = Decision.objects.filter(~Exists(later), transition="emergency_withdraw")
    waiting = waiting.exclude(actor=user).select_related("story", "actor").order_by("pk")
    if not user.has_role(Role.CHIEF):  # only a chief reviews what an editor did
        waiting = waiting.filter(actor__in=User.objects.filter(groups__name__in=PUBLISHERS))
    title = _("Emergency withdrawals to review")
    return panel_unless_empty(title, waiting, _withdrawn_items, urgent=True)


def _withdrawn_items(decisions):
    return [
        Item(
            str(decision.story),
            decision.story.get_admin_url(),
            detail=f"{decision.actor} · {format_datetime(decision.created_at)}",
        )
        for decision in decisions
    ]


def corrections_to_print(user):
    """Corrections that are on the site and not in the printed paper yet."""
    if not user.has_role(*policy.DESK):
        return None
    waiting = Correction.objects.waiting().on_site().select_related("story").order_by("pk")
    return panel_unless_empty(_("Corrections to print"), waiting, _correction_items, urgent=True)


def _correction_items(corrections):
    return [
        Item(
            correction.note,
            correction.story.get_admin_url(),
            detail=_printed_place(correction.story),
            note=_("Print it in the next issue, at an equal position."),
        )
        for correction in corrections
    ]


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
    versions = rights.versions_with_expired_photos().order_by("during", "pk")
    title = _("Expired pictures that readers see")
    return panel_unless_empty(title, versions, _expired_items, urgent=True)


def _expired_items(versions):
    stories = Story.objects.in_bulk([version.story_id for version in versions])
    return [
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


def recently_published(user):
    """The newest published stories, for those who may have to withdraw one at once."""
    if not user.has_role(*PUBLISHERS):
        return None
    entries = Listing.objects.in_list(Facet.NEWEST)
    title = _("What readers saw last")
    return panel_unless_empty(title, entries, _published_items, counts=False, shown=RECENT_SHOWN)


def _published_items(entries):
    stories = Story.objects.in_bulk([entry.version.story_id for entry in entries])
    return [
        Item(
            entry.version.snapshot.title,
            stories[entry.version.story_id].get_admin_url(),
            detail=format_datetime(entry.version.first_online_at),
        )
        for entry in entries
    ]
