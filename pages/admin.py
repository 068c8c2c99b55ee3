"""The ModelAdmin of printed pages: to read them, and for the chief to sign off a whole page."""

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.saving.refusals import refusal_message
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.workflow import TransitionRefused
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version
from pages import page_signoff
from pages.import_desk import uploads
from pages.import_desk.admin import UploadAdmin
from pages.import_desk.policy import require_role
from pages.import_desk.workbench import hidden_line_count, legend, printed_lines
from pages.models import Page, Upload

READERS = (*policy.DESK, Role.PROOFREADER)
SIGNERS = TRANSITIONS["sign_page"].roles
UNDOERS = (Role.CHIEF,)


admin.site.register(Upload, UploadAdmin)


@admin.register(Page)
class PageAdmin(ModuleForViewers, NeverDeleted, ModelAdmin):
    list_display = ["paper", "day", "number", "section_printed", "count_of_stories", "filed_at"]
    list_display_links = ["paper", "day"]
    list_filter = ["date"]
    search_fields = ["paper", "number", "section_printed"]
    show_full_result_count = False
    change_form_template = "pages/page.html"
    exclude = ["reading", "text", "stories"]
    actions = None

    # --- rights: the desk reads pages, nobody edits them ----------------------------------------

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*READERS)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    # --- the list -------------------------------------------------------------------------------

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .defer("text", "reading")
            .annotate(number_of_stories=Count("places"))
        )

    @display(description=gettext_lazy("day of the paper"), ordering="date")
    def day(self, page):
        return page.date or gettext_lazy("date to be added")

    @display(description=gettext_lazy("stories"), ordering="number_of_stories")
    def count_of_stories(self, page):
        return page.number_of_stories

    # --- the page -------------------------------------------------------------------------------

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        waiting = page_signoff.open_stories(obj).count()
        reading = uploads.read_filed_page(obj)
        context.update(
            places=_places(obj),
            problems=obj.reading.get("problems", []),
            editors=obj.editors,
            lines=printed_lines(obj.text, reading, {}),
            hidden_lines=hidden_line_count(obj.text),
            legend=legend(reading),
            waiting=waiting,
            may_sign=waiting and request.user.has_role(*SIGNERS),
            may_undo=request.user.has_role(*UNDOERS) and page_signoff.is_untouched(obj),
            sign_step=TRANSITIONS["sign_page"],
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        admin_view = self.admin_site.admin_view
        return [
            path("<int:pk>/sign/", admin_view(sign_page), name="pages_page_sign"),
            path("<int:pk>/undo/", admin_view(undo_filing), name="pages_page_undo"),
            *super().get_urls(),
        ]


@require_POST
@require_role(*SIGNERS)
def sign_page(request, pk):
    """Sign off and publish the stories of a page that nobody has signed yet."""
    page = get_object_or_404(Page, pk=pk)
    try:
        count = len(page_signoff.sign_off(page, user=request.user))
    except TransitionRefused as refusal:
        messages.error(request, refusal_message(refusal, names_story=True))
    else:
        message = ngettext(
            "%d story signed off and published.", "%d stories signed off and published.", count
        )
        messages.success(request, message % count)
    return redirect("admin:pages_page_change", pk)


@require_POST
@require_role(*UNDOERS)
def undo_filing(request, pk):
    """Undo the filing of a page: its stories become 不采用 (spiked)."""
    try:
        page_signoff.undo_filing(get_object_or_404(Page, pk=pk), user=request.user)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext_lazy("The filing is undone. The page may come again."))
    return redirect("admin:pages_page_change", pk)


def _places(page):
    """The PageStories of the page in order, each with its story's status, colour and URL."""
    live = Version.objects.filter(story_id=OuterRef("story")).live()
    places = list(page.places.select_related("story").annotate(is_live=Exists(live)))
    for place in places:
        place.status = status_label(place.story)
        place.colour = STATUS_COLOURS[place.story.status]
        place.url = place.story.get_admin_url()
    return places
