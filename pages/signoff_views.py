"""The chief's actions on the screen of a page: signing its stories, restoring one, undoing it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.core.refusal import Refused
from newsroom.core.roles import Role
from newsroom.desk.admin.saving.refusals import refusal_message
from newsroom.desk.revisions import restoration
from newsroom.desk.workflow.transitions import TRANSITIONS
from pages import page_signoff
from pages.import_desk.policy import require_role
from pages.models import Page
from pages.page_signoff import Seen
from pages.waiting_stories import waiting_stories

SIGNERS = TRANSITIONS["sign_page"].roles
UNDOERS = (Role.CHIEF,)


def page_action(*roles):
    """Decorator: a POST by one of the roles; `action(request, page, …)` returns a message.

    A refusal is shown in its place. Either way the user comes back to the page.
    """

    def decorator(action):
        @require_POST
        @require_role(*roles)
        @wraps(action)
        def view(request, pk, **kwargs):
            page = get_object_or_404(Page, pk=pk)
            try:
                messages.success(request, action(request, page, **kwargs))
            except Refused as refusal:
                messages.error(request, refusal_message(refusal, names_story=True))
            return redirect("admin:pages_page_change", pk)

        return view

    return decorator


@page_action(*SIGNERS)
def sign_page(request, page):
    """Sign off and publish the chosen stories of a page, with the texts that were on screen."""
    chosen = [int(pk) for pk in request.POST.getlist("story") if pk.isdecimal()]
    seen = {pk: _seen(request, f"-{pk}") for pk in chosen}
    count = len(page_signoff.sign_off(page, user=request.user, seen=seen))
    message = ngettext(
        "%d story signed off and published.", "%d stories signed off and published.", count
    )
    return message % count


@page_action(*SIGNERS)
def sign_changed_story(request, page, story):
    """Sign off and publish one story whose difference from the text as filed was on screen."""
    decision = page_signoff.sign_changed(page, story, user=request.user, seen=_seen(request))
    return _("Signed off and published: %(story)s") % {"story": decision.story}


@page_action(*SIGNERS)
def restore_story(request, page, story):
    """Give one story of the page its text as filed back."""
    waiting = next((w for w in waiting_stories(page) if w.story.pk == story), None)
    if waiting is None or not waiting.can_be_restored:
        raise Http404(story)
    restoration.restore(
        waiting.story, waiting.filed, user=request.user, expected_sha256=_seen(request).sha256
    )
    return _("As printed again: %(story)s") % {"story": waiting.story}


@page_action(*UNDOERS)
def undo_filing(request, page):
    """Undo the filing of a page: its stories become 不采用 (spiked)."""
    page_signoff.undo_filing(page, user=request.user)
    return _("The filing is undone. The page may come again.")


def _seen(request, suffix=""):
    """The hashes that a form of the page carries for a story; "" where one is missing."""
    return Seen(*(request.POST.get(name + suffix, "") for name in ("seen", "seen_metadata")))
