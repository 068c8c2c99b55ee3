"""Labels on screen: texts that are translated when they are shown."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Label
else:
    Label = str | Promise


def field_label(model: type[models.Model] | models.Model, name: str) -> Label:
    """The verbose name of the model's field of that name."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is a reverse relation of {model._meta.label} and has no label.")
    return field.verbose_name
