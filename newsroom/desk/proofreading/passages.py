"""What a proofreader reads of a story: its signed texts, field by field and passage by passage."""

import json
from dataclasses import dataclass

from newsroom.desk.models import Story, StoryPhoto
from newsroom.desk.proofreading import body_text

ABOVE = ("column", "kicker", "headline", "deck", "source", "dateline")  # as readers meet them
OF_PHOTOS = ("caption", "credit")


@dataclass(frozen=True)
class Passage:
    """Words that are read, and changed, in one piece: a line, a paragraph, a caption.

    `field` and `start` say where they stand in a text of `texts`; `tag` is the element of the
    body that holds them.
    """

    field: str
    start: int
    text: str
    tag: str = ""

    @property
    def name(self):
        """Tells the passage from all others of its revision."""
        return f"{self.field}-{self.start}"

    @property
    def label(self):
        return label(self.field)

    @property
    def kind(self):
        """What it looks like: `headline`, `caption`, or an element of the body, such as `h2`."""
        return self.tag or self.field.partition(":")[0]


def texts(content):
    """The plain text of every field that is read: {field: text}; of nothing that is redacted.

    `content` is the canonical JSON text of a revision. Captions and credits of photos are fields
    such as `caption:12`, named by the StoryPhoto.
    """
    if not content:
        return {}
    said = json.loads(content)
    lines = {name: said[name] for name in ABOVE}
    photos = {
        f"{name}:{photo['place']}": photo[name] for photo in said["photos"] for name in OF_PHOTOS
    }
    return {**lines, "body": body_text.plain(said["body"]), **photos}


def passages(content):
    """The Passages of a revision in the order of reading; those without a word are left out."""
    text = texts(content)
    if not text:
        return []
    found = [Passage(name, 0, text[name]) for name in ABOVE]
    for paragraph in body_text.read(json.loads(content)["body"]):
        found += _of_body(paragraph, text)
    return [passage for passage in found if passage.text]


def bylines(content):
    """`{"role": …, "name": …}` of those who stand over or under the story, as printed."""
    return json.loads(content)["bylines"] if content else []


def is_field(field):
    """Whether `field` is one that `texts` may give."""
    name, __, number = field.partition(":")
    return name in OF_PHOTOS and number.isdecimal() if number else name in (*ABOVE, "body")


def label(field):
    """What the field is called on screen."""
    name, __, number = field.partition(":")
    return (StoryPhoto if number else Story)._meta.get_field(name).verbose_name


def holder(story, field):
    """(row, column) that hold a field: the story's own or those of a StoryPhoto.

    Raises StoryPhoto.DoesNotExist when the photo is not in the story any more.
    """
    name, __, number = field.partition(":")
    return (story.story_photos.get(pk=number) if number else story), name


def put(row, name, text):
    """Let the row say `text` in that column, unsaved. Raises ValidationError when it may not."""
    setattr(row, name, text)
    row.clean_fields(exclude={column.name for column in row._meta.fields} - {name})
    row.validate_constraints()


def _of_body(paragraph, text):
    if paragraph.photo is None:
        return [Passage("body", paragraph.start, paragraph.text, paragraph.tag)]
    fields = [f"{name}:{paragraph.photo}" for name in OF_PHOTOS]
    return [Passage(field, 0, text.get(field, "")) for field in fields]
