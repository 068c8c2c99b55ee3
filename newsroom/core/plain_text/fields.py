"""The form field of plain text."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator as OnlyZeroBytes

from newsroom.core.plain_text.characters import BLANKS, validate_no_hidden


class PlainFormField(forms.CharField):
    """Refuses hidden characters, and takes away what nobody sees at the edges of the text."""

    default_validators = [validate_no_hidden]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django refuses zero bytes a second time, without saying where they are.
        self.validators = [v for v in self.validators if not isinstance(v, OnlyZeroBytes)]

    def to_python(self, value):
        text = super().to_python(value)
        return text.strip(BLANKS) if self.strip and isinstance(text, str) else text
