"""Moments that a person sets, in the newsroom's time zone, and how they are written on screen."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from unfold.widgets import DATETIME_CLASSES


class Moment(forms.DateTimeInput):
    """A moment to the minute; phones bring their own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        classes = {"class": " ".join(DATETIME_CLASSES)}
        super().__init__({**classes, **(attrs or {})}, format="%Y-%m-%dT%H:%M")


class ExactMoment(Moment):
    """A moment to the second, as the record keeps it."""

    def __init__(self, attrs=None):
        super().__init__({"step": 1, **(attrs or {})})
        self.format = "%Y-%m-%dT%H:%M:%S"


def written(moment):
    """The moment in Beijing time, to the minute: `2026-11-25 18:30`."""
    return date_format(timezone.localtime(moment), "Y-m-d H:i")
