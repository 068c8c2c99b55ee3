"""The views of one upload: its workbench, filing it, and putting it away."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from newsroom.core.requests import wants_json
from newsroom.desk import policy
from pages.import_desk import uploads
from pages.import_desk.doubts import open_doubts, other_problems
from pages.import_desk.forms import PageOverridesForm
from pages.import_desk.labels import MARK_LABELS
from pages.import_desk.policy import require_role
from pages.import_desk.workbench import hidden_line_count, legend, printed_lines, shown_stories
from pages.importing.page_files import PageConflict, PageRefused
from pages.models import Upload

# Parts of the workbench that workbench.js replaces after a change: {name in JSON: template}.
FRAGMENTS = {
    "status": "pages/_upload_status.html",
    "doubts": "pages/_doubts.html",
    "text": "pages/_printed_text.html",
    "reading": "pages/_reading.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
@require_role(*policy.DESK)
def workbench(request, pk, *, site):
    """Show a page's text and its reading side by side; POST stores marks and overrides."""
    if request.method == "POST":
        return _save_changes(request, pk)
    upload = get_object_or_404(
        Upload.objects.select_related("page", "section", "uploaded_by"), pk=pk
    )
    reading = uploads.read_upload(upload)
    context = {
        **site.each_context(request),
        "title": str(upload),
        "opts": Upload._meta,
        "is_fullwidth": "1",
        "form": PageOverridesForm(instance=upload, parsed=reading.parsed),
        "marks": MARK_LABELS.items(),
        **_fragment_context(upload, reading),
    }
    return TemplateResponse(request, "pages/workbench.html", context)


def _fragment_context(upload, upload_reading, form=None):
    """The context of the templates in FRAGMENTS; `form` is the submitted form, if any."""
    reading = upload_reading.reading
    return {
        "upload": upload,
        "parsed": upload_reading.parsed,
        "refusal": upload_reading.refusal,
        "reading": reading,
        "errors": form.errors if form else {},
        "doubts": open_doubts(upload.text, reading, upload.marks),
        "problems": other_problems(reading),
        "lines": printed_lines(upload.text, reading, upload.marks),
        "hidden_lines": hidden_line_count(upload.text),
        "legend": legend(reading),
        "stories": shown_stories(reading),
        "markable": not upload.is_filed,
        "default_section": settings.NEWSROOM_SECTION,
        "status": uploads.statuses([upload])[upload.pk],
    }


def _save_changes(request, pk):
    """Store the submitted mark and overrides; answer with the page as it is read now."""
    with transaction.atomic():
        upload, reading, form = _apply_changes(request, pk)
    if wants_json(request):
        context = _fragment_context(upload, reading, form)
        return JsonResponse(
            {
                name: render_to_string(template, context, request)
                for name, template in FRAGMENTS.items()
            }
        )
    _show_errors(request, form)
    return redirect(_workbench_url(pk) + _anchor(request.POST))


def _anchor(data):
    """Where the user goes on: with the next doubt, or at the line whose mark was set."""
    if "settle" in data:
        return "#bench-doubts"
    line = data.get("line", "")
    return f"#line-{line}" if line.isdecimal() else ""


def _submitted_mark(data):
    """The line and the kind to set, or None. A button of a doubt sends both in one value."""
    if "settle" in data:
        line, _colon, kind = data["settle"].partition(":")
        return line, kind
    return (data["line"], data.get("kind", "")) if data.get("line") else None


def _workbench_url(pk):
    return reverse("admin:pages_upload_change", args=[pk])


def _show_errors(request, form):
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(errors)}")


def _apply_changes(request, pk):
    """Save the request's mark and overrides; returns (Upload, UploadReading, form).

    If the form has errors, the overrides stay as they were. Raises BadRequest for an upload that
    is filed and for an unknown line or kind, Http404 for an unknown upload.
    """
    upload = _get_for_update(pk)
    if upload.is_filed:
        raise BadRequest("filed already")
    form = PageOverridesForm(request.POST, instance=upload)
    if form.is_valid():
        form.save(commit=False)
    else:
        upload = _get_for_update(pk)  # validation has changed the instance
    if mark := _submitted_mark(request.POST):
        line, kind = mark
        try:
            uploads.set_mark(upload, int(line), kind)
        except ValueError as error:
            raise BadRequest(str(error)) from error
    reading = uploads.read_upload(upload)
    upload.summary = reading.summary()
    upload.save(update_fields=["section", "date", "number", "marks", "summary"])
    return upload, reading, form


def _get_for_update(pk):
    try:
        return uploads.get_for_update(pk)
    except Upload.DoesNotExist:
        raise Http404 from None


# --- filing -----------------------------------------------------------------------------------


@require_POST
@require_role(*policy.DESK)
def file(request, pk):
    """File one upload with the submitted overrides, then show its page."""
    with transaction.atomic():
        form = None if _get_for_update(pk).is_filed else _apply_changes(request, pk)[2]
    if form and form.errors:
        _show_errors(request, form)
        return redirect(_workbench_url(pk))
    try:
        result = uploads.file_upload(pk, user=request.user)
    except PageConflict:
        pass  # the workbench shows the conflict and how to solve it
    except PageRefused as refusal:
        messages.error(request, str(refusal))
    else:
        _show_result(request, result)
        return redirect("admin:pages_page_change", result.page.pk)
    return redirect(_workbench_url(pk))


def _show_result(request, result):
    if result.created:
        count = result.page.places.count()
        message = ngettext("%d story filed as a draft.", "%d stories filed as drafts.", count)
        messages.success(request, message % count)
    else:
        messages.info(request, _("This page was filed before. Nothing was changed."))


@require_POST
@require_role(*policy.DESK)
def put_away(request, pk):
    """Delete an upload that is not filed."""
    with transaction.atomic():
        upload = _get_for_update(pk)
        if upload.is_filed:
            raise BadRequest("filed already")
        upload.delete()
    messages.success(request, _("Put away: %(file)s") % {"file": upload})
    return redirect("admin:pages_upload_changelist")
