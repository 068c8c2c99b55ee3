"""Addresses of one upload on the import desk: its workbench, filing it, putting it away."""

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
from pages.import_desk.forms import GivenForm
from pages.import_desk.labels import MARKS
from pages.import_desk.policy import only_for
from pages.import_desk.workbench import legend, lines_left_out, printed_lines, stories
from pages.importing.page_files import PageConflict, PageRefused
from pages.models import Upload


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*policy.DESK)
def workbench(request, pk, *, site):
    """The page's text beside its reading; by POST, what a person says of them."""
    if request.method == "POST":
        return _say(request, pk)
    upload = get_object_or_404(
        Upload.objects.select_related("page", "section", "uploaded_by"), pk=pk
    )
    read = uploads.read(upload)
    context = {
        **site.each_context(request),
        "title": str(upload),
        "opts": Upload._meta,
        "is_fullwidth": "1",
        "form": GivenForm(instance=upload, read=read.incoming),
        "marks": MARKS.items(),
        **_bench(upload, read),
    }
    return TemplateResponse(request, "pages/workbench.html", context)


def _bench(upload, read, form=None):
    """What the fragments of the workbench show."""
    return {
        "upload": upload,
        "incoming": read.incoming,
        "refusal": read.refusal,
        "reading": read.reading,
        "errors": form.errors if form else {},
        "lines": printed_lines(upload.text, read.reading, upload.marks),
        "left_out": lines_left_out(upload.text),
        "legend": legend(read.reading),
        "stories": stories(read.reading),
        "markable": not upload.is_filed,
        "default_section": settings.NEWSROOM_SECTION,
        "standing": uploads.standings([upload])[upload.pk],
    }


def _say(request, pk):
    """Store a mark and the page head, and answer with the page as it is read now."""
    with transaction.atomic():
        upload, read, form = _said(request, pk)
    if wants_json(request):
        bench = _bench(upload, read, form)
        return JsonResponse(
            {
                name: render_to_string(f"pages/_{name}.html", bench, request)
                for name in ("standing", "text", "reading")
            }
        )
    _tell_errors(request, form)
    line = request.POST.get("line", "")
    return redirect(address(pk) + (f"#line-{line}" if line.isdecimal() else ""))


def address(pk):
    return reverse("admin:pages_upload_change", args=[pk])


def _tell_errors(request, form):
    for name, errors in form.errors.items():
        messages.error(request, f"{form.fields[name].label}: {' '.join(errors)}")


def _said(request, pk):
    """The upload after what the request says of it, its reading, and the form with its errors."""
    upload = _locked(pk)
    if upload.is_filed:
        raise BadRequest("filed already")
    form = GivenForm(request.POST, instance=upload)
    if form.is_valid():
        form.save(commit=False)
    else:
        upload = _locked(pk)
    if line := request.POST.get("line"):
        try:
            uploads.mark(upload, int(line), request.POST.get("kind", ""))
        except ValueError as error:
            raise BadRequest(str(error)) from error
    read = uploads.read(upload)
    upload.summary = read.summary()
    upload.save(update_fields=["section", "date", "number", "marks", "summary"])
    return upload, read, form


def _locked(pk):
    try:
        return uploads.locked(pk)
    except Upload.DoesNotExist:
        raise Http404 from None


# --- filing -----------------------------------------------------------------------------------


@require_POST
@only_for(*policy.DESK)
def file(request, pk):
    """File one upload with the page head on screen, and go to its page."""
    with transaction.atomic():
        form = None if _locked(pk).is_filed else _said(request, pk)[2]
    if form and form.errors:
        _tell_errors(request, form)
        return redirect(address(pk))
    try:
        filed = uploads.file_upload(pk, by=request.user)
    except PageConflict:
        pass  # the workbench says it, with what to do
    except PageRefused as refusal:
        messages.error(request, str(refusal))
    else:
        tell(request, filed)
        return redirect("admin:pages_page_change", filed.page.pk)
    return redirect(address(pk))


def tell(request, filed):
    if filed.created:
        count = filed.page.places.count()
        said = ngettext("%d story filed as a draft.", "%d stories filed as drafts.", count)
        messages.success(request, said % count)
    else:
        messages.info(request, _("This page was filed before. Nothing was changed."))


@require_POST
@only_for(*policy.DESK)
def put_away(request, pk):
    """Delete an upload that is not filed."""
    with transaction.atomic():
        upload = _locked(pk)
        if upload.is_filed:
            raise BadRequest("filed already")
        upload.delete()
    messages.success(request, _("Put away: %(file)s") % {"file": upload})
    return redirect("admin:pages_upload_changelist")
