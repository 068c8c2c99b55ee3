"""The ModelAdmin of printed pages: to read them, and for the chief to sign off a whole page."""

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef
from django.urls import path
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.decorators import display

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.roles import Role
from newsroom.desk import policy
from newsroom.desk.admin.story_screen import STATUS_COLOURS, status_label
from newsroom.desk.workflow.transitions import TRANSITIONS
from newsroom.press.models import Version
from pages import page_signoff, signoff_views
from pages.import_desk import uploads
from pages.import_desk.admin import UploadAdmin
from pages.import_desk.workbench import hidden_line_count, legend, printed_lines
from pages.models import Page, Upload
from pages.signoff_views import SIGNERS, UNDOERS
from pages.waiting_stories import waiting_stories

READERS = (*policy.DESK, Role.PROOFREADER)


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
        waiting = waiting_stories(obj) if request.user.has_role(*SIGNERS) else []
        reading = uploads.read_filed_page(obj)
        context.update(
            places=_places(obj),
            problems=obj.reading.get("problems", []),
            editors=obj.editors,
            lines=printed_lines(obj.text, reading, {}),
            hidden_lines=hidden_line_count(obj.text),
            legend=legend(reading),
            waiting=waiting,
            unchanged=[story for story in waiting if not story.is_changed],
            may_undo=request.user.has_role(*UNDOERS) and page_signoff.is_untouched(obj),
            sign_step=TRANSITIONS["sign_page"],
        )
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        views = {
            "sign": ("sign/", signoff_views.sign_page),
            "sign_changed": ("stories/<int:story>/sign/", signoff_views.sign_changed_story),
            "restore": ("stories/<int:story>/restore/", signoff_views.restore_story),
            "undo": ("undo/", signoff_views.undo_filing),
        }
        return [
            *(
                path(
                    f"<int:pk>/{route}", self.admin_site.admin_view(view), name=f"pages_page_{name}"
                )
                for name, (route, view) in views.items()
            ),
            *super().get_urls(),
        ]


def _places(page):
    """The PageStories of the page in order, each with its story's status, colour and URL."""
    live = Version.objects.filter(story_id=OuterRef("story")).live()
    places = list(page.places.select_related("story").annotate(is_live=Exists(live)))
    for place in places:
        place.status = status_label(place.story)
        place.colour = STATUS_COLOURS[place.story.status]
        place.url = place.story.get_admin_url()
    return places
