"""Texts on the import desk: received, read with what a person says of them, filed."""

import datetime
from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pages.import_desk.labels import MARKS
from pages.importing.filing import Filed, file_page
from pages.importing.page_files import Given, Incoming, PageRefused, decoded_page, take_in_text
from pages.models import Page, Upload
from pages.reading.text import normalise, sha256


class State(models.TextChoices):
    """Where an upload stands."""

    NEW = "new", _("to be filed")
    BEFORE = "before", _("filed before")
    CONFLICT = "conflict", _("conflict")
    FILED = "filed", _("filed")


COLOURS = {
    State.NEW: "info",
    State.BEFORE: "default",
    State.CONFLICT: "danger",
    State.FILED: "success",
}


@dataclass(frozen=True)
class Standing:
    """The state of an upload, and the page that it was filed as or that stands in its way."""

    state: State
    page: Page | None = None

    @property
    def colour(self):
        return COLOURS[self.state]


@dataclass(frozen=True)
class Read:
    """What the reader makes of an upload: `incoming`, or why there is none."""

    incoming: Incoming | None = None
    refusal: str = ""

    @property
    def reading(self):
        return self.incoming and self.incoming.reading

    def summary(self):
        """What the list shows, as plain data."""
        if self.incoming is None:
            return {"refusal": self.refusal}
        page, stories = self.incoming, self.incoming.reading.stories
        return {
            "paper": page.paper,
            "date": page.date.isoformat() if page.date else "",
            "number": page.number,
            "section": page.section.name if page.section else "",
            "stories": len(stories),
            "headline": next((story.headline for story in stories if story.headline), ""),
            "problems": len(page.reading.problems),
        }


def receive(data, name, *, by):
    """The Upload of a page's bytes, and whether it is new: a text waits once, whoever brings it.

    Raises PageRefused.
    """
    decoded = decoded_page(data)
    text = normalise(decoded.text)
    known = Upload.objects.filter(sha256=sha256(text)).first()
    if known:
        return known, False
    read = Read(take_in_text(text, name, encoding=decoded.encoding))
    return Upload.objects.get_or_create(
        sha256=sha256(text),
        defaults={
            "name": name[-255:],
            "text": text,
            "encoding": decoded.encoding,
            "summary": read.summary(),
            "uploaded_by": by,
        },
    )


def read(upload):
    """Read an upload with the marks and the page head that people gave it."""
    given = Given(section=upload.section, date=upload.date, number=upload.number or None)
    marks = {int(line): kind for line, kind in upload.marks.items()}
    try:
        incoming = take_in_text(
            upload.text, upload.name, given, encoding=upload.encoding, marks=marks
        )
    except PageRefused as refusal:
        return Read(refusal=str(refusal))
    return Read(incoming)


def reread(page):
    """The Reading of a filed page with the marks it was filed with; None if there is no story."""
    upload = Upload.objects.filter(page=page).first()
    marks = upload.marks if upload else {}
    return read(Upload(name=page.source, text=page.text, marks=marks)).reading


def locked(pk):
    """The upload for a change, within a transaction. Raises Upload.DoesNotExist."""
    uploads = Upload.objects.select_related("page", "section", "uploaded_by")
    return uploads.select_for_update(of=("self",)).get(pk=pk)


def mark(upload, line, kind):
    """Say what a line is; "" takes the mark back. Raises ValueError for no such line or kind."""
    if not 1 <= line <= upload.text.count("\n") + 1 or kind not in {"", *MARKS}:
        raise ValueError(f"line {line}: {kind}")
    upload.marks.pop(str(line), None)
    if kind:
        upload.marks[str(line)] = kind


@transaction.atomic
def file_upload(pk, *, by):
    """File an upload as drafts; one that is filed already changes nothing. Raises PageRefused."""
    upload = locked(pk)
    if upload.is_filed:
        return Filed(upload.page, created=False)
    incoming = read(upload)
    if incoming.incoming is None:
        raise PageRefused(incoming.refusal)
    filed = file_page(incoming.incoming, by=by)
    upload.page, upload.summary = filed.page, incoming.summary()
    upload.save(update_fields=["page", "summary"])
    return filed


def standings(uploads):
    """{pk: Standing} of some uploads, from one query for all of them."""
    open_ones = [upload for upload in uploads if not upload.is_filed]
    pages = Page.objects.standing().defer("text", "reading").filter(_in_the_way(open_ones))
    pages = list(pages) if open_ones else []
    texts = {page.sha256: page for page in pages}
    places = {(page.paper, page.date, page.number): page for page in pages}
    return {upload.pk: _standing(upload, texts, places) for upload in uploads}


def _in_the_way(uploads):
    found = Q(sha256__in=[upload.sha256 for upload in uploads])
    for paper, date, number in filter(None, map(_place, uploads)):
        found |= Q(paper=paper, date=date, number=number)
    return found


def _place(upload):
    """The paper, date and number of an upload as last read; None unless all three are known."""
    summary = upload.summary
    place = summary.get("paper"), summary.get("date"), summary.get("number")
    if not all(place):
        return None
    paper, date, number = place
    return paper, datetime.date.fromisoformat(date), number


def _standing(upload, texts, places):
    if upload.is_filed:
        return Standing(State.FILED, upload.page)
    if page := texts.get(upload.sha256):
        return Standing(State.BEFORE, page)
    if page := places.get(_place(upload)):
        return Standing(State.CONFLICT, page)
    return Standing(State.NEW)
