"""The page of one panel, with all of its items: the first screen shows the first of them."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from newsroom.desk.admin.panels import panel_for, panel_functions

PER_PAGE = 25
LAST_PAGE = 10_000


@require_safe
def whole_list(request, name):
    """All items of the panel, a page at a time. An empty panel leads to the first screen.

    So does one of another role: whoever it does not concern learns nothing about it.
    """
    if name not in panel_functions():
        raise Http404(name)
    panel = panel_for(request.user, name)
    if panel is None:
        return redirect("admin:index")
    number = _page_number(request)
    items, has_next = panel.page(number, PER_PAGE)
    context = {
        **admin.site.each_context(request),
        "title": panel.title,
        "panel": panel,
        "items": items,
        "number": number,
        "previous": number - 1,
        "next": number + 1 if has_next else None,
    }
    return TemplateResponse(request, "desk/whole_list.html", context)


def _page_number(request):
    number = request.GET.get("page", "1")
    return min(max(int(number), 1), LAST_PAGE) if number.isdecimal() else 1


app_name = "panels"
urlpatterns = [path("<slug:name>/", admin.site.admin_view(whole_list), name="whole_list")]
