"""The galley (校样): a revision as a form in which a proofreader edits every passage."""

import copy
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.desk.models import Revision, StoryPhoto
from newsroom.desk.proofreading import body_text, passages
from newsroom.desk.proofreading.marks import apply_marks, find_marks, in_context, locate_marks
from newsroom.desk.proofreading.passages import Passage
from newsroom.desk.revisions.text_diff import diff

LINE_LENGTH = 30  # characters; for browsers that cannot fit a text area to its text


@dataclass(frozen=True)
class PassageField:
    """A passage and its `text` as the proofreader edited it; `error` says why it is refused."""

    passage: Passage
    text: str
    error: str = ""

    @property
    def is_changed(self):
        """Whether the proofreader changed the text."""
        return self.text != self.passage.text

    @property
    def runs(self):
        """The Runs from the text of the passage to the edited text."""
        return diff(self.passage.text, self.text)

    @property
    def rows(self):
        """How many rows the text area needs."""
        return len(self.text) // LINE_LENGTH + self.text.count("\n") + 1


@dataclass(frozen=True)
class Galley:
    """The PassageFields of one revision in reading order."""

    revision: Revision
    fields: tuple[PassageField, ...]

    @classmethod
    def from_revision(cls, revision):
        """The galley of the revision without any change."""
        found = passages.read_passages(revision.content)
        return cls(revision, tuple(PassageField(passage, passage.text) for passage in found))

    def with_input(self, posted, story):
        """The galley with the texts of a form: {name of the passage: text}; others are kept."""
        return replace(
            self, fields=tuple(_with_input(field, posted, story) for field in self.fields)
        )

    def with_marks(self, placed):
        """The galley with marks applied; `placed` are pairs (mark, its start in this revision)."""
        return replace(self, fields=tuple(_with_marks(field, placed) for field in self.fields))

    @property
    def heading_fields(self):
        """The fields above the body; the bylines follow them on screen."""
        return [f for f in self.fields if f.passage.field in passages.HEADING_FIELDS]

    @property
    def body_fields(self):
        """The fields of the body with its captions and credits."""
        return [f for f in self.fields if f.passage.field not in passages.HEADING_FIELDS]

    @property
    def bylines(self):
        """The bylines of the revision, which are not proofread; see `passages.bylines`."""
        return passages.bylines(self.revision.content)

    @property
    def other_texts(self):
        """What the signature covers besides, to read only; see `passages.other_texts`."""
        return passages.other_texts(self.revision.content)

    @property
    def marks(self):
        """The unsaved ProofMarks of all changes."""
        return [mark for field in self.fields for mark in find_marks(field.passage, field.text)]

    @property
    def changed_fields(self):
        """The fields that the proofreader changed."""
        return [field for field in self.fields if field.is_changed]

    @property
    def has_errors(self):
        """Whether the text of any field is refused."""
        return any(field.error for field in self.fields)


def carry_over(galley, revision):
    """The changes of a galley on a later revision: (galley of that revision, lost marks).

    The lost marks have no place in the later revision; each is a list of Runs with its context.
    """
    base = passages.field_texts(galley.revision.content)
    current = passages.field_texts(revision.content)
    located = locate_marks(galley.marks, base, current)
    placed = [(mark, start) for mark, start in located if start is not None]
    lost = [in_context(mark, base[mark.field]) for mark, start in located if start is None]
    return Galley.from_revision(revision).with_marks(placed), lost


def _with_input(field, posted, story):
    """The field with its posted text; other line ends and control characters are no change."""
    original = field.passage.text
    text = body_text.clean_input(posted.get(field.passage.name, original))
    text = text if "\n" in original else text.strip("\n")
    if text == body_text.clean_input(original):
        return field
    return replace(field, text=text, error=_error(field.passage, text, story))


def _error(passage, text, story):
    """Why the passage cannot have that text; "" if it can."""
    if text.count("\n") > passage.text.count("\n"):
        return _("Paragraphs are not parted or joined here: ask for it in the note.")
    if passage.field == "body":
        return ""
    try:
        owner, name = passages.field_owner(copy.copy(story), passage.field)
        passages.set_text(owner, name, text)
    except ValidationError as error:
        return " ".join(error.messages)
    except StoryPhoto.DoesNotExist:
        pass  # the photo was removed meanwhile; signing will refuse the outdated text
    return ""


def _with_marks(field, placed):
    passage = field.passage
    own = [
        (mark, start - passage.start)
        for mark, start in placed
        if mark.field == passage.field
        and passage.start <= start <= passage.start + len(passage.text)
    ]
    return replace(field, text=apply_marks(passage.text, own))
