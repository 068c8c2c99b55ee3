"""The errors of a form in the admin as a list of links, so that none has to be searched for."""

from dataclasses import dataclass

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@dataclass(frozen=True)
class Fault:
    """One field with its errors; `anchor` is its HTML id, or "" if it has none on screen."""

    label: str
    messages: list[str]
    anchor: str = ""


@register.simple_tag(takes_context=True)
def faults(context):
    """The Faults of the form on the page and of its rows, in the order of the screen."""
    adminform = context.get("adminform")
    form = adminform.form if adminform else context.get("form")
    found = _form_faults(form) if form is not None and hasattr(form, "errors") else []
    for inline in context.get("inline_admin_formsets") or []:
        if errors := list(inline.formset.non_form_errors()):
            heading = f"{inline.formset.prefix}-heading"
            found.append(Fault(capfirst(inline.opts.verbose_name_plural), errors, heading))
        for number, row in enumerate(inline.formset.forms, start=1):
            found += _form_faults(row, _row_name(row, number))
    return found


def _row_name(row, number):
    return _("%(what)s %(number)d") % {
        "what": capfirst(row._meta.model._meta.verbose_name),
        "number": number,
    }


def _form_faults(form, row=""):
    """The Faults of one form. Errors of the whole form have no link; the page shows them anyway."""
    named = [(name, list(errors)) for name, errors in form.errors.items()]
    if not row:
        named = [(name, errors) for name, errors in named if name != NON_FIELD_ERRORS]
    return [_fault(form, name, errors, row) for name, errors in named]


def _fault(form, name, errors, row):
    if name == NON_FIELD_ERRORS:
        return Fault(row, errors, _first_anchor(form))
    field = form[name]
    label = _("%(row)s: %(field)s") % {"row": row, "field": field.label} if row else field.label
    return Fault(str(label), errors, "" if field.is_hidden else field.id_for_label)


def _first_anchor(form):
    return next((field.id_for_label for field in form.visible_fields()), "")
