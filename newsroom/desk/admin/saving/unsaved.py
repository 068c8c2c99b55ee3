"""The page for a form of the admin that could not be saved: who sent it loses nothing.

It is shown to whoever was logged out, logged in anew, or lost the right while writing. It has all
that was typed, in the dress of the desk, and a button that sends the form again.
"""

from urllib.parse import urlsplit

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.csrf import csrf_failure as plain_csrf_failure

from newsroom.core.requests import wants_json
from newsroom.desk.admin.saving.sent_form import sent_form

LOGGED_OUT = _("You were logged out")
LOGIN_CHANGED = _("Your log-in has changed")
NO_RIGHT = _("Not open to you")
HINTS = {
    LOGGED_OUT: _(
        "What you sent was not saved. Log in in another window, then send it again here."
    ),
    LOGIN_CHANGED: _(
        "You have logged in or out in another window since you opened that page, so nothing was "
        "saved. You can send it again here."
    ),
    NO_RIGHT: _("Your role in the newsroom does not include this. Nothing was changed."),
}


class UnsavedFormMiddleware:
    """Shows a form back to whoever was logged out or has no right any more when he sent it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not _is_form(request) or request.user.is_authenticated:
            return None
        if wants_json(request):
            return JsonResponse({"message": str(HINTS[LOGGED_OUT])}, status=403)
        return unsaved(request, LOGGED_OUT)

    def process_exception(self, request, exception):
        if not isinstance(exception, PermissionDenied) or not _is_form(request):
            return None
        return None if wants_json(request) else unsaved(request, NO_RIGHT)


def unsaved(request, title):
    """The response with everything that was sent; None if a button alone was pressed."""
    form = sent_form(request)
    if form.is_empty:
        return None
    context = {
        **admin.site.each_context(request),
        "title": title,
        "hint": HINTS[title],
        "sent": form,
        "may_send_again": title != NO_RIGHT,
        "logged_out": title == LOGGED_OUT,
    }
    return TemplateResponse(request, "desk/unsaved.html", context, status=403)


def csrf_failure(request, reason=""):
    """The view of CSRF_FAILURE_VIEW. A form of another site is neither shown nor sent again."""
    page = unsaved(request, LOGIN_CHANGED) if _is_form(request) and _is_ours(request) else None
    return page.render() if page else plain_csrf_failure(request, reason)


def _is_form(request):
    """Whether this is a form of the admin other than that of logging in or out."""
    return (
        request.method == "POST"
        and request.path.startswith(reverse("admin:index"))
        and request.path not in (reverse("admin:login"), reverse("admin:logout"))
    )


def _is_ours(request):
    """Whether no browser says that the form stands on a page of another site."""
    source = request.headers.get("Origin") or request.headers.get("Referer")
    return source is None or urlsplit(source).netloc == request.get_host()
