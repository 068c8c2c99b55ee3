"""Dates and times in the desk's texts, always in the newsroom's time zone (Beijing)."""

from django.utils import timezone
from django.utils.formats import date_format


def format_datetime(value):
    """An aware datetime in Beijing time, to the minute: `2026-11-25 18:30`."""
    return date_format(timezone.localtime(value), "Y-m-d H:i")
