"""The differences between two revisions of a story: in the signed content and in the metadata."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from newsroom.core.labels import Label
from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.story_kind import story_kind
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Correction, Story
from newsroom.desk.revisions.alignment import Row, align, fold
from newsroom.desk.revisions.text_diff import Change
from newsroom.desk.revisions.text_lines import Line, body_lines

OptionalLabel = Label | None

CONTENT_FIELDS = (
    "kind",
    "kicker",
    "headline",
    "deck",
    "column",
    "dateline",
    "source",
    "summary",
    "bylines",
    "body",
    "corrections",
    "reprint_title",
    "reprint_author",
    "reprint_url",
)
METADATA_FIELDS = (
    "section",
    "tags",
    "organizations",
    "reporters",
    "responsible_editor",
    "printed_editor",
    "embargo_until",
)
LABELS: dict[str, OptionalLabel] = {
    "bylines": _("bylines"),
    "corrections": Correction._meta.verbose_name_plural,
    "reporters": _("reporters in the byline"),
}
LABELS |= {
    field.name: field.verbose_name
    for field in (*Story._meta.fields, *Story._meta.many_to_many)
    if field.name in (*CONTENT_FIELDS, *METADATA_FIELDS)
}
ONLY_BLANKS = _("blanks only")  # spaces and empty paragraphs change the hash, but show nowhere
# The models whose ids the metadata holds.
MODELS: dict[str, type[Model]] = {
    "section": Section,
    "organizations": Organization,
    "reporters": Reporter,
    "responsible_editor": User,
}


@dataclass(frozen=True)
class Difference:
    """The comparison of one field, as Rows; `name` is one of CONTENT_FIELDS."""

    name: str
    rows: Sequence[Row]

    @property
    def label(self):
        """The name of the field on screen."""
        return LABELS[self.name]

    @property
    def is_changed(self):
        """Whether the field differs at all."""
        return any(row.change != "kept" for row in self.rows)

    def stretches(self):
        """The rows as Stretches, long unchanged ones folded."""
        return fold(self.rows)

    def count(self, change):
        """The number of characters with that Change."""
        return sum(row.count(change) for row in self.rows)


@dataclass(frozen=True)
class MetadataChange:
    """One field of the metadata, with the values that were removed and added, as shown."""

    label: OptionalLabel
    removed: Sequence[str]
    added: Sequence[str]


@dataclass(frozen=True)
class Summary:
    """A change in short: the labels of the changed fields, and the characters added and removed.

    `labels` is None if one of the two revisions is redacted.
    """

    labels: Sequence[OptionalLabel] | None
    added: int = 0
    removed: int = 0


def compare(old, new, *, deadline=None):
    """The Differences of two Revisions that are not redacted, field by field.

    Fields that are empty in both are left out, and so is the kind if it is the same. `deadline`
    limits the time, see `align`.
    """
    deadline = monotonic() + 1 if deadline is None else deadline
    old_lines, new_lines = _lines(old), _lines(new)
    differences = (
        Difference(name, align(old_lines[name], new_lines[name], deadline=deadline))
        for name in CONTENT_FIELDS
    )
    return [d for d in differences if d.rows and (d.is_changed or d.name != "kind")]


def summarize(old, new, *, deadline=None):
    """The Summary of what the Revision `new` changed; without `old` it counts the whole text."""
    if new.is_redacted or (old is not None and old.is_redacted):
        return Summary(None)
    metadata = [LABELS[name] for name in _changed_metadata(old, new)] if old else []
    if old is None or old.sha256 == new.sha256:
        return Summary(metadata, added=0 if old else _length(new))
    changed = [d for d in compare(old, new, deadline=deadline) if d.is_changed]
    labels = [d.label for d in changed] or [ONLY_BLANKS]
    return Summary(
        [*labels, *metadata],
        sum(d.count(Change.ADDED) for d in changed),
        sum(d.count(Change.REMOVED) for d in changed),
    )


def compare_metadata(old, new):
    """The MetadataChanges between two Revisions; one query for each model whose ids changed."""
    changes = []
    for name in _changed_metadata(old, new):
        before, after = _as_list(old.metadata.get(name)), _as_list(new.metadata.get(name))
        texts = _display_values(name, {*before, *after})
        changes.append(
            MetadataChange(
                LABELS[name],
                [texts[value] for value in before if value not in after],
                [texts[value] for value in after if value not in before],
            )
        )
    return changes


def _lines(revision):
    """The signed content of a revision: {field: [Line, …]}."""
    signed = json.loads(revision.content)
    single = {name: [Line(signed[name])] if signed.get(name) else [] for name in CONTENT_FIELDS}
    return {
        **single,
        "kind": [Line(str(story_kind(signed["kind"]).label))],
        "bylines": [Line(f"{b['role']} {b['name']}") for b in signed["bylines"]],
        "body": body_lines(signed["body"], signed["photos"]),
        "corrections": [Line(note) for note in signed.get("corrections", ())],
    }


def _length(revision):
    """The number of characters of a revision, without its kind."""
    lines = _lines(revision)
    return sum(len(line.text) for name in CONTENT_FIELDS if name != "kind" for line in lines[name])


def _changed_metadata(old, new):
    """The METADATA_FIELDS that differ, without changes that only follow from another change."""
    unchanged = {n for n in METADATA_FIELDS if old.metadata.get(n) == new.metadata.get(n)}
    if "tags" not in old.metadata or "tags" not in new.metadata:
        unchanged.add("tags")  # redaction removes the tags; nobody changed them
    if old.is_redacted or new.is_redacted or _bylines(old) != _bylines(new):
        unchanged.add("reporters")  # other names in the byline are other reporters
    return [name for name in METADATA_FIELDS if name not in unchanged]


def _bylines(revision):
    return json.loads(revision.content)["bylines"]


def _as_list(value):
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def _display_values(name, values):
    """{value: its text on screen} for values of one field; `#12` for a row that was deleted."""
    if name == "embargo_until":
        return {value: format_datetime(datetime.fromisoformat(value)) for value in values}
    if name not in MODELS:
        return {value: value for value in values}
    rows = MODELS[name]._default_manager.in_bulk([value for value in values if value])
    return {value: str(rows.get(value) or f"#{value}") for value in values}
