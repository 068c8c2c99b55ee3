"""Uploads: storing a page's text, reading it with a person's marks, filing it, and its status."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import User
from newsroom.core.plain_text import without_hidden
from pages.import_desk.labels import MARK_LABELS
from pages.importing.filing import FilingResult, file_page
from pages.importing.page_files import (
    PageOverrides,
    PageRefused,
    ParsedPage,
    decode_page,
    read_page_text,
)
from pages.models import Page, Upload
from pages.reading.records import Reading
from pages.reading.source.decode import normalise, sha256

PageKey = tuple[str, datetime.date | None, str]  # paper, date, number


class UploadState(models.TextChoices):
    """How far an upload has come. `FILED_BEFORE`: its text is filed, but not from this upload."""

    NEW = "new", _("to be filed")
    FILED_BEFORE = "before", _("filed before")
    CONFLICT = "conflict", _("conflict")
    FILED = "filed", _("filed")


STATE_COLOURS = {
    UploadState.NEW: "info",
    UploadState.FILED_BEFORE: "default",
    UploadState.CONFLICT: "danger",
    UploadState.FILED: "success",
}


@dataclass(frozen=True)
class UploadStatus:
    """The state of an upload, and the page that it is filed as or conflicts with."""

    state: UploadState
    page: Page | None = None

    @property
    def colour(self) -> str:
        return STATE_COLOURS[self.state]


@dataclass(frozen=True)
class UploadReading:
    """The result of reading an upload: `parsed`, or None and the reason in `refusal`."""

    parsed: ParsedPage | None = None
    refusal: str = ""

    @property
    def reading(self) -> Reading | None:
        return self.parsed.reading if self.parsed else None

    def summary(self) -> dict[str, Any]:
        """The facts that the list of uploads shows, as JSON for `Upload.summary`."""
        if self.parsed is None:
            return {"refusal": self.refusal}
        parsed, stories = self.parsed, self.parsed.reading.stories
        return {
            "paper": parsed.paper,
            "date": parsed.date.isoformat() if parsed.date else "",
            "number": parsed.number,
            "section": parsed.section.name if parsed.section else "",
            "stories": len(stories),
            "headline": next((story.headline for story in stories if story.headline), ""),
            "problems": len(parsed.reading.problems),
        }


def receive(data: bytes, name: str, *, user: User) -> tuple[Upload, bool]:
    """The Upload with the text of these bytes, and whether it was created now.

    A text is stored once, whoever uploads it again. Raises PageRefused.
    """
    decoded = decode_page(data)
    text = normalise(decoded.text)
    known = Upload.objects.filter(sha256=sha256(text)).first()
    if known:
        return known, False
    parsed = read_page_text(text, name, encoding=decoded.encoding)
    return Upload.objects.get_or_create(
        sha256=sha256(text),
        defaults={
            "name": without_hidden(name)[-255:],
            "text": text,
            "encoding": decoded.encoding,
            "summary": UploadReading(parsed).summary(),
            "uploaded_by": user,
        },
    )


def read_upload(upload: Upload) -> UploadReading:
    """Read an upload with the marks, section, date and number that people set."""
    overrides = PageOverrides(
        section=upload.section, date=upload.date, number=upload.number or None
    )
    marks = {int(line): kind for line, kind in upload.marks.items()}
    try:
        parsed = read_page_text(
            upload.text, upload.name, overrides, encoding=upload.encoding, marks=marks
        )
    except PageRefused as refusal:
        return UploadReading(refusal=str(refusal))
    return UploadReading(parsed)


def read_filed_page(page: Page) -> Reading | None:
    """Read a filed page again with the marks it was filed with; None if no story is found."""
    upload = Upload.objects.filter(page=page).first()
    marks = upload.marks if upload else {}
    return read_upload(Upload(name=page.source, text=page.text, marks=marks)).reading


def get_for_update(pk: int) -> Upload:
    """The upload, locked until the transaction ends. Raises Upload.DoesNotExist."""
    uploads = Upload.objects.select_related("page", "section", "uploaded_by")
    return uploads.select_for_update(of=("self",)).get(pk=pk)


def set_mark(upload: Upload, line: int, kind: str) -> None:
    """Set the kind of a line (from 1), unsaved; "" removes the mark.

    Raises ValueError if the text has no such line or MARK_LABELS no such kind.
    """
    if not 1 <= line <= upload.text.count("\n") + 1 or kind not in {"", *MARK_LABELS}:
        raise ValueError(f"line {line}: {kind}")
    upload.marks.pop(str(line), None)
    if kind:
        upload.marks[str(line)] = kind


@transaction.atomic
def file_upload(pk: int, *, user: User) -> FilingResult:
    """File an upload as drafts; nothing changes if it is filed already. Raises PageRefused."""
    upload = get_for_update(pk)
    if upload.page and upload.is_filed:
        return FilingResult(upload.page, created=False)
    reading = read_upload(upload)
    if reading.parsed is None:
        raise PageRefused(reading.refusal)
    result = file_page(reading.parsed, user=user)
    upload.page, upload.summary = result.page, reading.summary()
    upload.save(update_fields=["page", "summary"])
    return result


def statuses(uploads: Iterable[Upload]) -> dict[int, UploadStatus]:
    """{pk: UploadStatus} of these uploads, with one query for all of them."""
    uploads = list(uploads)
    unfiled = [upload for upload in uploads if not upload.is_filed]
    pages = list(_related_pages(unfiled)) if unfiled else []
    by_text = {page.sha256: page for page in pages}
    by_key: dict[PageKey, Page] = {(page.paper, page.date, page.number): page for page in pages}
    return {upload.pk: _status(upload, by_text, by_key) for upload in uploads}


def _related_pages(uploads: list[Upload]):
    """Filed pages with the text, or with the paper, date and number, of one of the uploads."""
    condition = Q(sha256__in=[upload.sha256 for upload in uploads])
    for paper, date, number in filter(None, map(_page_key, uploads)):
        condition |= Q(paper=paper, date=date, number=number)
    return Page.objects.filed().defer("text", "reading").filter(condition)


def _page_key(upload: Upload) -> PageKey | None:
    """The paper, date and number of an upload as last read; None unless all three are known."""
    summary = upload.summary
    key = summary.get("paper"), summary.get("date"), summary.get("number")
    if not all(key):
        return None
    paper, date, number = key
    return paper, datetime.date.fromisoformat(date), number


def _status(upload: Upload, by_text: dict[str, Page], by_key: dict[PageKey, Page]) -> UploadStatus:
    if upload.is_filed:
        return UploadStatus(UploadState.FILED, upload.page)
    if page := by_text.get(upload.sha256):
        return UploadStatus(UploadState.FILED_BEFORE, page)
    key = _page_key(upload)
    if key and (page := by_key.get(key)):
        return UploadStatus(UploadState.CONFLICT, page)
    return UploadStatus(UploadState.NEW)
