"""Keeps filed pages, as editors put them right, as annotated pages in a folder."""

import re
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from newsroom.core.refusal import Refused
from pages.annotation.writing import NotAnnotated, annotated
from pages.import_desk.uploads import read_upload
from pages.importing.page_files import ParsedPage
from pages.models import Page, Upload


class FileInTheWay(Refused):
    """Another file has the name already; the message names it."""


def export_page(upload: Upload, folder: Path) -> tuple[Path, bool]:
    """Write the annotated page of a filed upload; returns its file and whether it is new.

    Raises NotAnnotated and FileInTheWay, and then nothing is written; OSError as the folder does.
    """
    page, parsed = upload.page, read_upload(upload).parsed
    if page is None or parsed is None or _stories(parsed.as_json()) != _stories(page.reading):
        raise NotAnnotated(_("It is read differently today from how it was filed."))
    return _store(folder / _file_name(page, parsed), annotated(parsed.reading))


def _stories(reading: dict[str, Any]) -> list[dict[str, Any]]:
    """What editors saw, but organizations: every filing makes more of them known."""
    stories = [*reading["articles"], *reading["briefs"]]
    return [{k: v for k, v in story.items() if k != "organizations"} for story in stories]


def _file_name(page: Page, parsed: ParsedPage) -> str:
    date = page.date.isoformat() if page.date else "undated"
    number = re.sub(r"\W", "", page.number)
    return "_".join(filter(None, [date, number, parsed.sha256[:16]])) + ".page"


def _store(path: Path, text: str) -> tuple[Path, bool]:
    if path.exists():
        if path.read_bytes() == text.encode():
            return path, False
        raise FileInTheWay(_("%(file)s is there already and says something else.") % {"file": path})
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path, True
