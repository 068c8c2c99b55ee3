"""Addresses of a story's history beside its form: revisions, differences, readers, 稿签."""

from datetime import timedelta
from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from newsroom.desk import policy, workflow
from newsroom.desk.admin.approval_sheet import Sheet
from newsroom.desk.admin.story_views import pictures_at, visible
from newsroom.desk.datetimes import SecondsPicker
from newsroom.desk.revisions import comparison, history, published_history, restoration
from newsroom.desk.revisions.redaction import redact as redact_all
from newsroom.desk.workflow.review_round import TransitionContext
from newsroom.desk.workflow.step_form import StepForm
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.views.story import render_story


class PageForm(forms.Form):
    """Which page of the history, or which two revisions of it to compare."""

    before = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    old = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    new = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class MomentForm(forms.Form):
    at = forms.DateTimeField(label=gettext_lazy("Moment (Beijing time)"), widget=SecondsPicker)


def addresses(admin):
    """The paths of all this for the ModelAdmin of one kind of story."""
    name = f"{admin.opts.app_label}_{admin.opts.model_name}"
    views = {
        "history": ("history/", revisions),
        "readers": ("history/readers/", what_readers_saw),
        "difference": ("history/<int:old>/<int:new>/", difference),
        "restore": ("history/<int:number>/restore/", restore),
        "redact": ("history/<int:number>/redact/", redact),
        "record": ("record/", record),
    }
    return [
        path(
            f"<int:pk>/{address}",
            admin.admin_site.admin_view(partial(view, admin=admin)),
            name=f"{name}_{key}",
        )
        for key, (address, view) in views.items()
    ]


# --- reading --------------------------------------------------------------------------------------


@require_GET
def revisions(request, pk, *, admin):
    """Every revision, newest first; with `old` and `new` on to the difference of the two."""
    story = visible(request, admin.model.objects.all(), pk)
    form = PageForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("old") and said.get("new"):
        return redirect(story.get_admin_url("difference", said["old"], said["new"]))
    context = {
        "title": _("Revisions"),
        "here": "history",
        "page": history.page(story, before=said.get("before")),
        "may_redact": workflow.has_right(TRANSITIONS["redact"], request.user),
    }
    return _page(request, admin, story, "desk/history.html", context)


@require_GET
def difference(request, pk, old, new, *, admin):
    """What changed from one revision to another, whichever stands first in the address."""
    story = visible(request, admin.model.objects.all(), pk)
    if old > new:
        return redirect(story.get_admin_url("difference", new, old))
    revisions = story.revisions.select_related("author")
    old, new = (get_object_or_404(revisions, number=number) for number in (old, new))
    emptied = old.is_redacted or new.is_redacted
    differences = None if emptied else comparison.compare(old, new)
    context = {
        "title": _("Changes from revision %(old)d to %(new)d")
        % {"old": old.number, "new": new.number},
        "old": old,
        "new": new,
        "differences": differences,
        "only_blanks": not any(found.is_changed for found in differences or ()),
        "beside": comparison.compare_metadata(old, new),
        "redactions": story.decisions.filter(
            transition="redact", revision__in=[old, new]
        ).select_related("actor", "revision"),
        "sign_again": _sign_again(request.user, story, old, new),
    }
    return _page(request, admin, story, "desk/difference.html", context)


@require_GET
def what_readers_saw(request, pk, *, admin):
    """The spans of all versions; with `at` the page that readers saw at that moment."""
    story = visible(request, admin.model.objects.all(), pk)
    now = timezone.now()
    form = MomentForm(request.GET if "at" in request.GET else None, initial={"at": now})
    seen = None
    if form.is_valid():
        seen = published_history.readers_view(story, form.cleaned_data["at"])
        form = MomentForm(initial={"at": _whole_second(seen.at)})
    if seen and seen.span and not seen.span.redaction:
        return _as_it_was(request, story, form, seen)
    context = {
        "title": _("What readers saw"),
        "here": "readers",
        "form": form,
        "seen": seen,
        "spans": published_history.spans(story),
        "now": now,
    }
    return _page(request, admin, story, "desk/readers.html", context)


def _whole_second(at):
    """The same or the next whole second: a version begins between two that a form can say."""
    return at + timedelta(microseconds=-at.microsecond % 1_000_000)


def _as_it_was(request, story, form, seen):
    """The public page of that moment under a banner that says who saw to it."""
    version = seen.span.version
    return render_story(
        request,
        version.snapshot,
        version=version,
        preview=True,
        picture_base_url=pictures_at(story),
        template="desk/seen.html",
        form=form,
        seen=seen,
        original=story,
        back=story.get_admin_url("readers"),
    )


@require_GET
def record(request, pk, *, admin):
    """The printable record (稿签)."""
    story = visible(request, admin.model.objects.select_related("section", "filed_by"), pk)
    context = {
        "story": story,
        "sheet": Sheet(story, request.user),
        "printed_at": timezone.now(),
        "history_url": story.get_admin_url("history"),
    }
    return TemplateResponse(request, "desk/record.html", context)


# --- acting ---------------------------------------------------------------------------------------


@require_POST
def restore(request, pk, number, *, admin):
    """Let the working copy say again what that revision said, if nobody changed it meanwhile."""
    story = visible(request, admin.model.objects.all(), pk)
    if not policy.may_file(request.user):
        raise PermissionDenied
    revision = get_object_or_404(story.revisions, number=number)
    try:
        now = restoration.restore(
            story, revision, user=request.user, expected_sha256=request.POST.get("seen", "")
        )
    except restoration.RestorationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(story.get_admin_url("history"))
    messages.success(request, _restored(revision, now))
    return redirect(story.get_admin_url())


@require_POST
def redact(request, pk, number, *, admin):
    """Empty that revision, and every other that says the same, for the reason given."""
    story = visible(request, admin.model.objects.all(), pk)
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


# --- what the pages share -------------------------------------------------------------------------


def _page(request, admin, story, template, context):
    context = {
        **admin.admin_site.each_context(request),
        "opts": admin.opts,
        "original": story,
        "story": story,
        "may_edit": policy.may_edit(request.user, story),
        **context,
    }
    return TemplateResponse(request, template, context)


def _sign_again(user, story, old, new):
    """The step that signs the changed text, where `old` is what the person, or the stage that he
    may sign, has signed and `new` is what the story says now; else None."""
    transition = TRANSITIONS["sign_again"]
    context = TransitionContext(story, user)
    if new.number != story.revision.number or workflow.refusal(transition, context):
        return None
    signed = context.round.signatures[context.stale_stage].revision
    return StepForm(transition, story=story) if signed.sha256 == old.sha256 else None


def _restored(old, now):
    said = {"number": old.number}
    if now.sha256 == old.sha256:
        return _("Revision %(number)d is restored.") % said
    return (
        _("Revision %(number)d is restored, but for corrections and picture files since then.")
        % said
    )
