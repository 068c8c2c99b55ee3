"""What a check of the ledger is."""

from dataclasses import dataclass
from functools import wraps

from django.utils.translation import gettext as _

from newsroom.core.models import Reporter
from newsroom.desk.models import Byline, Correction, Story, StoryPhoto

# What the record names otherwise than a column of the story.
ROWS = {
    "bylines": Byline,
    "reporters": Reporter,
    "photos": StoryPhoto,
    "pictures": StoryPhoto,
    "corrections": Correction,
}


@dataclass(frozen=True)
class Finding:
    """Something that does not hold: about which story (its id), what, and what to do about it."""

    story: int
    what: str
    hint: str


def each(check):
    """Make a check of a batch out of one that looks at a single Account: yields (what, hint)."""

    @wraps(check)
    def of_batch(batch):
        for account in batch:
            yield from (Finding(account.story.pk, *said) for said in _asked(check, account))

    return of_batch


def _asked(check, account):
    """What the check says; a row that was tampered with until it cannot be read is found, too."""
    try:
        return list(check(account))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        what = _("Cannot be read (%(check)s): %(error)r") % {
            "check": check.__name__,
            "error": error,
        }
        return [(what, COMPARE)]


def in_words(names):
    """Fields of the record by the words that the desk has for them."""
    columns = {f.name: f.verbose_name for f in (*Story._meta.fields, *Story._meta.many_to_many)}
    rows = {name: model._meta.verbose_name_plural for name, model in ROWS.items()}
    words = columns | rows
    return "、".join(str(words.get(name, name)) for name in sorted(names))


COMPARE = _("Compare the rows with a backup, and find out who had access to the database.")
