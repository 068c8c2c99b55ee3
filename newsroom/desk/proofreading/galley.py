"""The galley (校样): the story as it lies before a proofreader, every passage a box to write in."""

import copy
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom.desk.models import Revision, StoryPhoto
from newsroom.desk.proofreading import body_text, passages
from newsroom.desk.proofreading import marks as proofs
from newsroom.desk.proofreading.passages import Passage
from newsroom.desk.revisions.text_diff import runs

LINE = 30  # characters, where the browser can't fit a box to its words by itself


@dataclass(frozen=True)
class Box:
    """A passage and the words that the proofreader would have in its place."""

    passage: Passage
    words: str
    complaint: str = ""

    @property
    def is_changed(self):
        return self.words != self.passage.text

    @property
    def runs(self):
        return runs(self.passage.text, self.words)

    @property
    def rows(self):
        return len(self.words) // LINE + self.words.count("\n") + 1


@dataclass(frozen=True)
class Galley:
    """The boxes of one revision in the order of reading."""

    revision: Revision
    boxes: tuple[Box, ...]

    @classmethod
    def of(cls, revision):
        """The galley as it comes from the press, without a mark."""
        found = passages.passages(revision.content)
        return cls(revision, tuple(Box(passage, passage.text) for passage in found))

    def written(self, sent, story):
        """The galley with the words of a form in it; a box that the form lacks stays as it is."""
        return replace(self, boxes=tuple(_written(box, sent, story) for box in self.boxes))

    def with_marks(self, placed):
        """The galley with marks in it, `placed` as pairs (mark, start) on its own revision."""
        return replace(self, boxes=tuple(_marked(box, placed) for box in self.boxes))

    @property
    def above(self):
        """The lines over the body; those who wrote it are named below them."""
        return [box for box in self.boxes if box.passage.field in passages.ABOVE]

    @property
    def below(self):
        return [box for box in self.boxes if box.passage.field not in passages.ABOVE]

    @property
    def bylines(self):
        return passages.bylines(self.revision.content)

    @property
    def marks(self):
        return [mark for box in self.boxes for mark in proofs.marks(box.passage, box.words)]

    @property
    def changed(self):
        return [box for box in self.boxes if box.is_changed]

    @property
    def has_complaints(self):
        return any(box.complaint for box in self.boxes)


def carried_over(galley, revision):
    """What was written on one revision, on a later one: (galley, lost).

    `lost` are the marks that have no place there, each as Runs with its context.
    """
    base, current = passages.texts(galley.revision.content), passages.texts(revision.content)
    located = proofs.located(galley.marks, base, current)
    placed = [(mark, start) for mark, start in located if start is not None]
    lost = [proofs.in_context(mark, base[mark.field]) for mark, start in located if start is None]
    return Galley.of(revision).with_marks(placed), lost


def _written(box, sent, story):
    """The box as it was sent; nothing but line ends and odd spaces told apart is no change."""
    text = box.passage.text
    words = body_text.words(sent.get(box.passage.name, text))
    words = words if "\n" in text else words.strip("\n")
    if words == body_text.words(text):
        return box
    return replace(box, words=words, complaint=_complaint(box.passage, words, story))


def _complaint(passage, words, story):
    """Why these words cannot stand there, or nothing."""
    if words.count("\n") > passage.text.count("\n"):
        return _("Paragraphs are not parted or joined here: ask for it in the note.")
    if passage.field == "body":
        return ""
    try:
        row, name = passages.holder(copy.copy(story), passage.field)
        passages.put(row, name, words)
    except ValidationError as error:
        return " ".join(error.messages)
    except StoryPhoto.DoesNotExist:
        pass  # the text changed meanwhile, which signing finds out
    return ""


def _marked(box, placed):
    passage = box.passage
    own = [
        (mark, start - passage.start)
        for mark, start in placed
        if mark.field == passage.field
        and passage.start <= start <= passage.start + len(passage.text)
    ]
    return replace(box, words=proofs.changed(passage.text, own))
