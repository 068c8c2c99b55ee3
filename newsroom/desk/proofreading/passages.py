"""The texts of a revision that a proofreader reads, by field and by passage."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from newsroom.core.body import Text, parse
from newsroom.desk.models import Correction, Story, StoryPhoto
from newsroom.desk.proofreading import body_text
from newsroom.desk.revisions.content import REPRINT_FIELDS

# As printed; the summary is on the site only.
HEADING_FIELDS = ("column", "kicker", "headline", "deck", "summary", "source", "dateline")
PHOTO_FIELDS = ("caption", "credit")


@dataclass(frozen=True)
class Passage:
    """A text that is read and edited in one piece: a heading, a paragraph, a caption.

    It begins at the character `start` of the text of its `field`, see `field_texts`. `tag` is the
    element of the body that holds it, "" outside the body.
    """

    field: str
    start: int
    text: str
    tag: str = ""

    @property
    def name(self):
        """A name that no other passage of the revision has."""
        return f"{self.field}-{self.start}"

    @property
    def label(self):
        """The name of its field on screen."""
        return field_label(self.field)

    @property
    def kind(self):
        """For its style: `headline`, `caption`, or an element of the body such as `h2`."""
        return self.tag or self.field.partition(":")[0]


def field_texts(content):
    """The plain text of every field that is proofread: {field: text}; empty if it is redacted.

    `content` is the canonical JSON text of a revision. Captions and credits are fields such as
    `caption:12`, where 12 is the id of the StoryPhoto.
    """
    if not content:
        return {}
    signed = json.loads(content)
    headings = {name: signed.get(name, "") for name in HEADING_FIELDS}
    photos = {
        f"{name}:{photo['place']}": photo[name]
        for photo in signed["photos"]
        for name in PHOTO_FIELDS
    }
    return {**headings, "body": body_text.plain_text(signed["body"]), **photos}


def read_passages(content):
    """The Passages of a revision in reading order, without empty ones; [] if it is redacted."""
    texts = field_texts(content)
    if not texts:
        return []
    found = [Passage(name, 0, texts[name]) for name in HEADING_FIELDS]
    for paragraph in body_text.read_paragraphs(json.loads(content)["body"]):
        found += _body_passages(paragraph, texts)
    return [passage for passage in found if passage.text]


def other_texts(content):
    """The texts that a signature of the revision covers and that are not proofread.

    They are (label, text) pairs: alt texts and AI labels, addresses of links, the original of a
    reprint, corrections; [] if the revision is redacted.
    """
    if not content:
        return []
    signed = json.loads(content)
    found = [(field_label("alt:0"), photo["alt"]) for photo in signed["photos"]]
    found += [
        (_("made with AI"), photo["caption"])
        for photo in signed["photos"]
        if photo.get("ai_generated")
    ]
    found += [(_("link"), url) for url in _link_urls(signed["body"])]
    found += [(field_label(name), signed[name]) for name in REPRINT_FIELDS]
    found += [(Correction._meta.verbose_name, note) for note in signed.get("corrections", ())]
    return [(label, text) for label, text in found if text]


def _link_urls(body):
    tags = (part for block in parse(body) for part in block.inline if not isinstance(part, Text))
    return [tag.value for tag in tags if tag.name == "a" and not tag.is_end]


def bylines(content):
    """The bylines of a revision as `{"role": …, "name": …}`; [] if it is redacted."""
    return json.loads(content)["bylines"] if content else []


def is_field(field):
    """Whether `field` can be a key of `field_texts`."""
    name, __, number = field.partition(":")
    return (
        name in PHOTO_FIELDS and number.isdecimal() if number else name in (*HEADING_FIELDS, "body")
    )


def field_label(field):
    """The name of the field on screen."""
    name, __, number = field.partition(":")
    columns = {column.name: column for column in (StoryPhoto if number else Story)._meta.fields}
    return columns[name].verbose_name


def field_owner(story, field):
    """(object, attribute) that hold a field: the story or one of its StoryPhotos.

    Raises StoryPhoto.DoesNotExist if the photo is no longer in the story.
    """
    name, __, number = field.partition(":")
    return (story.story_photos.get(pk=number) if number else story), name


def set_text(owner, name, text):
    """Set the attribute without saving it. Raises ValidationError if it may not have that text."""
    setattr(owner, name, text)
    owner.clean_fields(exclude={column.name for column in owner._meta.fields} - {name})
    owner.validate_constraints()


def _body_passages(paragraph, texts):
    """The Passages of a Paragraph: itself, or the caption and the credit of a photo."""
    if paragraph.photo is None:
        return [Passage("body", paragraph.start, paragraph.text, paragraph.tag)]
    fields = [f"{name}:{paragraph.photo}" for name in PHOTO_FIELDS]
    return [Passage(field, 0, texts.get(field, "")) for field in fields]
