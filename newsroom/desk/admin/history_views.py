"""Views of a story's history: its revisions, what readers saw, and the approval sheet (稿签)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from newsroom.core.form_fields import SecondsPicker
from newsroom.core.models.date_limits import MOMENT_LIMITS
from newsroom.desk import policy, workflow
from newsroom.desk.admin.approval_sheet import ApprovalSheet
from newsroom.desk.admin.story_views import picture_url_prefix, visible_story
from newsroom.desk.revisions import comparison, history, published_history, restoration
from newsroom.desk.revisions.content import RevisionData
from newsroom.desk.revisions.redaction import redact as redact_all
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.views.story import render_story


class PageForm(forms.Form):
    """The GET parameters of the list: the page (revisions before a number), or two to compare."""

    before = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    old = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    new = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class MomentForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("Moment (Beijing time)"), widget=SecondsPicker, validators=MOMENT_LIMITS
    )


def urls(model_admin):
    """The URL patterns of these views for the ModelAdmin of one kind of story."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    views: dict[str, tuple[str, Callable[..., HttpResponseBase]]] = {
        "history": ("history/", revisions),
        "readers": ("history/readers/", what_readers_saw),
        "difference": ("history/<int:old>/<int:new>/", difference),
        "restore": ("history/<int:number>/restore/", restore),
        "redact": ("history/<int:number>/redact/", redact),
        "record": ("record/", approval_sheet),
    }
    return [
        path(
            f"<int:pk>/{route}",
            model_admin.admin_site.admin_view(partial(view, model_admin=model_admin)),
            name=f"{name}_{key}",
        )
        for key, (route, view) in views.items()
    ]


# --- pages ----------------------------------------------------------------------------------------


@require_GET
def revisions(request, pk, *, model_admin):
    """Every revision, newest first; `old` and `new` redirect to the difference of these two."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    form = PageForm(request.GET)
    params = form.cleaned_data if form.is_valid() else {}
    if params.get("old") and params.get("new"):
        return redirect(story.get_admin_url("difference", params["old"], params["new"]))
    context = {
        "title": _("Revisions"),
        "here": "history",
        "page": history.page(story, before=params.get("before")),
        "may_redact": workflow.has_right(TRANSITIONS["redact"], request.user),
    }
    return story_page(request, model_admin, story, "desk/history.html", context)


@require_GET
def difference(request, pk, old, new, *, model_admin):
    """What changed from one revision to another; the URL may name them in either order."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if old > new:
        return redirect(story.get_admin_url("difference", new, old))
    revisions = story.revisions.select_related("author")
    old, new = (get_object_or_404(revisions, number=number) for number in (old, new))
    context = {
        "title": _("Changes from revision %(old)d to %(new)d")
        % {"old": old.number, "new": new.number},
        **compared(story, old, new),
        "sign_again": _sign_again(request.user, story, old, new),
    }
    return story_page(request, model_admin, story, "desk/difference.html", context)


def compared(story, old, new):
    """Template context: the differences from one Revision of the story to another."""
    is_redacted = old.is_redacted or new.is_redacted
    differences = None if is_redacted else comparison.compare(old, new)
    redactions = story.decisions.filter(transition="redact", revision__in=[old, new])
    return {
        "old": old,
        "new": new,
        "differences": differences,
        "unchanged": [field for field in differences or () if not field.is_changed],
        "only_blanks": not any(field.is_changed for field in differences or ()),
        "metadata_changes": comparison.compare_metadata(old, new),
        "redactions": redactions.select_related("actor", "revision"),
    }


@require_GET
def what_readers_saw(request, pk, *, model_admin):
    """The periods of all versions; with `at`, the page that readers saw at that moment."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    now = timezone.now()
    form = MomentForm(request.GET if "at" in request.GET else None, initial={"at": now})
    moment = None
    if form.is_valid():
        moment = published_history.readers_view(story, form.cleaned_data["at"])
        form = MomentForm(initial={"at": _rounded_up(moment.at)})
    if moment and moment.span and not moment.span.redaction:
        return _page_as_published(request, story, form, moment)
    context = {
        "title": _("What readers saw"),
        "here": "readers",
        "form": form,
        "moment": moment,
        "spans": published_history.spans(story),
        "now": now,
    }
    return story_page(request, model_admin, story, "desk/published_history.html", context)


def _rounded_up(at):
    """The time at the same or the next whole second, for the form, which knows no fractions.

    A version that began within the second is then still found when the form is sent again.
    """
    return at + timedelta(microseconds=-at.microsecond % 1_000_000)


def _page_as_published(request, story, form, moment):
    """The public page of that moment, under a banner that names who signed and published it."""
    version = moment.span.version
    return render_story(
        request,
        version.snapshot,
        version=version,
        preview=True,
        picture_base_url=picture_url_prefix(story),
        template="desk/page_as_published.html",
        form=form,
        moment=moment,
        original=story,
        back=story.get_admin_url("readers"),
    )


@require_GET
def approval_sheet(request, pk, *, model_admin):
    """The printable record of the story (稿签)."""
    stories = model_admin.model.objects.select_related("section", "filed_by")
    story = visible_story(request, stories, pk)
    context = {
        "story": story,
        "sheet": ApprovalSheet(story, request.user),
        "printed_at": timezone.now(),
        "history_url": story.get_admin_url("history"),
    }
    return TemplateResponse(request, "desk/approval_sheet.html", context)


# --- actions --------------------------------------------------------------------------------------


@require_POST
def restore(request, pk, number, *, model_admin):
    """Restore the text of that revision, unless somebody changed the story in the meantime."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if not policy.may_file(request.user):
        raise PermissionDenied
    revision = get_object_or_404(story.revisions, number=number)
    try:
        restored = restoration.restore(
            story, revision, user=request.user, expected_sha256=request.POST.get("seen", "")
        )
    except restoration.RestorationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(story.get_admin_url("history"))
    messages.success(request, _restored_message(revision, restored))
    return redirect(story.get_admin_url())


@require_POST
def redact(request, pk, number, *, model_admin):
    """Empty that revision, and every other with the same text, for the reason in `note`."""
    story = visible_story(request, model_admin.model.objects.all(), pk)
    if not workflow.has_right(TRANSITIONS["redact"], request.user):
        raise PermissionDenied
    revision = get_object_or_404(story.revisions, number=number)
    try:
        redact_all(story, revision, user=request.user, note=request.POST.get("note", ""))
    except workflow.TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Redacted: the words are gone, their hash stays."))
    return redirect(story.get_admin_url("history"))


# --- helpers --------------------------------------------------------------------------------------


def story_page(request, model_admin, story, template, context):
    """A page of the story beside its form, with the links to its history."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": story,
        "story": story,
        "may_edit": policy.may_edit(request.user, story),
        **context,
    }
    return TemplateResponse(request, template, context)


def _sign_again(user, story, old, new):
    """The form of the step that signs a changed text again, or None.

    It is offered if `old` is the text that was signed at the stage that the user may sign again,
    and `new` is the present text of the story.
    """
    transition = TRANSITIONS["sign_again"]
    context = TransitionContext(story, user)
    if new.number != story.revision.number or workflow.refusal(transition, context):
        return None
    signed = context.round.signatures[context.stale_stage].revision
    if signed.sha256 != old.sha256:
        return None
    return StepForm(transition, context=context, seen=RevisionData(new.content, new.metadata))


def _restored_message(old, restored):
    number = {"number": old.number}
    if restored.sha256 == old.sha256:
        return _("Revision %(number)d is restored.") % number
    return (
        _("Revision %(number)d is restored, but for corrections and picture files since then.")
        % number
    )
