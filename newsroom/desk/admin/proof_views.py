"""Views of a story's proofs: signing a proof with its marks, and resolving the marks."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from newsroom.desk import policy, workflow
from newsroom.desk.admin.saving.sent_form import sent_form
from newsroom.desk.admin.story_screen import StoryScreen
from newsroom.desk.admin.story_views import visible_story
from newsroom.desk.proofreading import body_text, mark_resolutions
from newsroom.desk.proofreading.galley import Galley, carry_over
from newsroom.desk.workflow.review_round import PROOF_NUMBERS
from newsroom.desk.workflow.transitions import TRANSITIONS


def urls(model_admin):
    """The URL patterns of these views for the ModelAdmin of one kind of story."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    admin_view = model_admin.admin_site.admin_view
    proof_view = admin_view(partial(proof, model_admin=model_admin))
    return [
        path("<int:pk>/proof/", proof_view, name=f"{name}_proof"),
        path(
            "<int:pk>/proof/rule/",
            admin_view(partial(resolve_marks, model_admin=model_admin)),
            name=f"{name}_rule",
        ),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request, pk, *, model_admin):
    """The proofs of a story; a proofreader edits the galley and signs it with one button."""
    stories = model_admin.model.objects.select_related("section")
    story = visible_story(request, stories, pk)
    if request.method == "POST":
        return _sign(request, story)
    screen = StoryScreen(story, request.user)
    galley = Galley.from_revision(story.revision) if screen.proofs.may_sign else None
    return _page(request, screen, galley)


@require_POST
def resolve_marks(request, pk, *, model_admin):
    """Accept or decline one mark, or all that are not resolved yet."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if not policy.may_resolve_marks(request.user, story):
        raise PermissionDenied
    accepted = "accept" in request.POST
    mark = request.POST.get("accept" if accepted else "decline")
    try:
        resolutions = mark_resolutions.resolve(
            story,
            user=request.user,
            proof_id=_int_or_404(request.POST.get("proof")),
            mark_id=None if mark == "all" else _int_or_404(mark),
            accepted=accepted,
        )
    except mark_resolutions.ResolutionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _resolved_message(len(resolutions), accepted))
    return redirect(f"{story.get_admin_url('proof')}#marks")


# --- signing --------------------------------------------------------------------------------------


def _sign(request, story):
    transition = _proof_step_or_404(request.POST.get("sign") or request.POST.get("look"))
    if not workflow.has_right(transition, request.user):
        raise PermissionDenied
    revision = story.revisions.filter(sha256=request.POST.get("seen", "")).last()
    if revision is None or revision.is_redacted:
        return _page_after_redaction(request, story)
    galley = Galley.from_revision(revision).with_input(request.POST, story)
    if galley.has_errors or "look" in request.POST:
        return _page_with_changes(request, story, galley)
    try:
        workflow.apply(
            transition.name,
            story,
            user=request.user,
            expected_sha256=revision.sha256,
            note=body_text.clean_input(request.POST.get("note", "")),
            marks=tuple(galley.marks),
        )
    except workflow.TransitionRefused as refusal:
        return _page_with_changes(request, story, galley, refusal)
    names = {"step": transition.label, "story": story}
    messages.success(request, _("%(step)s: %(story)s") % names)
    return redirect(story.get_admin_url("proof"))


def _page_with_changes(request, story, galley, refusal=None):
    """The page with the changes that were sent, carried over to the newest text of the story."""
    lost = []
    if galley.revision.sha256 != story.revision.sha256:
        messages.warning(
            request,
            _(
                "Not signed yet: somebody changed the text while you read. "
                "Your changes are now in the new text: look at it again, then sign."
            ),
        )
        galley, lost = carry_over(galley, story.revision)
    elif refusal:
        messages.error(request, str(refusal))
    elif galley.has_errors:
        messages.error(request, _("Not signed yet: see the messages at the text in red."))
    return _page(request, StoryScreen(story, request.user), galley, lost=lost)


def _page_after_redaction(request, story):
    """The page with the texts that were sent listed: the revision they belong to is redacted."""
    messages.error(request, _("Not signed: the text that you read is not there any more."))
    screen, galley = StoryScreen(story, request.user), Galley.from_revision(story.revision)
    return _page(request, screen, galley, sent=sent_form(request))


def _page(request, screen, galley, **context):
    story = screen.story
    context = {
        **admin.site.each_context(request),
        "title": str(story),
        "opts": story._meta,
        "original": story,
        "story": story,
        "proofs": screen.proofs,
        "screen": screen,
        "galley": galley,
        "note": request.POST.get("note", ""),
        **context,
    }
    return TemplateResponse(request, "desk/proof.html", context)


# --- the request's data ---------------------------------------------------------------------------


def _proof_step_or_404(name):
    if name not in PROOF_NUMBERS:
        raise Http404(name)
    return TRANSITIONS[name]


def _int_or_404(text):
    if not (text or "").isdecimal():
        raise Http404(text)
    return int(text)


def _resolved_message(count, accepted):
    message = (
        ngettext("%(count)d change accepted.", "%(count)d changes accepted.", count)
        if accepted
        else ngettext("%(count)d change declined.", "%(count)d changes declined.", count)
    )
    return message % {"count": count}
