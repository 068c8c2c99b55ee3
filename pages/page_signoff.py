"""What a chief does with a whole printed page: sign it off (整版签发), or undo its filing."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.roles import Role
from newsroom.desk import workflow
from newsroom.desk.models import Decision, Story
from pages.models import Page


def open_stories(page):
    """Stories of the page without a decision since it was filed, in reading order.

    Half stories are left out while the page with their other half is not filed.
    """
    decided = Decision.objects.without_releases().filter(story=OuterRef("pk"))
    return Story.objects.filter(
        ~Exists(decided), page_places__page=page, status=Story.Status.DRAFT, other_half=""
    ).order_by("page_places__position")


@transaction.atomic
def sign_off(page, *, user):
    """Sign and publish all open stories of the page; returns one Decision for each.

    The paper has reviewed a printed page before it was printed, so one signature counts for all of
    its stories. Raises TransitionRefused, and then no story is published.
    """
    page = Page.objects.select_for_update().get(pk=page.pk)
    stories = list(open_stories(page))
    if not stories:
        raise workflow.TransitionRefused(_("No story of this page waits for its sign-off."))
    fields = {
        "user": user,
        "page_sha256": page.sha256,
        "page_editors": _editors(page),
        "at": timezone.now(),
    }
    return [workflow.apply("sign_page", story, **fields) for story in stories]


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
        raise workflow.TransitionRefused(_("Your role does not include this step."))
    if page.undone_at:
        raise workflow.TransitionRefused(_("The filing of this page is undone already."))
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
    raise workflow.TransitionRefused(why % {"story": story})
