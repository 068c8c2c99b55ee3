"""The screen of lead and pins (头条与置顶), for the front page or one section at a time."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from newsroom.core.admin_mixins import ModuleForViewers, NeverDeleted
from newsroom.core.models import Section
from newsroom.desk import policy
from newsroom.desk.admin.site.pin_form import PinArrangement, candidates, parse_number
from newsroom.press import pins
from newsroom.press.models import Pin
from newsroom.press.site_info.context import site_context_for
from newsroom.press.views import front_page

# The buttons, by the methods of PinArrangement that they call: with a story's id, or an index.
STORY_BUTTONS = ("lead", "pin")
ROW_BUTTONS = ("up", "down", "remove")


@admin.register(Pin)
class PinAdmin(ModuleForViewers, NeverDeleted, ModelAdmin):
    """Shows an editor for all pins of one page instead of the list and the form of single pins."""

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*policy.DESK)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        guard = self.admin_site.admin_view
        return [
            path("", guard(self.changelist_view), name="press_pin_changelist"),
            path("preview/", guard(self.preview), name="press_pin_preview"),
        ]

    def changelist_view(self, request, extra_context=None):
        """The pins of the section in `?section=`, or of the front page.

        By POST, `do` names a button: `save`, or a change of the arrangement on screen that is
        shown and not saved, such as `pin:` with a story's id or `up:` with the index of a row.
        """
        section = self._section(request)
        if request.method != "POST":
            return self._page(request, PinArrangement.saved(section))
        arrangement = PinArrangement.sent(section, request.POST)
        button, _colon, argument = request.POST.get("do", "").partition(":")
        if button == "save":
            return self._save(request, arrangement)
        number = parse_number(argument)
        if number is not None and button in STORY_BUTTONS + ROW_BUTTONS:
            getattr(arrangement, button)(number)
        # The keyboard focus follows the row that was moved.
        focus = number if button in ROW_BUTTONS else None
        focus = focus and focus + {"up": -1, "down": 1}.get(button, 0)
        return self._page(request, arrangement, moved=button, focus=focus)

    @method_decorator(require_POST)
    def preview(self, request):
        """The public page with the arrangement on screen, which is not saved."""
        arrangement = PinArrangement.sent(self._section(request), request.POST)
        if not arrangement.is_valid():
            return self._page(request, arrangement, shows_errors=True)
        return front_page.preview(request, arrangement.section, arrangement.pinned_stories())

    def _section(self, request):
        """The Section in the URL, None for the front page. Raises PermissionDenied and Http404."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        slug = request.GET.get("section")
        return site_context_for(request).section(slug=slug) if slug else None

    def _save(self, request, arrangement):
        if not arrangement.is_valid():
            return self._page(request, arrangement, shows_errors=True)
        section = arrangement.section
        try:
            pins.arrange(
                section,
                arrangement.pinned_stories(),
                user=request.user,
                seen_pin_ids=arrangement.seen_pin_ids,
            )
        except pins.PinsChanged:
            saved = PinArrangement.saved(section)
            return self._page(request, arrangement, status=409, saved_by_others=saved)
        except pins.NotListed:
            return self._page(request, arrangement, shows_errors=True, has_unlisted=True)
        messages.success(request, _("Saved: readers see this arrangement now."))
        return redirect(_editor_url(section))

    def _page(self, request, arrangement, *, status=200, **extra):
        section = arrangement.section
        search_text, cursor = request.POST.get("q", ""), request.POST.get("after", "")
        listings, older_cursor = candidates(section, search_text, cursor)
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "pages": _pages(section),
            "section": section,
            "public_url": section.get_absolute_url() if section else reverse("press:front"),
            "preview_url": f"{reverse('admin:press_pin_preview')}{_query(section)}",
            "arrangement": arrangement,
            "lines": arrangement.lines(),
            "candidates": listings,
            "older_cursor": older_cursor,
            "search_text": search_text,
            "cursor": cursor,
            **extra,
        }
        return TemplateResponse(request, "desk/pins.html", context, status=status)


def _pages(current):
    """Name and URL of the editor of the front page and of each section, for the navigation."""
    sections = [(section.name, section) for section in Section.objects.all()]
    return [
        {"name": name, "url": _editor_url(section), "is_current": section == current}
        for name, section in [(_("Front page"), None), *sections]
    ]


def _editor_url(section):
    return f"{reverse('admin:press_pin_changelist')}{_query(section)}"


def _query(section):
    if section is None:
        return ""
    query = QueryDict(mutable=True)
    query["section"] = section.slug
    return f"?{query.urlencode()}"
