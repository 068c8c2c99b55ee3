"""Pages that show what a step does before it is taken: `Transition.has_confirmation`."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from newsroom.desk import workflow
from newsroom.desk.admin.history_views import compared, story_page
from newsroom.desk.admin.story_views import step_or_404, visible_story
from newsroom.desk.workflow.review_round import ABANDON, TransitionContext
from newsroom.desk.workflow.step_form import StepForm


def urls(model_admin):
    """The URL pattern of these pages for the ModelAdmin of one kind of story."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}_confirm"
    view = model_admin.admin_site.admin_view(partial(confirm, model_admin=model_admin))
    return [path("<int:pk>/steps/<slug:name>/confirm/", view, name=name)]


@require_safe
def confirm(request, pk, name, *, model_admin):
    """What the step would do, with the button that takes it; a refusal leads back to the story."""
    transition = step_or_404(name)
    if not transition.has_confirmation:
        raise Http404(name)
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if not workflow.has_right(transition, request.user):
        raise PermissionDenied
    context = TransitionContext(story, request.user)
    if reason := workflow.refusal(transition, context):
        messages.error(request, str(reason))
        return redirect(story.get_admin_url())
    page = {
        "title": transition.label,
        "transition": transition,
        "step": StepForm(transition, context=context),
        "live": context.live,
        **EXTRA_CONTEXT.get(name, _nothing)(context),
    }
    return story_page(request, model_admin, story, f"desk/confirm_{name}.html", page)


def _nothing(context):
    return {}


def _thrown_away(context):
    """The difference from what readers see to the working copy."""
    return compared(context.story, context.publication.revision, context.story.revision)


# {name of a step: what its page shows beside the button, for a TransitionContext}
EXTRA_CONTEXT = {ABANDON: _thrown_away}
