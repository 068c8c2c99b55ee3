"""The column of a story's body, and the editor in which it is written."""

import re

from django.core.validators import MaxLengthValidator
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField

from newsroom.core.body import clean, clean_to_store, photo_node

LARGEST = 300_000  # characters of HTML: ten times the longest story, and quick to clean
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "Heading": {"levels": [2]},
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Blockquote": True,
    "BulletList": True,
    # Numbers only, since readers see no other; the first number may be any.
    "OrderedList": {"listTypes": [{"label": "1, 2, 3", "type": "decimal", "description": ""}]},
    "ListItem": True,
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "PhotoPlace": True,
    "Paste": True,
}
# What photo-place.js writes for a photo that has no StoryPhoto yet, here for the photo 17:
# `<figure data-photo="new-17"></figure>`. `clean` takes it out.
NEW_PHOTO_NODE = re.compile(r'<figure data-photo="new-(\d+)"></figure>')


def settle(html, story_photo_ids):
    """The HTML of the editor with the ids of new StoryPhotos, given as {id of the photo: id}."""

    def settled(node):
        story_photo_id = story_photo_ids.get(int(node[1]))
        return photo_node(story_photo_id) if story_photo_id else ""

    return NEW_PHOTO_NODE.sub(settled, html)


def clean_sent(html):
    """The HTML that the editor sent, cleaned, with the places of photos that are new."""
    numbered = NEW_PHOTO_NODE.sub(r'<figure data-photo="0\1"></figure>', html)
    return clean(numbered).replace('data-photo="0', 'data-photo="new-')


class BodyFormField(ProseEditorFormField):
    """Takes a zero byte out, which Django would refuse, as it takes out all hidden characters."""

    def to_python(self, value):
        return (super().to_python(value) or "").replace("\0", "")


class BodyField(ProseEditorField):
    """HTML that is cleaned when a form validates, and made safe on every way into the database."""

    default_validators = [MaxLengthValidator(LARGEST)]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """The field of a form, named as a part of the page that the editor serves (ready.js)."""
        field = super().formfield(**{"form_class": BodyFormField, **kwargs})
        field.widget.attrs["data-served-by"] = "editor"
        return field

    def pre_save(self, instance, add):
        cleaned = clean_to_store(super().pre_save(instance, add) or "")
        setattr(instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = clean_to_store(value)
        return super().get_db_prep_save(value, connection)
