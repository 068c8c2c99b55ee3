"""The desk's screen of lead and pins (头条与置顶): one place at a time, previewed, then saved."""

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

from newsroom.core.models import Section
from newsroom.desk import policy
from newsroom.desk.admin.site.pin_form import Arrangement, candidates, number
from newsroom.desk.admin.story_views import show_text_after_logout
from newsroom.press import pins as pinning
from newsroom.press.models import Pin
from newsroom.press.site_info.context import site_context_for
from newsroom.press.views import front_page

# What the buttons beside a story do to the arrangement on screen.
BY_STORY = ("lead", "pin")
BY_PLACE = ("up", "down", "remove")


@admin.register(Pin)
class PinAdmin(ModelAdmin):
    """No list of rows, no form of one: the places of the site and what stands there."""

    def has_module_permission(self, request):
        return request.user.is_authenticated and self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*policy.DESK)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def get_urls(self):
        guard = self.admin_site.admin_view
        screen = show_text_after_logout(guard(self.changelist_view), sent_texts=_sent_rows)
        return [
            path("", screen, name="press_pin_changelist"),
            path("preview/", guard(self.preview), name="press_pin_preview"),
        ]

    def changelist_view(self, request, extra_context=None):
        """The place that `?section=` names, or the front page; only `save` keeps what is sent."""
        section = self._section(request)
        if request.method != "POST":
            return self._screen(request, Arrangement.saved(section))
        arrangement = Arrangement.sent(section, request.POST)
        what, _colon, which = request.POST.get("do", "").partition(":")
        if what == "save":
            return self._save(request, arrangement)
        _change(arrangement, what, number(which))
        focus = number(which) if what in BY_PLACE else None
        focus = focus and focus + {"up": -1, "down": 1}.get(what, 0)
        return self._screen(request, arrangement, moved=what, focus=focus)

    @method_decorator(require_POST)
    def preview(self, request):
        """The public page as the arrangement on screen would make it."""
        arrangement = Arrangement.sent(self._section(request), request.POST)
        if not arrangement.is_valid():
            return self._screen(request, arrangement, checked=True)
        return front_page.preview(request, arrangement.section, arrangement.pins())

    def _section(self, request):
        """The Section of the address, None for the front page. Raises PermissionDenied, Http404."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        slug = request.GET.get("section")
        return site_context_for(request).section(slug=slug) if slug else None

    def _save(self, request, arrangement):
        if not arrangement.is_valid():
            return self._screen(request, arrangement, checked=True)
        section, pins, seen = arrangement.section, arrangement.pins(), arrangement.seen
        try:
            pinning.arrange(section, pins, user=request.user, seen_pin_ids=seen)
        except pinning.PinsChanged:
            theirs = Arrangement.saved(section)
            return self._screen(request, arrangement, status=409, theirs=theirs)
        except pinning.NotListed:
            return self._screen(request, arrangement, checked=True, unlisted=True)
        messages.success(request, _("Saved: readers see this arrangement now."))
        return redirect(_address(section))

    def _screen(self, request, arrangement, *, status=200, **said):
        section = arrangement.section
        words, cursor = request.POST.get("q", ""), request.POST.get("after", "")
        found, older = candidates(section, words, cursor)
        context = {
            **self.admin_site.each_context(request),
            "title": self.opts.verbose_name_plural,
            "opts": self.opts,
            "places": _places(section),
            "section": section,
            "public_address": section.get_absolute_url() if section else reverse("press:front"),
            "preview_address": f"{reverse('admin:press_pin_preview')}{_query(section)}",
            "arrangement": arrangement,
            "lines": arrangement.lines(),
            "candidates": found,
            "older": older,
            "words": words,
            "cursor": cursor,
            "most": pinning.MAX_PINS,
            **said,
        }
        return TemplateResponse(request, "desk/pins.html", context, status=status)


def _change(arrangement, what, which):
    """Do what a button says; a place that is not there, or another word, changes nothing."""
    if which is not None and what in BY_STORY + BY_PLACE:
        getattr(arrangement, what)(which)


def _places(here):
    """Name, address and whether it is on screen, of the front page and each section."""
    sections = [(section.name, section) for section in Section.objects.all()]
    return [
        {"name": name, "address": _address(section), "here": section == here}
        for name, section in [(_("Front page"), None), *sections]
    ]


def _address(section):
    return f"{reverse('admin:press_pin_changelist')}{_query(section)}"


def _query(section):
    if section is None:
        return ""
    query = QueryDict(mutable=True)
    query["section"] = section.slug
    return f"?{query.urlencode()}"


def _sent_rows(request):
    """(name, label, text) of the stories that were sent, in their order: number and end."""
    pairs = zip(request.POST.getlist("story"), request.POST.getlist("until"), strict=False)
    return [("story", _("story"), f"{story} {until}") for story, until in pairs if story]
