"""What the user is asked and told when somebody else changed the same story meanwhile."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from newsroom.core.labels import Label
from newsroom.desk.merging.passages import text_of
from newsroom.desk.merging.three_way import BOTH, MINE, THEIRS
from newsroom.desk.revisions.text_diff import Run, diff


@dataclass(frozen=True)
class Question:
    """One Conflict on screen: both texts as Runs of changes since the form was opened.

    `key` names the radio buttons, `choice` is the one that is set.
    """

    key: str
    label: Label
    mine: list[Run]
    theirs: list[Run]
    offers_both: bool
    choice: str

    MINE, THEIRS, BOTH = MINE, THEIRS, BOTH


def questions(form, formsets, post):
    """The Questions about the conflicts of the form's Merge."""
    return [
        _question(conflict, form, formsets, post.get(conflict.key, ""))
        for conflict in form.merge.conflicts
    ]


def conflict_message(merge):
    """Says who saved meanwhile, and that nothing is lost."""
    newer = merge.newer
    if newer is None:
        return _("Somebody else changed the same meanwhile. Choose below, then save again.")
    return _(
        "%(name)s saved this story at %(time)s, while you had it on your screen, and changed the "
        "same as you. Choose below, then save again; until then nothing of yours is lost."
    ) % {
        "name": newer.author or _("The page import"),
        "time": date_format(timezone.localtime(newer.created_at), "m-d H:i"),
    }


def merged_message(form, formsets):
    """Says which parts of the saved text somebody else changed meanwhile."""
    names = dict.fromkeys(_label(name, form, formsets) for name in form.merge.taken)
    newer = form.merge.newer
    return _(
        "%(name)s had saved meanwhile: both your changes are in the text now. Please look at: "
        "%(fields)s"
    ) % {
        "name": (newer and newer.author) or _("Somebody else"),
        "fields": "、".join(map(str, names)),
    }


def _question(conflict, form, formsets, choice):
    base, mine, theirs = (
        _text(conflict.name, value, form)
        for value in (conflict.base, conflict.mine, conflict.theirs)
    )
    return Question(
        conflict.key,
        _label(conflict.name, form, formsets),
        diff(base, mine),
        diff(base, theirs),
        conflict.offers_both,
        choice,
    )


def _text(name, value, form):
    """The value as the user knows it: names of rows and not their ids, no HTML."""
    if name == "body":
        return text_of(value)
    queryset = getattr(form.fields.get(name), "queryset", None)
    if queryset is not None and value.isdecimal():
        return str(queryset.model._default_manager.filter(pk=value).first() or value)
    if name.endswith("-is_lead"):
        return str(_("yes") if value else _("no"))
    return value.replace("T", " ") if name.endswith(("_at", "_until")) else value


def _label(name, form, formsets):
    """The label of a field, or of a row and its field: `story_photos-12-caption`."""
    if name in form.fields:
        return form[name].label
    prefix, _dash, rest = name.partition("-")
    formset = next(formset for formset in formsets if formset.prefix == prefix)
    pk, _dash, column = rest.partition("-")
    model_label = formset.model._meta.verbose_name
    if not pk:
        return formset.model._meta.verbose_name_plural
    row = next((row for row in formset.forms if str(row.instance.pk) == pk), None)
    label = f"{model_label} {row.instance}" if row else str(model_label)
    if column_field := formset.form.base_fields.get(column):
        return _("%(row)s: %(field)s") % {"row": label, "field": column_field.label}
    return label
