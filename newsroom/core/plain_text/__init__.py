"""Texts without markup: what they may hold, and the fields that hold to it."""

from newsroom.core.plain_text.characters import (
    BLANKS,
    HIDDEN,
    validate_no_hidden,
    without_hidden,
)
from newsroom.core.plain_text.fields import PlainFormField
from newsroom.core.plain_text.model_fields import PlainCharField, PlainTextField

__all__ = [
    "BLANKS",
    "HIDDEN",
    "PlainCharField",
    "PlainFormField",
    "PlainTextField",
    "validate_no_hidden",
    "without_hidden",
]
