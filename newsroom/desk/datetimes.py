"""Date and time in the desk's forms and texts, always in the newsroom's time zone (Beijing)."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from unfold.widgets import DATETIME_CLASSES


class DateTimePicker(forms.DateTimeInput):
    """The browser's own picker of a date and a time, to the minute."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        classes = {"class": " ".join(DATETIME_CLASSES)}
        super().__init__({**classes, **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class SecondsPicker(DateTimePicker):
    """The same to the second, as Decisions and Versions are stamped."""

    def __init__(self, attrs=None):
        super().__init__({"step": 1, **(attrs or {})})
        self.format = "%Y-%m-%dT%H:%M:%S"


def format_datetime(value):
    """An aware datetime in Beijing time, to the minute: `2026-11-25 18:30`."""
    return date_format(timezone.localtime(value), "Y-m-d H:i")
