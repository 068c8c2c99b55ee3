"""The printed pages in the admin: to read, and for the chief to sign off as a whole."""

from django.contrib import admin, messages
from django.db.models import Count, Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.panels import base
from newsroom.desk.admin.story_screen import COLOURS, status_label
from newsroom.desk.models import Decision
from newsroom.desk.workflow import TransitionRefused
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version
from pages import page_signoff
from pages.import_desk import uploads
from pages.import_desk.admin import UploadAdmin
from pages.import_desk.policy import require_role
from pages.import_desk.workbench import hidden_line_count, legend, printed_lines
from pages.models import Page, PageStory, Upload

READERS = (*policy.DESK, Role.PROOFREADER)
SIGNERS = TRANSITIONS["sign_page"].roles
UNDOERS = (Role.CHIEF,)


admin.site.register(Upload, UploadAdmin)


@admin.register(Page)
class PageAdmin(ModelAdmin):
    list_display = ["paper", "day", "number", "section_printed", "count_of_stories", "filed_at"]
    list_display_links = ["paper", "day"]
    list_filter = ["date"]
    search_fields = ["paper", "number", "section_printed"]
    show_full_result_count = False
    change_form_template = "pages/page.html"
    exclude = ["reading", "text", "stories"]
    actions = None

    # --- rights: read by the desk, changed by nobody --------------------------------------------

    def has_module_permission(self, request):
        # Also asked for the log-in page, where there is nobody yet.
        return request.user.is_authenticated and self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*READERS)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
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
    """Sign and publish the stories of a page that wait for it."""
    page = get_object_or_404(Page, pk=pk)
    try:
        count = len(page_signoff.sign_off(page, user=request.user))
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        said = ngettext(
            "%d story signed off and published.", "%d stories signed off and published.", count
        )
        messages.success(request, said % count)
    return redirect("admin:pages_page_change", pk)


@require_POST
@require_role(*UNDOERS)
def undo_filing(request, pk):
    """Take the filing of a page back: its stories become 不采用."""
    try:
        page_signoff.undo_filing(get_object_or_404(Page, pk=pk), user=request.user)
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext_lazy("The filing is undone. The page may come again."))
    return redirect("admin:pages_page_change", pk)


def to_sign(user):
    """The dashboard's panel of pages with stories that wait for the sign-off of the page."""
    if not user.has_role(*SIGNERS):
        return None
    moved = Decision.objects.without_releases().filter(story=OuterRef("story"))
    waiting = PageStory.objects.filter(~Exists(moved), story__status="draft")
    pages = Page.objects.filter(pk__in=waiting.values("page")).defer("text", "reading")
    return base.Panel(
        gettext_lazy("Pages to sign off"),
        gettext_lazy("No page waits for its sign-off."),
        [
            base.Item(str(page), reverse("admin:pages_page_change", args=[page.pk]))
            for page in pages[: base.SHOWN]
        ],
    )


base.PANELS.insert(base.PANELS.index(base.to_publish), to_sign)


def _places(page):
    """The places of the page's stories in order, each with status, colour and address."""
    live = Version.objects.filter(story_id=OuterRef("story")).live()
    places = list(page.places.select_related("story").annotate(is_live=Exists(live)))
    for place in places:
        place.status = status_label(place.story)
        place.colour = COLOURS[place.story.status]
        place.url = place.story.get_admin_url()
    return places
