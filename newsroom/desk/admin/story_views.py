"""Views of a story beside its form: its steps, its preview, and texts that could not be saved."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from newsroom.desk import policy, workflow
from newsroom.desk.admin.saving.refusals import form_errors_message, refusal_message
from newsroom.desk.admin.saving.sent_form import sent_form
from newsroom.desk.admin.story_screen import StoryScreen, preview_snapshot
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import METADATA_BOUND, TRANSITIONS
from newsroom.press.models import PublicFile
from newsroom.press.views.pictures import file_response
from newsroom.press.views.story import render_story

# The texts that tell whether a rejected edit was saved before, as by a second click.
MAIN_TEXTS = ("kicker", "headline", "deck", "body")


def urls(model_admin):
    """The URL patterns of these views for the ModelAdmin of one kind of story."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"

    def admin_view(view):
        return model_admin.admin_site.admin_view(partial(view, model_admin=model_admin))

    return [
        path("<int:pk>/steps/<slug:name>/", admin_view(step), name=f"{name}_step"),
        path("<int:pk>/preview/", admin_view(preview), name=f"{name}_preview"),
        path("<int:pk>/picture/<str:name>", admin_view(picture), name=f"{name}_picture"),
    ]


def visible_story(request, stories, pk):
    """The story of the queryset `stories` with that id, if the user may see it in the desk.

    Raises Http404 and PermissionDenied.
    """
    story = get_object_or_404(stories, pk=pk)
    if not policy.may_see(request.user, story):
        raise PermissionDenied
    return story


# --- steps ----------------------------------------------------------------------------------------


@require_POST
def step(request, pk, name, *, model_admin):
    """Take one step with the text that the user has on screen."""
    transition = step_or_404(name)
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if not workflow.has_right(transition, request.user):
        raise PermissionDenied
    take_step(request, transition, story, **_expected(transition, request.POST))
    return redirect_to_story(request, story)


def _expected(transition, posted):
    """The arguments of `workflow.apply` that bind the step to what the user had on screen.

    A withdrawal is about what readers see now, which an edit of the working copy does not change.
    What is published or thrown away needs the metadata, too: it is not signed, but readers see it.
    """
    if transition.affects_public:
        return {}
    expected = {"expected_sha256": posted.get("seen", "")}
    if transition.name in METADATA_BOUND:
        expected["expected_metadata"] = posted.get("seen_metadata", "")
    return expected


def step_or_404(name):
    """The Transition of that name, if a story's page has a button for it. Raises Http404."""
    transition = TRANSITIONS.get(name)
    if transition is None or not transition.has_button:
        raise Http404(name)
    return transition


def take_step(request, transition, story, **expected):
    """Take a step with the fields of its form, and tell the user the result in a message.

    `expected` are the hashes of what the user had on screen, as `workflow.apply` takes them. If
    the step is refused, nothing is changed.
    """
    form = StepForm(transition, request.POST, context=TransitionContext(story, request.user))
    if not form.is_valid():
        messages.error(request, form_errors_message(form))
        return
    try:
        workflow.apply(
            transition.name,
            story,
            user=request.user,
            **expected,
            **form.cleaned_data,
        )
    except workflow.TransitionRefused as refusal:
        messages.error(request, refusal_message(refusal))
    except IntegrityError:
        messages.error(request, _("Somebody else did this at the same moment. Look again."))
    else:
        if transition.prepare:
            story.refresh_from_db()  # it may have changed the headline
        names = {"step": transition.label, "story": story}
        messages.success(request, _("%(step)s: %(story)s") % names)
        if warnings := workflow.warnings(transition, TransitionContext(story, request.user)):
            messages.warning(request, " ".join(map(str, warnings)))


def redirect_to_story(request, story):
    """Redirect to the story's form while the user may still see it, else to the first screen."""
    if policy.may_see(request.user, story):
        return redirect(story.get_admin_url())
    return redirect("admin:index")


# --- preview --------------------------------------------------------------------------------------


@require_GET
def preview(request, pk, *, model_admin):
    """The public page that the story would have, as it was last saved."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    snapshot = preview_snapshot(story)
    return render_story(request, snapshot, preview=True, picture_base_url=picture_url_prefix(story))


def picture_url_prefix(story):
    """The URL of `picture` without the file name: the preview's pictures are not public yet."""
    return story.get_admin_url("picture", "-").removesuffix("-")


@require_GET
def picture(request, pk, name, *, model_admin):
    """A prepared size of a picture that the story shows now or has shown to readers before."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    published = PublicFile.objects.filter(name=name, version__story_id=pk)
    if name not in preview_snapshot(story).file_names and not published.exists():
        raise Http404(name)
    return file_response("renditions", name)  # the admin's responses are never cached


# --- texts that could not be saved ----------------------------------------------------------------


def rejected_edit(request, story, context):
    """The page for an edit of a story that its writer may not edit any more.

    It shows the texts that were sent, so that they are not lost. A text that is already in the
    story, as after a second click on the same button, is not lost either: then redirect.
    """
    sent = sent_form(request)
    texts = {field.name: field.text for field in sent.fields if field.name in MAIN_TEXTS}
    if all(text == getattr(story, name) for name, text in texts.items()):
        return redirect_to_story(request, story)
    context = {
        **context,
        "title": str(story),
        "story": story,
        "screen": StoryScreen(story, request.user),
        "sent": sent,
    }
    return TemplateResponse(request, "desk/rejected_edit.html", context, status=409)
