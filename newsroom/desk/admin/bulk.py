"""Actions on many stories from the desk's lists: chosen there, asked about, and told one by one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from newsroom.desk.admin.bulk_forms import FORMS
from newsroom.desk.admin.story_screen import COLOURS, status_label
from newsroom.desk.workflow import bulk
from newsroom.desk.workflow.bulk import MAX_STORIES, Outcome

# Refusals stand first: they want a person's eye.
ORDER = [Outcome.REFUSED, Outcome.DONE, Outcome.UNCHANGED]
SAID = {
    Outcome.REFUSED: (_("refused"), "danger"),
    Outcome.DONE: (_("done"), "success"),
    Outcome.UNCHANGED: (_("nothing to change"), "default"),
}


class BulkActions:
    """For the admin of a kind of story: its list's actions, and their address `bulk/<name>/`."""

    def get_actions(self, request):
        return {
            row.name: (partial(self._chosen, row=row), row.name, row.label)
            for row in bulk.actions_for(request.user)
        }

    def get_urls(self):
        view = self.admin_site.admin_view(self.bulk)
        name = f"{self.opts.app_label}_{self.opts.model_name}_bulk"
        return [path("bulk/<slug:name>/", view, name=name), *super().get_urls()]

    def _chosen(self, model_admin, request, stories, *, row):
        """The action of the list: ask what it needs, and show what it would be done to."""
        ids = list(stories.values_list("pk", flat=True)[: MAX_STORIES + 1])
        if len(ids) > MAX_STORIES:
            return self._too_many(request)
        return self._ask(request, row, FORMS[row.name](), self._stories(request, ids))

    @method_decorator(require_POST)
    def bulk(self, request, name):
        """Do the action to the `chosen` stories and tell what became of each."""
        row = bulk.BULK_ACTIONS.get(name)
        if row is None:
            raise Http404(name)
        if row not in bulk.actions_for(request.user):
            raise PermissionDenied
        ids = [pk for pk in request.POST.getlist("chosen") if pk.isdecimal()]
        if len(ids) > MAX_STORIES:
            return self._too_many(request)
        stories = self._stories(request, ids)
        form = FORMS[name](request.POST)
        if not form.is_valid():
            return self._ask(request, row, form, stories)
        results = bulk.run(row, stories, user=request.user, **form.cleaned_data)
        return self._tell(request, row, results)

    def _stories(self, request, ids):
        """Those of the ids that the person sees, in the order of the list."""
        rows = self.get_queryset(request).filter(pk__in=ids).select_related("section")
        return list(rows.order_by("-updated_at", "-pk"))

    def _too_many(self, request):
        said = _("At most %(most)d stories at once: choose fewer. Nothing was done.")
        messages.error(request, said % {"most": MAX_STORIES})
        return redirect(self._list_url())

    def _ask(self, request, row, form, stories):
        context = {
            "form": form,
            "stories": [(s, status_label(s), COLOURS[s.status]) for s in stories],
        }
        return self._page(request, row, "desk/bulk_confirm.html", context)

    def _tell(self, request, row, results):
        results = sorted(results, key=lambda result: ORDER.index(result.outcome))
        counts = [
            (sum(result.outcome is outcome for result in results), *SAID[outcome])
            for outcome in ORDER
        ]
        context = {
            "results": [(result, *SAID[result.outcome]) for result in results],
            "counts": [count for count in counts if count[0]],
        }
        return self._page(request, row, "desk/bulk_results.html", context)

    def _page(self, request, row, template, context):
        context = {
            **self.admin_site.each_context(request),
            "title": row.label,
            "opts": self.opts,
            "row": row,
            "list_url": self._list_url(),
            "bulk_url": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_bulk", args=[row.name]
            ),
            **context,
        }
        return TemplateResponse(request, template, context)

    def _list_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
