"""Form fields and widgets that the forms of several apps use."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import DATETIME_CLASSES, UnfoldAdminTextInputWidget

from newsroom.core.plain_text import PlainFormField
from newsroom.words import plain

SEPARATORS = re.compile(r"[,，、;；\n]+")

# --- comma-separated lists ------------------------------------------------------------------------


def split_list(text):
    """The items of a line such as `春节，志愿服务、社区`, each once, in their order.

    Commas, enumeration commas and semicolons separate items, in Chinese or English. Spaces
    within an item are kept; each item is returned in its one spelling, see `newsroom.words.plain`.
    """
    items = (plain(item) for item in SEPARATORS.split(text or ""))
    return list(dict.fromkeys(item for item in items if item))


class CommaListField(PlainFormField):
    """Text such as `春节，社区`, cleaned to the list that `split_list` returns.

    `max_item_length` limits each item, in characters; `separator` joins the items to be edited.
    """

    widget = UnfoldAdminTextInputWidget
    default_error_messages = {
        "item_too_long": _("A keyword has at most %(most)d characters."),
    }

    def __init__(self, *, max_item_length, separator="，", **kwargs):
        super().__init__(**kwargs)
        self.max_item_length = max_item_length
        self.separator = separator

    def prepare_value(self, value):
        return self.separator.join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return split_list(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if any(len(item) > self.max_item_length for item in value):
            raise forms.ValidationError(
                self.error_messages["item_too_long"],
                code="item_too_long",
                params={"most": self.max_item_length},
            )

    def run_validators(self, value):
        super().run_validators(self.separator.join(value))

    def has_changed(self, initial, data):
        return list(initial or []) != self.to_python(data)


# --- dates and times ------------------------------------------------------------------------------


class DatePicker(UnfoldAdminTextInputWidget):
    """The browser's own date picker."""

    input_type = "date"


class DateTimePicker(forms.DateTimeInput):
    """The browser's own picker of date and time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        classes = {"class": " ".join(DATETIME_CLASSES)}
        super().__init__({**classes, **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class SecondsPicker(DateTimePicker):
    """The same to the second, which cameras, Decisions and Versions record."""

    def __init__(self, attrs=None):
        super().__init__({"step": 1, **(attrs or {})})
        self.format = "%Y-%m-%dT%H:%M:%S"
