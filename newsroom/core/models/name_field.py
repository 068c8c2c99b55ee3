"""The column of a name that people write in several ways."""

from newsroom.core.plain_text import PlainCharField
from newsroom.words import plain


class NameField(PlainCharField):
    """A name that is stored and looked up in its one spelling, see `newsroom.words.plain`."""

    def to_python(self, value):
        return _plain(super().to_python(value))

    def get_prep_value(self, value):
        return _plain(super().get_prep_value(value))

    def pre_save(self, model_instance, add):
        name = _plain(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, name)
        return name


def _plain(value):
    return plain(value) if isinstance(value, str) else value
