"""What a check of the record yields, and the decorator that makes a check."""

from dataclasses import dataclass
from functools import wraps

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.core.labels import Label
from newsroom.core.models import Reporter
from newsroom.desk.models import Byline, Correction, Story, StoryPhoto

COMPARE_WITH_BACKUP = gettext_lazy(
    "Compare the rows with a backup, and find out who had access to the database."
)
# Fields of the record that are no columns of the story, with the model that names them on screen.
MODELS = {
    "bylines": Byline,
    "reporters": Reporter,
    "photos": StoryPhoto,
    "pictures": StoryPhoto,
    "corrections": Correction,
}
# What a check raises on a row that was changed so that it cannot be read.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Finding:
    """A failed check of one story: the problem, and a hint what to do about it."""

    story_id: int
    problem: str
    hint: Label


def per_story(check):
    """Make a check of a batch from a check of a single StoryRecord.

    `check(record)` yields problems as text, or pairs (problem, hint); the default hint is
    COMPARE_WITH_BACKUP. An error about an unreadable row is a problem, too.
    """

    @wraps(check)
    def check_batch(batch):
        for record in batch:
            for result in _results(check, record):
                if isinstance(result, str):
                    result = result, COMPARE_WITH_BACKUP
                yield Finding(record.story.pk, *result)

    return check_batch


def _results(check, record):
    try:
        yield from check(record)
    except UNREADABLE as error:
        values = {"check": check.__name__, "error": error}
        yield _("Cannot be read (%(check)s): %(error)r") % values


def field_labels(names):
    """Fields of the record by their names on screen, joined."""
    columns = {f.name: f.verbose_name for f in (*Story._meta.fields, *Story._meta.many_to_many)}
    labels = columns | {name: model._meta.verbose_name_plural for name, model in MODELS.items()}
    return "、".join(str(labels.get(name, name)) for name in sorted(names))
