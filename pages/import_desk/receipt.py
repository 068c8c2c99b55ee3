"""Receiving the text of pages: files and pasted text, each for itself."""

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
from pages.import_desk.policy import only_for
from pages.importing.page_files import MESSAGES, PageRefused
from pages.reading.text import MAX_BYTES

MAX_BODY = 40 * 1024 * 1024  # of a form with many files; deploy/nginx.conf.template says so, too


@csrf_exempt  # the check reads the whole body: the length is looked at before, see below
@require_POST
@only_for(*policy.DESK)
def receive(request):
    """Take files or pasted text in. Too large a body is refused before any of it is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _too_much(request)
    try:
        return _receive(request)
    except (RequestDataTooBig, TooManyFilesSent):
        return _too_much(request)


@csrf_protect
def _receive(request):
    results = [_received(*sent, by=request.user) for sent in _sent(request)]
    if not results:
        results = [{"ok": False, "said": str(MESSAGES["empty"])}]
    if wants_json(request):
        return JsonResponse({"results": results})
    for result in results:
        if not result["ok"]:
            messages.error(request, " ".join([result.get("name", ""), result["said"]]))
    taken = [result for result in results if result["ok"]]
    if len(results) == len(taken) == 1:
        messages.info(request, taken[0]["said"])
        return redirect(taken[0]["url"])
    if taken:
        said = ngettext("%d page received.", "%d pages received.", len(taken))
        messages.success(request, said % len(taken))
    return redirect("admin:pages_upload_changelist")


def _sent(request):
    """(name, bytes or None when there are too many of them) of everything in the form."""
    for file in request.FILES.getlist("files"):
        yield file.name, file.read() if file.size <= MAX_BYTES else None
    if text := request.POST.get("text", "").strip("\r\n"):
        yield _("pasted text"), text.encode()


def _received(name, data, *, by):
    """What became of one file, in words."""
    try:
        if data is None:
            raise PageRefused(MESSAGES["too_large"])
        upload, created = uploads.receive(data, name, by=by)
    except PageRefused as refusal:
        return {"ok": False, "name": name, "said": str(refusal)}
    standing = uploads.standings([upload])[upload.pk]
    return {
        "ok": True,
        "name": name,
        "url": reverse("admin:pages_upload_change", args=[upload.pk]),
        "state": str(standing.state.label),
        "said": _said_of(upload, created),
    }


def _said_of(upload, created):
    if not created:
        return _("This text is here already.")
    stories, problems = upload.summary["stories"], upload.summary["problems"]
    said = [
        ngettext("%d story", "%d stories", stories) % stories,
        ngettext("%d problem", "%d problems", problems) % problems,
    ]
    if upload.encoding != "utf-8":
        said.append(_("decoded as %(encoding)s") % {"encoding": upload.encoding.upper()})
    return " · ".join(said)


def _too_much(request):
    said = _("That is too much at once. Send fewer files, or one by one: at most 5 MB each.")
    if wants_json(request):
        return JsonResponse({"results": [{"ok": False, "said": said}]}, status=413)
    messages.error(request, said)
    return redirect("admin:pages_upload_changelist")
