"""The form field of plain text."""

from django import forms

from newsroom.core.plain_text.characters import BLANKS, validate_no_hidden


class PlainFormField(forms.CharField):
    """Refuses hidden characters, and takes away what nobody sees at the edges of the text."""

    default_validators = [validate_no_hidden]

    def to_python(self, value):
        text = super().to_python(value)
        return text.strip(BLANKS) if self.strip and isinstance(text, str) else text
