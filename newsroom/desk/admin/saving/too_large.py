"""The answer to a form that is over one of Django's limits, which is status 400.

Django stops before it has read the form, so the page cannot show it back. `static/desk/limits.js`
measures each form before it is sent; this page is for what gets past it.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.defaults import bad_request as plain_bad_request

from newsroom.core.requests import wants_json

NOT_MULTIPART = "application/x-www-form-urlencoded"


def limits_script(request):
    """The URL of the script that measures forms, with the limits and its words."""
    words = {
        "bytes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        "fields": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        "files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "tooManyBytes": _(
            "Not sent: the text is {size} KB, the limit is {most} KB. Shorten it by {over} KB; "
            "everything is still here."
        ),
        "tooManyFields": _(
            "Not sent: the form has {size} fields, the limit is {most}. Take out {over}; "
            "everything is still here."
        ),
        "tooManyFiles": _(
            "Not sent: {size} files are chosen, the limit is {most}. Take out {over}; "
            "everything is still here."
        ),
    }
    return f"{static('desk/limits.js')}?{urlencode(words)}"


def bad_request(request, exception):
    """The view of status 400: says what is too large, and by how much if that is known."""
    reason = _reason(request, exception)
    if reason is None:
        return plain_bad_request(request, exception)
    if wants_json(request):
        return JsonResponse({"message": reason}, status=400)
    context = {**admin.site.each_context(request), "title": _("Too large"), "reason": reason}
    return TemplateResponse(request, "desk/too_large.html", context, status=400).render()


def _reason(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return _size_reason(request)
    if isinstance(exception, TooManyFieldsSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
        return _("The form has more than %(most)d fields.") % {"most": most}
    if isinstance(exception, TooManyFilesSent):
        most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
        return _("There are more than %(most)d files: send fewer at once.") % {"most": most}
    return None


def _size_reason(request):
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type != NOT_MULTIPART or size <= most:
        return _("The text is over %(most)s.") % {"most": filesizeformat(most)}
    return _("The text is %(size)s, the limit is %(most)s: %(over)s too much.") % {
        "size": filesizeformat(size),
        "most": filesizeformat(most),
        "over": filesizeformat(size - most),
    }
