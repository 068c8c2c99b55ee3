"""Addresses beside a story's form in the admin: its steps, its preview, a text that came late."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from newsroom.desk import body, policy, workflow
from newsroom.desk.admin import story_screen
from newsroom.desk.models import Story
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import PublicFile
from newsroom.press.views.pictures import served
from newsroom.press.views.story import render_story


def take(request, transition, story, *, seen=None):
    """Take a step with what its form says, and tell the person how it went.

    A refusal changes nothing.
    """
    form = StepForm(transition, request.POST)
    if not form.is_valid():
        messages.error(request, form.error_text())
        return
    try:
        workflow.apply(
            transition.name, story, user=request.user, expected_sha256=seen, **form.cleaned_data
        )
    except workflow.TransitionRefused as refusal:
        messages.error(request, str(refusal))
    except IntegrityError:
        messages.error(request, _("Somebody else did this at the same moment. Look again."))
    else:
        said = {"step": transition.label, "story": story}
        messages.success(request, _("%(step)s: %(story)s") % said)
        if warnings := workflow.warnings(transition, TransitionContext(story, request.user)):
            messages.warning(request, " ".join(map(str, warnings)))


def offered(name):
    """The row of a step that a story's page may offer. Raises Http404."""
    transition = TRANSITIONS.get(name)
    if transition is None or not transition.has_button:
        raise Http404(name)
    return transition


def back_to(request, story):
    """Redirect to the story while the person may still see it, else to the desk."""
    if policy.may_see(request.user, story):
        return redirect(story.get_admin_url())
    return redirect("admin:index")


@require_POST
def step(request, pk, name, *, stories):
    """Take one step with the text that the person has on screen."""
    transition = offered(name)
    story = visible(request, stories, pk)
    if not workflow.has_right(transition, request.user):
        raise PermissionDenied
    seen = None if transition.affects_public else request.POST.get("seen", "")
    take(request, transition, story, seen=seen)
    return back_to(request, story)


@require_GET
def preview(request, pk, *, stories):
    """The story as readers would see it, as it was last saved."""
    story = visible(request, stories, pk)
    proof = story_screen.proof(story)
    return render_story(request, proof, preview=True, pictures_at=pictures_at(story))


def pictures_at(story):
    """What the desk's addresses of the story's pictures begin with."""
    return story.get_admin_url("picture", "-").removesuffix("-")


@require_GET
def picture(request, pk, name, *, stories):
    """A prepared size of a picture that the story shows or once showed, for who may preview it."""
    story = visible(request, stories, pk)
    shown = PublicFile.objects.filter(name=name, version__story=pk)
    if name not in story_screen.proof(story).file_names and not shown.exists():
        raise Http404(name)
    return served("renditions", name)  # nothing of the admin is kept in a cache


def kept(request, story, context):
    """A text sent to a story that its writer may not edit any more: shown back, never lost.

    A text that the story has already, as after a second tap on one button, is no loss.
    """
    sent = _sent(request)
    if all(text in ("", getattr(story, name)) for name, text in sent.items()):
        return back_to(request, story)
    context = {
        **context,
        "title": str(story),
        "story": story,
        "screen": story_screen.Screen(story, request.user),
        "sent": _labelled(sent),
    }
    return TemplateResponse(request, "desk/rejected_edit.html", context, status=409)


def form_words(request):
    """(name, label, text) of the words of a story's form, those that there are."""
    return _labelled(_sent(request))


def keeping_the_text(view, words=form_words):
    """A form's view that shows the text back to whoever was logged out while writing it."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            context = {"sent": words(request)}
            return TemplateResponse(request, "desk/logged_out.html", context, status=403)
        return view(request, *args, **kwargs)

    return wrapped


def _sent(request):
    """The words of a story's form by field; the body as the editor would have saved it."""
    sent = {name: request.POST.get(name, "").strip() for name in ("kicker", "headline", "deck")}
    return {**sent, "body": body.clean(request.POST.get("body", ""))}


def _labelled(sent):
    """(name, label, text) of those words that there are."""
    label = Story._meta.get_field
    return [(name, label(name).verbose_name, text) for name, text in sent.items() if text]


def visible(request, stories, pk):
    """The story, if the person may see it in the desk. Raises Http404, PermissionDenied."""
    story = get_object_or_404(stories, pk=pk)
    if not policy.may_see(request.user, story):
        raise PermissionDenied
    return story
