"""The view that receives the text of pages, as files or as pasted text; each is judged alone."""

from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from newsroom.core.requests import wants_json
from newsroom.desk import policy
from pages.import_desk import uploads
from pages.import_desk.policy import require_role
from pages.importing.page_files import MESSAGES, PageRefused
from pages.reading.source.decode import MAX_BYTES

# Bytes of a whole request with many files; keep equal to the limit in deploy/nginx.conf.template.
MAX_BODY = 40 * 1024 * 1024


@csrf_exempt  # checking the token reads the body, whose length must be checked first: see _receive
@require_POST
@require_role(*policy.DESK)
def receive(request):
    """Create Uploads from the files or the pasted text of the request.

    Answers 413 for a body above MAX_BODY before reading any of it. A script gets
    `{"results": [{"ok", "message", and if known "name", "url", "state"}, …]}`.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _too_large(request)
    try:
        return _receive(request)
    except (RequestDataTooBig, TooManyFilesSent):
        return _too_large(request)


@csrf_protect
def _receive(request):
    results = [_store(name, data, user=request.user) for name, data in _submitted(request)]
    if not results:
        results = [{"ok": False, "message": str(MESSAGES["empty"])}]
    if wants_json(request):
        return JsonResponse({"results": results})
    for result in results:
        if not result["ok"]:
            messages.error(request, " ".join([result.get("name", ""), result["message"]]))
    accepted = [result for result in results if result["ok"]]
    if len(results) == len(accepted) == 1:
        messages.info(request, accepted[0]["message"])
        return redirect(accepted[0]["url"])
    if accepted:
        message = ngettext("%d page received.", "%d pages received.", len(accepted))
        messages.success(request, message % len(accepted))
    return redirect("admin:pages_upload_changelist")


def _submitted(request):
    """Yield (name, bytes) of each file and of pasted text; None for a file above MAX_BYTES."""
    for file in request.FILES.getlist("files"):
        yield file.name, file.read() if file.size <= MAX_BYTES else None
    if text := request.POST.get("text", "").strip("\r\n"):
        yield _("pasted text"), text.encode()


def _store(name, data, *, user):
    """Store one text as an Upload; returns the result for the JSON answer."""
    try:
        if data is None:
            raise PageRefused(MESSAGES["too_large"])
        upload, created = uploads.receive(data, name, user=user)
    except PageRefused as refusal:
        return {"ok": False, "name": name, "message": str(refusal)}
    status = uploads.statuses([upload])[upload.pk]
    return {
        "ok": True,
        "name": name,
        "url": reverse("admin:pages_upload_change", args=[upload.pk]),
        "state": str(status.state.label),
        "message": _summary_message(upload) if created else _("This text is here already."),
    }


def _summary_message(upload):
    """How many stories and problems a new upload has, and its encoding unless that is UTF-8."""
    stories, problems = upload.summary["stories"], upload.summary["problems"]
    parts = [
        ngettext("%d story", "%d stories", stories) % stories,
        ngettext("%d problem", "%d problems", problems) % problems,
    ]
    if upload.encoding != "utf-8":
        parts.append(_("decoded as %(encoding)s") % {"encoding": upload.encoding.upper()})
    return " · ".join(parts)


def _too_large(request):
    message = _("That is too much at once. Send fewer files, or one by one: at most 5 MB each.")
    if wants_json(request):
        return JsonResponse({"results": [{"ok": False, "message": message}]}, status=413)
    messages.error(request, message)
    return redirect("admin:pages_upload_changelist")
