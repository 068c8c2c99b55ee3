"""The values of a story's form as a browser sends them, to be compared with what is sent later.

`{"saved_at": …, "fields": {name: [value, …]}, "rows": {prefix: {id: {name: value}}}}`; an empty
value is left out.
"""

import json

from django import forms

KEPT = ("opened_on", "opened_with", "save_over")  # fields that are about the form itself


def form_values(form, formsets):
    """The values of an unbound form and its formsets, as a dict that JSON can hold."""
    return {
        "saved_at": form.instance.updated_at.isoformat(),
        "fields": {bound.name: sent(bound) for bound in form if bound.name not in KEPT},
        "rows": {formset.prefix: _rows(formset) for formset in formsets},
    }


def encode(values):
    """The values as text for a hidden field."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def decode(text):
    """The values of `encode`; None if the text is something else."""
    try:
        values = json.loads(text)
    except (TypeError, ValueError):
        return None
    return values if isinstance(values, dict) and values.keys() >= {"fields", "rows"} else None


def sent(bound):
    """What a browser sends for this field of a form if nobody changes it."""
    # The admin wraps the widget of a relation in another one with a link to add a row.
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    shown = widget.format_value(value)
    return normal(shown if isinstance(shown, list | tuple) else [shown])


def normal(values):
    """The values as text, without empty ones and with the line ends of the database."""
    texts = ("" if value is None else str(value).replace("\r\n", "\n") for value in values)
    return [text for text in texts if text]


def _rows(formset):
    return {str(row.instance.pk): _row(row) for row in formset.initial_forms}


def _row(row):
    """The values of one saved row, with those of its photo that the form only shows."""
    values = {bound.name: "\n".join(sent(bound)) for bound in row if _is_content(row, bound.name)}
    photo = getattr(row.instance, "photo", None)
    return values | _shown_of(photo) if photo else values


def _shown_of(photo):
    """What is signed of a photo beside its texts: a person who signs has seen it."""
    look = (photo.sha256, *photo.focus, photo.ai_generated)
    return {"photo": str(photo.pk), "look": " ".join(map(str, look))}


def _is_content(row, name):
    return name in row.Meta.fields
