"""What a form of the admin sent, to be shown back when it was not saved. Reads nothing else."""

import re
from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager

from newsroom.core.body import clean
from newsroom.core.labels import Label
from newsroom.desk.body_field import clean_sent
from newsroom.desk.workflow.step_form import StepForm

# Neither shown nor sent again; `__prefix__` is the empty row that scripts copy.
SECRET = re.compile("password|csrfmiddlewaretoken|__prefix__")
# What a form sends about itself: sent again, not shown.
ABOUT_THE_FORM = re.compile(
    r"seen|opened_\w+|save_over|action|select_across|index|_selected_action|next|do|"
    r"choice-.*|.*-(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|id|order|DELETE)|_[a-z_]+"
)
HASH = re.compile("[0-9a-f]{64}")
NUMBER = re.compile(r"\d{1,7}|on")  # a choice, or the id of a row; a phone number is longer


@dataclass(frozen=True)
class SentField:
    """One text that was typed. `is_html` if `text` is cleaned HTML."""

    name: str
    label: Label
    text: str
    is_html: bool = False


@dataclass(frozen=True)
class SentForm:
    """`fields` are the texts to show, `values` all pairs (name, value) to send again.

    `files` are the names of the files that were chosen: a page cannot send them again.
    """

    fields: list[SentField]
    values: list[tuple[str, str]]
    files: list[str]

    @property
    def is_empty(self):
        """Whether nothing was typed, chosen or uploaded: a button alone sent the form."""
        return not self.files and not any(_is_content(*pair) for pair in self.values)


def sent_form(request):
    """The SentForm of a POST to the admin."""
    model = _model(request)
    values = [
        (name, clean_sent(value) if name == "body" else value)
        for name in request.POST
        if not SECRET.search(name)
        for value in request.POST.getlist(name)
    ]
    fields = [_field(model, name, value) for name, value in values]
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    return SentForm([field for field in fields if field], values, files)


def _model(request):
    """The model whose form is at this address, None if it is no form of a model."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    found = [
        model
        for model in admin.site._registry
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
    ]
    return found[0] if found else None


def _field(model, name, value):
    """The SentField of one value; None if it is empty, a choice, or about the form itself."""
    if not _is_content(name, value):
        return None
    column = _column(model, name)
    if _is_choice_of_rows(column) or NUMBER.fullmatch(value.strip()):
        return None  # names of rows may be shown only to who may see them
    if name == "body":
        text = clean(value)
        return SentField(name, _label(column, name), text, is_html=True) if text else None
    choices = dict(getattr(column, "flatchoices", None) or ())
    return SentField(name, _label(column, name), str(choices.get(value, value)).strip())


def _is_choice_of_rows(column):
    is_relation = column is not None and column.is_relation
    return is_relation and not isinstance(column, TaggableManager)


def _is_content(name, value):
    about_the_form = ABOUT_THE_FORM.fullmatch(name) or HASH.fullmatch(value)
    return bool(value.strip()) and not about_the_form


def _column(model, name):
    """The model field of that name in the form; of a row, `bylines-0-role`, that of its model."""
    if model is None:
        return None
    try:
        prefix, number, column = name.split("-")
        model = model._meta.get_field(prefix).related_model
        return model._meta.get_field(column) if number.isdecimal() else None
    except (ValueError, AttributeError, FieldDoesNotExist):
        pass
    try:
        return model._meta.get_field(name.partition("-")[0])
    except FieldDoesNotExist:
        return None


def _label(column, name):
    if column is not None and not _is_choice_of_rows(column):
        return column.verbose_name
    step_field = StepForm.base_fields.get(name.rpartition("-")[2])
    return step_field.label if step_field is not None else _("Text")
