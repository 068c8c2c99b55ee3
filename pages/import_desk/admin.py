"""The ModelAdmin of uploads: the list of the import desk and the actions on several of them."""

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.views import ChangeList

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.desk import policy
from pages.import_desk import intake, uploads, views
from pages.importing.page_files import PageConflict, PageRefused


class StateFilter(SimpleListFilter):
    """Shows the uploads that are not filed yet, unless the user chooses another group."""

    title = gettext_lazy("which")
    parameter_name = "shown"

    def lookups(self, request, model_admin):
        return [
            ("mine", gettext_lazy("to be filed, mine")),
            ("filed", gettext_lazy("filed")),
        ]

    def choices(self, changelist):
        waiting, *others = super().choices(changelist)
        return [{**waiting, "display": gettext_lazy("to be filed")}, *others]

    def queryset(self, request, queryset):
        if self.value() == "filed":
            return queryset.filter(page__undone_at=None).exclude(page=None)
        waiting = queryset.waiting()
        return waiting.filter(uploaded_by=request.user) if self.value() == "mine" else waiting


class UploadList(ChangeList):
    """Gives each upload in the list its `status`, with one query for all of them."""

    def get_results(self, request):
        super().get_results(request)
        statuses = uploads.statuses(self.result_list)
        for upload in self.result_list:
            upload.status = statuses[upload.pk]


class UploadAdmin(ModuleForViewers, NeverDeleted, ModelAdmin):
    list_display = ["title", "state", "found", "page_link", "uploaded"]
    list_filter = [StateFilter]
    list_select_related = ["page", "uploaded_by"]
    list_per_page = 50
    list_disable_select_all = True  # only what the user has on screen may be filed at once
    list_before_template = "pages/_upload_form.html"
    search_fields = ["name", "summary__headline"]
    show_full_result_count = False
    actions = ["file_chosen", "put_chosen_away"]

    class Media:
        css = {"all": ["pages/import-desk.css"]}
        js = [Script("pages/upload.js", defer=True)]

    # --- rights: the desk (policy.DESK) only --------------------------------------------------

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*policy.DESK)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False  # the list has an upload form

    # --- the list -----------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return UploadList

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    @display(description=gettext_lazy("printed page"), header=True, ordering="id")
    def title(self, upload):
        summary = upload.summary
        date = summary.get("date") or gettext_lazy("date to be added")
        parts = [summary.get("paper"), str(date), summary.get("number"), summary.get("section")]
        return " ".join(filter(None, parts)), upload.name

    @display(description=gettext_lazy("state"), label=uploads.STATE_COLOURS)
    def state(self, upload):
        return upload.status.state.value, upload.status.state.label

    @display(description=gettext_lazy("found"), header=True)
    def found(self, upload):
        summary = upload.summary
        if "refusal" in summary:
            return summary["refusal"], ""
        stories, problems = summary["stories"], summary["problems"]
        counts = [
            ngettext("%d story", "%d stories", stories) % stories,
            ngettext("%d problem", "%d problems", problems) % problems,
        ]
        return " · ".join(counts), summary["headline"]

    @display(description=gettext_lazy("filed page"))
    def page_link(self, upload):
        page = upload.status.page
        url = page and reverse("admin:pages_page_change", args=[page.pk])
        return page and format_html('<a class="import-link" href="{}">{}</a>', url, page)

    @display(description=gettext_lazy("uploaded"), header=True, ordering="uploaded_at")
    def uploaded(self, upload):
        encoding = "" if upload.encoding == "utf-8" else f" · {upload.encoding.upper()}"
        return str(upload.uploaded_by), f"{localtime(upload.uploaded_at):%m-%d %H:%M}{encoding}"

    # --- several at once ------------------------------------------------------------------------

    @admin.action(description=gettext_lazy("File the chosen pages as drafts"))
    def file_chosen(self, request, chosen):
        context = {
            **self.admin_site.each_context(request),
            "title": gettext_lazy("What became of the chosen pages"),
            "opts": self.opts,
            "results": [_file(upload, request.user) for upload in chosen.order_by("id")],
        }
        return TemplateResponse(request, "pages/filed.html", context)

    @admin.action(description=gettext_lazy("Put the chosen pages away"))
    def put_chosen_away(self, request, chosen):
        count, _rows = chosen.model.objects.waiting().filter(pk__in=chosen.values("pk")).delete()
        message = ngettext("%d page put away.", "%d pages put away.", count)
        messages.success(request, message % count)

    # --- one upload -----------------------------------------------------------------------------

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not object_id.isdecimal():
            raise PermissionDenied
        return views.workbench(request, int(object_id), site=self.admin_site)

    def get_urls(self):
        admin_view = self.admin_site.admin_view
        return [
            path("receive/", admin_view(intake.receive), name="pages_upload_receive"),
            path("<int:pk>/file/", admin_view(views.file), name="pages_upload_file"),
            path("<int:pk>/put-away/", admin_view(views.put_away), name="pages_upload_put_away"),
            *super().get_urls(),
        ]


def _file(upload, user):
    """File one of several uploads; returns its result for `pages/filed.html`.

    {"upload", "ok", "message", and "page": the page it is filed as or conflicts with, if any}.
    """
    try:
        result = uploads.file_upload(upload.pk, user=user)
    except PageConflict as conflict:
        return {"upload": upload, "ok": False, "page": conflict.page, "message": str(conflict)}
    except PageRefused as refusal:
        return {"upload": upload, "ok": False, "message": str(refusal)}
    count = result.page.places.count()
    message = (
        ngettext("%d story filed as a draft.", "%d stories filed as drafts.", count) % count
        if result.created
        else gettext_lazy("This page was filed before. Nothing was changed.")
    )
    return {"upload": upload, "ok": True, "page": result.page, "message": message}
