"""What a chief does with a whole printed page: sign it off (整版签发), or undo its filing."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Story
from newsroom.desk.workflow import TransitionRefused
from pages.models import Page
from pages.waiting_stories import waiting_stories


class Seen(NamedTuple):
    """The hashes of the text and of the metadata of a story that a user had on screen."""

    sha256: str
    metadata_sha256: str


@transaction.atomic
def sign_off(page, *, user, seen=None):
    """Sign and publish stories of the page as they were filed; returns one Decision for each.

    The paper has reviewed a printed page before it was printed, so one signature counts for all of
    its stories, but only for the text that was printed. `seen` is {story id: Seen} of the stories
    that the chief chose on screen; None: all that were not changed since they were filed. Raises
    TransitionRefused, and then no story is published.
    """
    page, waiting = _lock(page)
    if seen is None:
        seen = {pk: _seen(story) for pk, story in waiting.items() if not story.is_changed}
    if not waiting or not seen:
        raise TransitionRefused(_("No story of this page waits for its sign-off."))
    for pk in seen:
        if _waiting(waiting, pk).is_changed:
            why = _("It was changed since it was filed: see the difference first.")
            raise TransitionRefused(why, story=waiting[pk].story)
    now = timezone.now()
    return [_sign(page, story, user, seen[pk], now) for pk, story in waiting.items() if pk in seen]


@transaction.atomic
def sign_changed(page, story_id, *, user, seen):
    """Sign and publish one story of the page with the difference that the chief had on screen.

    `seen` is the Seen of that text. Returns the Decision. Raises TransitionRefused, and then
    nothing is published.
    """
    page, waiting = _lock(page)
    return _sign(page, _waiting(waiting, story_id), user, seen, timezone.now())


def _lock(page):
    """The Page and {story id: WaitingStory} in reading order, locked until they are signed."""
    page = Page.objects.select_for_update().get(pk=page.pk)
    list(Story.objects.select_for_update(of=["self"]).filter(page_places__page=page).order_by("pk"))
    return page, {waiting.story.pk: waiting for waiting in waiting_stories(page)}


def _waiting(waiting, story_id):
    """The WaitingStory with that id; refused if it does not wait any more."""
    if story_id not in waiting:
        raise TransitionRefused(
            _("Somebody took a step with a story of this page meanwhile. Look at the page again.")
        )
    return waiting[story_id]


def _seen(waiting):
    return Seen(waiting.text.sha256, waiting.text.metadata_sha256)


def _sign(page, waiting, user, seen, now):
    return workflow.apply(
        "sign_page",
        waiting.story,
        user=user,
        expected_sha256=seen.sha256,
        expected_metadata=seen.metadata_sha256,
        page_sha256=page.sha256,
        page_editors=_editors(page),
        at=now,
    )


def _editors(page):
    """The page's line of editors as one text of at most 200 characters."""
    return " ".join(f"{editor['role']} {editor['name']}" for editor in page.editors)[:200]


def is_untouched(page):
    """Whether the filing can be undone: no story has a decision or a half on another page."""
    stories = Story.objects.filter(page_places__page=page)
    joined = stories.filter(page_places__page__in=Page.objects.exclude(pk=page.pk))
    return not (page.undone_at or stories.exclude(decisions=None).exists() or joined.exists())


@transaction.atomic
def undo_filing(page, *, user):
    """Undo a filing: the stories become 不采用 (spiked), and the page may be filed again.

    Raises TransitionRefused if a story has a decision or a half on another page, if the filing is
    undone already, or if the user is no chief; then nothing has changed.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    stories = list(Story.objects.filter(page_places__page=page).order_by("page_places__position"))
    if not user.has_role(Role.CHIEF):
        raise TransitionRefused(_("Your role does not include this step."))
    if page.undone_at:
        raise TransitionRefused(_("The filing of this page is undone already."))
    for story in stories:
        _refuse_to_undo(story, page)
        workflow.apply("spike", story, user=user, note=str(_("The filing of its page was undone.")))
    page.undone_at = timezone.now()
    page.save(update_fields=["undone_at"])


def _refuse_to_undo(story, page):
    if story.decisions.exists():
        why = _("“%(story)s” has moved on already: the filing of its page cannot be undone.")
    elif story.page_places.exclude(page=page).exists():
        why = _("“%(story)s” is joined with its half on another page: the filing cannot be undone.")
    else:
        return
    raise TransitionRefused(why % {"story": story})
