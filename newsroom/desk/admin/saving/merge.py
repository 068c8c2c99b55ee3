"""Puts together what a user sends and what somebody else saved while he had the form open."""

import re
from dataclasses import dataclass, field
from functools import partial

from django.forms import CheckboxInput
from django.http import QueryDict

from newsroom.core.body import clean
from newsroom.desk import tags
from newsroom.desk.admin.saving.form_values import KEPT, decode, form_values, normal
from newsroom.desk.body_field import NEW_PHOTO_NODE
from newsroom.desk.merging.passages import merge_body
from newsroom.desk.merging.rows import MergedRows, RowRules, merge_rows
from newsroom.desk.merging.three_way import MINE, Conflict, merge_set, merge_text
from newsroom.desk.models import Revision

RULES = {
    "bylines": RowRules(identity="reporter"),
    "story_photos": RowRules(identity="photo", quiet=frozenset()),
}
NO_RULES = RowRules(identity="")
EMPTY_VALUES: dict[str, dict] = {"fields": {}, "rows": {}}


@dataclass
class Merge:
    """The form as it is to be saved, and what is still to be asked.

    `newer` is the newest Revision if the form was opened on an older one. `taken` are the names of
    the fields and rows that have something of the other person now. `is_blind` if the form does not
    say what it was opened with.
    """

    data: QueryDict
    newer: Revision | None
    is_blind: bool
    conflicts: list[Conflict] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)

    @property
    def has_unseen(self):
        """Whether the user may not have seen all that is saved now."""
        return bool(self.taken) or self.is_blind


def is_late(story, post):
    """Whether the story was saved since the form of this POST was opened."""
    newest = story.revision.number if story.revision else None
    if newest is not None and str(newest) != post.get("opened_on"):
        return True
    opened = decode(post.get("opened_with"))
    return opened is not None and opened.get("saved_at") != story.updated_at.isoformat()


def merge(post, form, formsets):
    """The Merge of the POST with the unbound form and formsets of the story as it is now."""
    story = form.instance
    is_newer = str(story.revision.number) != post.get("opened_on")
    base, theirs = decode(post.get("opened_with")), form_values(form, formsets)
    is_blind = base is None or not post.get("opened_on")
    merge = Merge(post.copy(), story.revision if is_newer else None, is_blind)
    # Without the values of that time everything that differs is asked about.
    base = base or EMPTY_VALUES
    choose = _choices(post, story)
    same_photos: dict[str, str] = {}
    for formset in formsets:
        merged = _merge_rows(post, formset, base["rows"], theirs["rows"], choose)
        _write_rows(merge.data, formset, merged)
        merge.conflicts += merged.conflicts
        merge.taken += [formset.prefix] if merged.is_changed else []
        if formset.prefix == "story_photos":
            added = _posted_rows(post, formset)[1]
            same_photos = {added[place]["photo"]: pk for place, pk in merged.same.items()}
    for name in form.fields:
        if name not in KEPT:
            _merge_field(merge, form, name, base["fields"].get(name), theirs, choose, same_photos)
    return merge


def _choices(post, story):
    """What the user chose for each Conflict; `save_over` is his own text for all of them."""
    if post.get("save_over") == str(story.revision.number):
        return lambda key: post.get(key) or MINE
    return post.get


# --- fields ---------------------------------------------------------------------------------------


def _merge_field(merge, form, name, base, theirs, choose, same_photos):
    theirs = theirs["fields"].get(name, [])
    mine = normal(merge.data.getlist(name))
    if name not in merge.data and not _may_be_absent(form.fields[name]):
        mine = theirs if base is None else base  # the field was not on the user's screen
    merged = _merged(form.fields[name], name, base, mine, theirs, choose, same_photos)
    merge.conflicts += merged.conflicts
    if merged.is_changed or name == "body":
        _set(merge.data, name, merged.value)
    if merged.is_changed:
        merge.taken.append(name)


def _merged(form_field, name, base, mine, theirs, choose, same_photos):
    """The Merged value of one field; all values are lists of texts."""
    if name == "body":
        return _merge_bodies(base, mine, theirs, choose, same_photos)
    if name == "tags":
        as_sets = (v if v is None else tags.parse("，".join(v)) for v in (base, mine, theirs))
        return merge_set(*as_sets)
    if _may_be_absent(form_field):
        return merge_set(base, mine, theirs)
    before = None if base is None else "".join(base)
    return merge_text(name, before, "".join(mine), "".join(theirs), choose)


def _set(data, name, value):
    if name == "tags":
        data[name] = "，".join(value)
    elif isinstance(value, list):
        data.setlist(name, value)
    else:
        data[name] = value


def _merge_bodies(base, mine, theirs, choose, same_photos):
    """Merge the bodies; the node of a new photo has a number that no row has while they are merged.

    A photo that both added is the row that the other one saved.
    """

    def numbered(node):
        return f'<figure data-photo="{same_photos.get(node[1]) or "0" + node[1]}"></figure>'

    mine = NEW_PHOTO_NODE.sub(numbered, "".join(mine))
    old, my_body, their_body = (clean("".join(body or ())) for body in (base, mine, theirs))
    merged = merge_body(old, my_body, their_body, choose)
    value = merged.value.replace('data-photo="0', 'data-photo="new-')
    return type(merged)(value, merged.conflicts, merged.is_changed)


# --- rows -----------------------------------------------------------------------------------------


def _merge_rows(post, formset, base, theirs, choose) -> MergedRows:
    prefix = formset.prefix
    mine, added = _posted_rows(post, formset)
    return merge_rows(
        prefix,
        base.get(prefix, {}),
        mine,
        added,
        theirs[prefix],
        choose,
        RULES.get(prefix, NO_RULES),
    )


def _posted_rows(post, formset):
    """({id: row or None if it is removed}, [new row, …]) as they were sent."""
    saved, added = {}, []
    for number in _row_numbers(post, formset.prefix):
        row_prefix = f"{formset.prefix}-{number}"
        value = partial(_posted_value, post, row_prefix)
        row = {
            name: value(name)
            for name, form_field in formset.form.base_fields.items()
            if f"{row_prefix}-{name}" in post or _may_be_absent(form_field)
        }
        pk, removed = value("id"), value("DELETE")
        if pk:
            saved[pk] = None if removed else row
        elif not removed:
            added.append(row)
    return saved, added


def _row_numbers(post, prefix):
    found = (re.match(rf"{re.escape(prefix)}-(\d{{1,4}})-", key) for key in post)
    return sorted({int(match[1]) for match in found if match})


def _may_be_absent(form_field):
    """Whether a browser sends nothing for this field when it is empty."""
    widget = getattr(form_field.widget, "widget", form_field.widget)
    is_multiple = getattr(widget, "allow_multiple_selected", False)
    return is_multiple or isinstance(widget, CheckboxInput)


def _posted_value(post, prefix, name):
    return "\n".join(normal(post.getlist(f"{prefix}-{name}")))


def _write_rows(data, formset, merged):
    """Replace the rows in the data by the merged ones: saved rows first, as Django expects them."""
    prefix = formset.prefix
    for key in [key for key in data if key.startswith(f"{prefix}-")]:
        del data[key]
    rows = [(pk, row) for pk, row in merged.saved.items()] + [("", row) for row in merged.new]
    data[f"{prefix}-TOTAL_FORMS"] = len(rows)
    data[f"{prefix}-INITIAL_FORMS"] = len(merged.saved)
    parent = formset.instance.pk
    for number, (pk, row) in enumerate(rows):
        values = {**row, "id": pk, formset.fk.name: parent}
        if pk in merged.deleted:
            values["DELETE"] = "on"
        for name, value in values.items():
            form_field = formset.form.base_fields.get(name)
            if value or form_field is None or not _may_be_absent(form_field):
                data[f"{prefix}-{number}-{name}"] = value
