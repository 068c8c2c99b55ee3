"""What differs between two revisions of a story: the signed content, and what stands beside it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Organization, Reporter, Section, User
from newsroom.core.story_kind import story_kind
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Correction, Story
from newsroom.desk.revisions import text_lines
from newsroom.desk.revisions.alignment import Row, aligned, folded
from newsroom.desk.revisions.text_diff import Change
from newsroom.desk.revisions.text_lines import Line

FIELDS = (
    "kind",
    "kicker",
    "headline",
    "deck",
    "column",
    "dateline",
    "source",
    "bylines",
    "body",
    "corrections",
    "reprint_title",
    "reprint_author",
    "reprint_url",
)
BESIDE = (
    "section",
    "tags",
    "organizations",
    "reporters",
    "responsible_editor",
    "printed_editor",
    "embargo_until",
)
LABELS = {
    "bylines": _("bylines"),
    "corrections": Correction._meta.verbose_name_plural,
    "reporters": _("reporters in the byline"),
}
LABELS |= {
    name: Story._meta.get_field(name).verbose_name
    for name in (*FIELDS, *BESIDE)
    if name not in LABELS
}
ONLY_BLANKS = _("blanks only")  # the hash knows of spaces and empty paragraphs that nobody sees
# The rows that stand behind the numbers of what is recorded beside the text.
NAMED_IN = {
    "section": Section,
    "organizations": Organization,
    "reporters": Reporter,
    "responsible_editor": User,
}


@dataclass(frozen=True)
class Difference:
    """One field on both sides, as Rows; `name` is that of the field."""

    name: str
    rows: Sequence[Row]

    @property
    def label(self):
        return LABELS[self.name]

    @property
    def is_changed(self):
        return any(row.change != "kept" for row in self.rows)

    def stretches(self):
        return folded(self.rows)

    def count(self, change):
        return sum(row.count(change) for row in self.rows)


@dataclass(frozen=True)
class Beside:
    """Something that is recorded and not signed, with what was taken away and what was added."""

    label: str
    removed: Sequence[str]
    added: Sequence[str]


@dataclass(frozen=True)
class Summary:
    """What changed, in short: the labels of the fields, and the characters added and removed.

    `labels` are None where one of the two texts is emptied.
    """

    labels: Sequence[str] | None
    added: int = 0
    removed: int = 0


def compare(old, new, *, until=None):
    """The Differences of two Revisions, neither of them redacted, field by field.

    Fields that both leave empty are left out, and an unchanged kind. `until` bounds the time,
    see `aligned`.
    """
    until = monotonic() + 1 if until is None else until
    before, after = _content(old), _content(new)
    found = (Difference(name, aligned(before[name], after[name], until=until)) for name in FIELDS)
    return [d for d in found if d.rows and (d.is_changed or d.name != "kind")]


def summary(old, new, *, until=None):
    """The Summary of what `new` changed; `old` None: of all that it says."""
    if new.is_redacted or (old is not None and old.is_redacted):
        return Summary(None)
    metadata = [LABELS[name] for name in _changed_beside(old, new)] if old else []
    if old is None or old.sha256 == new.sha256:
        return Summary(metadata, added=0 if old else _length(new))
    changed = [d for d in compare(old, new, until=until) if d.is_changed]
    labels = [d.label for d in changed] or [ONLY_BLANKS]
    return Summary(
        [*labels, *metadata],
        sum(d.count(Change.ADDED) for d in changed),
        sum(d.count(Change.REMOVED) for d in changed),
    )


def compare_beside(old, new):
    """What differs beside the signed text, as Besides in words; one query for each kind of name."""
    found = []
    for name in _changed_beside(old, new):
        before, after = _listed(old.metadata.get(name)), _listed(new.metadata.get(name))
        said = _words(name, {*before, *after})
        found.append(
            Beside(
                LABELS[name],
                [said[value] for value in before if value not in after],
                [said[value] for value in after if value not in before],
            )
        )
    return found


def _content(revision):
    """The signed content of a revision as Lines, by field."""
    signed = json.loads(revision.content)
    said = {name: [Line(signed[name])] if signed.get(name) else [] for name in FIELDS}
    return {
        **said,
        "kind": [Line(str(story_kind(signed["kind"]).label))],
        "bylines": [Line(f"{b['role']} {b['name']}") for b in signed["bylines"]],
        "body": text_lines.of_body(signed["body"], signed["photos"]),
        "corrections": [Line(note) for note in signed.get("corrections", ())],
    }


def _length(revision):
    said = _content(revision)
    return sum(len(line.text) for name in FIELDS if name != "kind" for line in said[name])


def _changed_beside(old, new):
    """The names of what differs beside the text, but for what only follows from something else."""
    left_out = {name for name in BESIDE if old.metadata.get(name) == new.metadata.get(name)}
    if "tags" not in old.metadata or "tags" not in new.metadata:
        left_out.add("tags")  # redacting took them; that is no change of theirs
    if old.is_redacted or new.is_redacted or _names(old) != _names(new):
        left_out.add("reporters")  # other names have other reporters
    return [name for name in BESIDE if name not in left_out]


def _names(revision):
    return json.loads(revision.content)["bylines"]


def _listed(value):
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [value]


def _words(name, values):
    """{value: what a person calls it} for values of one field; of what is gone the number stays."""
    if name == "embargo_until":
        return {value: format_datetime(datetime.fromisoformat(value)) for value in values}
    if name not in NAMED_IN:
        return {value: value for value in values}
    rows = NAMED_IN[name].objects.in_bulk([value for value in values if value])
    return {value: str(rows.get(value) or f"#{value}") for value in values}
