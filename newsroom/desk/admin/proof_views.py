"""The addresses of a story's proofs: signing one with its marks, and deciding on the marks."""

from collections import defaultdict
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

from newsroom.core.body import paragraph
from newsroom.desk import policy, workflow
from newsroom.desk.admin import story_views
from newsroom.desk.admin.story_screen import Screen
from newsroom.desk.proofreading import body_text, mark_resolutions, passages
from newsroom.desk.proofreading.galley import Galley, carry_over
from newsroom.desk.workflow.review_round import PROOF_NUMBERS
from newsroom.desk.workflow.transitions import TRANSITIONS


def addresses(story_admin):
    """The addresses of the proofs of its kind of story, for the admin's URLs."""
    wrapped, stories = story_admin.admin_site.admin_view, story_admin.model.objects.all()
    name = f"{story_admin.opts.app_label}_{story_admin.opts.model_name}"
    screen = wrapped(partial(proof, stories=stories.select_related("section")))
    return [
        path("<int:pk>/proof/", story_views.keeping_the_text(screen, words), name=f"{name}_proof"),
        path("<int:pk>/proof/rule/", wrapped(partial(rule, stories=stories)), name=f"{name}_rule"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def proof(request, pk, *, stories):
    """The proofs of a story; a proofreader writes on the galley and signs it with one button."""
    story = story_views.visible(request, stories, pk)
    if request.method == "POST":
        return _sign(request, story)
    screen = Screen(story, request.user)
    galley = Galley.from_revision(story.revision) if screen.proofs.may_sign else None
    return _page(request, screen, galley)


@require_POST
def rule(request, pk, *, stories):
    """Accept or decline one mark, or all that wait."""
    story = story_views.visible(request, stories, pk)
    if not policy.may_resolve_marks(request.user, story):
        raise PermissionDenied
    verdict = "accept" if "accept" in request.POST else "decline"
    said = {
        "proof_id": _number(request.POST.get("proof")),
        "mark_id": None
        if request.POST.get(verdict) == "all"
        else _number(request.POST.get(verdict)),
        "accepted": verdict == "accept",
    }
    try:
        ruled = mark_resolutions.resolve(story, user=request.user, **said)
    except mark_resolutions.ResolutionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _told(len(ruled), said["accepted"]))
    return redirect(f"{story.get_admin_url('proof')}#marks")


def words(request):
    """(name, label, text) of what a proofreader sent, by field; the body as paragraphs."""
    sent = defaultdict(list)
    for name, text in request.POST.items():
        field, __, start = name.rpartition("-")
        if start.isdecimal() and passages.is_field(field):
            sent[field].append(text)
    told = [
        (field, passages.field_label(field), _shown(field, said)) for field, said in sent.items()
    ]
    note = request.POST.get("note", "").strip()
    return [*told, ("note", _("note"), note)] if note else told


def _shown(field, said):
    return "".join(map(paragraph, said)) if field == "body" else " ".join(said)


# --- signing --------------------------------------------------------------------------------------


def _sign(request, story):
    transition = _transition(request.POST.get("sign") or request.POST.get("look"))
    if not workflow.has_right(transition, request.user):
        raise PermissionDenied
    seen = story.revisions.filter(sha256=request.POST.get("seen", "")).last()
    if seen is None or seen.is_redacted:
        return _without_a_text(request, story)
    galley = Galley.from_revision(seen).with_input(request.POST, story)
    if galley.has_errors or "look" in request.POST:
        return _again(request, story, galley)
    try:
        workflow.apply(
            transition.name,
            story,
            user=request.user,
            expected_sha256=seen.sha256,
            note=body_text.clean_input(request.POST.get("note", "")),
            marks=tuple(galley.marks),
        )
    except workflow.TransitionRefused as refusal:
        return _again(request, story, galley, refusal)
    said = {"step": transition.label, "story": story}
    messages.success(request, _("%(step)s: %(story)s") % said)
    return redirect(story.get_admin_url("proof"))


def _again(request, story, galley, refusal=None):
    """The page once more with the words that were sent, on the text as it is by now."""
    lost = []
    if galley.revision.sha256 != story.revision.sha256:
        messages.warning(
            request,
            _(
                "Not signed yet: somebody changed the text while you read. "
                "Your changes stand on the new text: look at it again, then sign."
            ),
        )
        galley, lost = carry_over(galley, story.revision)
    elif refusal:
        messages.error(request, str(refusal))
    elif galley.has_errors:
        messages.error(request, _("Not signed yet: see what is said beside the words in red."))
    return _page(request, Screen(story, request.user), galley, lost=lost)


def _without_a_text(request, story):
    """The page with the words that were sent below each other: their text is redacted by now."""
    messages.error(request, _("Not signed: the text that you read is not there any more."))
    galley = Galley.from_revision(story.revision)
    return _page(request, Screen(story, request.user), galley, sent=words(request))


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


# --- what was sent --------------------------------------------------------------------------------


def _transition(name):
    if name not in PROOF_NUMBERS:
        raise Http404(name)
    return TRANSITIONS[name]


def _number(text):
    if not (text or "").isdecimal():
        raise Http404(text)
    return int(text)


def _told(count, accepted):
    told = (
        ngettext("%(count)d change accepted.", "%(count)d changes accepted.", count)
        if accepted
        else ngettext("%(count)d change declined.", "%(count)d changes declined.", count)
    )
    return told % {"count": count}
