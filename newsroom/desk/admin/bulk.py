"""The desk's actions on many stories: their forms, their confirmation page and their results."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from newsroom.core.form_fields import CommaListField
from newsroom.core.models import Section
from newsroom.core.plain_text import PlainFormField
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.outcomes import Outcome
from newsroom.desk.workflow import bulk
from newsroom.desk.workflow.bulk import MAX_STORIES

TAG_LENGTH = 100

# Refusals come first: somebody has to look at them.
OUTCOME_ORDER = [Outcome.REFUSED, Outcome.DONE, Outcome.UNCHANGED]
OUTCOME_LABELS = {
    Outcome.REFUSED: (_("refused"), "danger"),
    Outcome.DONE: (_("done"), "success"),
    Outcome.UNCHANGED: (_("nothing to change"), "default"),
}


# --- forms ----------------------------------------------------------------------------------------


class EmptyForm(forms.Form):
    """For actions that need no input."""


class NoteForm(forms.Form):
    """For steps that need a reason, which is recorded with every story."""

    note = PlainFormField(
        label=_("Why?"), max_length=2000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3})
    )


def _tags_field(label):
    return CommaListField(
        label=label,
        required=False,
        help_text=_("separated by commas"),
        max_item_length=TAG_LENGTH,
    )


class TagForm(forms.Form):
    add = _tags_field(_("Add"))
    remove = _tags_field(_("Remove"))

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        add, remove = (set(cleaned.get(name) or ()) for name in ("add", "remove"))
        if both := add & remove:
            names = "、".join(sorted(both))
            raise forms.ValidationError(_("Either add or remove: %(names)s.") % {"names": names})
        if not (add or remove or self.errors):
            raise forms.ValidationError(_("Say which keywords to add or to remove."))
        return cleaned


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=_("section"),
        empty_label=_("Choose"),
        widget=UnfoldAdminSelectWidget,
    )


class EditorForm(forms.Form):
    editor = forms.ModelChoiceField(
        policy.desk_users(),
        label=_("responsible editor"),
        empty_label=_("Choose"),
        widget=UnfoldAdminSelectWidget,
    )


# {name in `bulk.BULK_ACTIONS`: the form whose cleaned fields the action takes}
FORMS = {
    "submit": EmptyForm,
    "tag": TagForm,
    "move": SectionForm,
    "assign": EditorForm,
    "return": NoteForm,
    "spike": NoteForm,
}


# --- screens --------------------------------------------------------------------------------------


class BulkActions(ModelAdmin):
    """Mixin for the ModelAdmin of a kind of story: actions in its list, URLs `bulk/<name>/`."""

    def get_actions(self, request):
        return {
            action.name: (partial(self._confirm_chosen, action=action), action.name, action.label)
            for action in bulk.actions_for(request.user)
        }

    def get_urls(self):
        view = self.admin_site.admin_view(self.bulk)
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        return [path("bulk/<slug:name>/", view, name=name), *super().get_urls()]

    def _confirm_chosen(self, model_admin, request, stories, *, action):
        """The action as Django's changelist calls it: show its form and the chosen stories."""
        ids = list(stories.values_list("pk", flat=True)[: MAX_STORIES + 1])
        if len(ids) > MAX_STORIES:
            return self._too_many(request)
        form = FORMS[action.name]()
        return self._confirmation_page(request, action, form, self._stories(request, ids))

    @method_decorator(require_POST)
    def bulk(self, request, name):
        """Do the action to the stories whose ids are sent as `chosen`, and show each result."""
        action = bulk.BULK_ACTIONS.get(name)
        if action is None:
            raise Http404(name)
        if action not in bulk.actions_for(request.user):
            raise PermissionDenied
        ids = [pk for pk in request.POST.getlist("chosen") if pk.isdecimal()]
        if len(ids) > MAX_STORIES:
            return self._too_many(request)
        stories = self._stories(request, ids)
        form = FORMS[name](request.POST)
        if not form.is_valid():
            return self._confirmation_page(request, action, form, stories)
        results = bulk.run(action, stories, user=request.user, **form.cleaned_data)
        return self._results_page(request, action, results)

    def _stories(self, request, ids):
        """The stories with those ids that the user may see, in the order of the list."""
        stories = self.get_queryset(request).filter(pk__in=ids).select_related("section")
        return list(stories.order_by("-updated_at", "-pk"))

    def _too_many(self, request):
        message = _("At most %(most)d stories at once: choose fewer. Nothing was done.")
        messages.error(request, message % {"most": MAX_STORIES})
        return redirect(self._list_url())

    def _confirmation_page(self, request, action, form, stories):
        context = {
            "form": form,
            "stories": [(s, status_label(s), STATUS_COLOURS[s.status]) for s in stories],
        }
        return self._page(request, action, "desk/bulk_confirm.html", context)

    def _results_page(self, request, action, results):
        results = sorted(results, key=lambda result: OUTCOME_ORDER.index(result.outcome))
        counts = [
            (sum(result.outcome is outcome for result in results), *OUTCOME_LABELS[outcome])
            for outcome in OUTCOME_ORDER
        ]
        context = {
            "results": [(result, *OUTCOME_LABELS[result.outcome]) for result in results],
            "counts": [count for count in counts if count[0]],
        }
        return self._page(request, action, "desk/bulk_results.html", context)

    def _page(self, request, action, template, context):
        context = {
            **self.admin_site.each_context(request),
            "title": action.label,
            "opts": self.opts,
            "action": action,
            "list_url": self._list_url(),
            "bulk_url": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_bulk", args=[action.name]
            ),
            **context,
        }
        return TemplateResponse(request, template, context)

    def _list_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
