"""The columns of plain text: every text that a person writes in the newsroom is in one of them.

They refuse hidden characters wherever a model is validated. There is no CHECK in the database:
texts that were signed before this rule keep their bytes, and with them their hashes.
"""

from django.db import models

from newsroom.core.plain_text.characters import validate_no_hidden
from newsroom.core.plain_text.fields import PlainFormField


class PlainColumn(models.Field):
    """Mixin for a column of Django's that refuses hidden characters; `django_path` is its class."""

    default_validators = [validate_no_hidden]
    django_path = ""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PlainFormField, **kwargs})

    def deconstruct(self):
        """As Django's own field: the column of the database is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, self.django_path, args, kwargs


class PlainCharField(PlainColumn, models.CharField):
    """A short text."""

    django_path = "django.db.models.CharField"


class PlainTextField(PlainColumn, models.TextField):
    """A text of any length."""

    django_path = "django.db.models.TextField"
