"""When a story came out and when its text last changed, as readers and machines are told."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone


def with_changes(versions):
    """The begun Versions with `changed_at`: when readers first saw the text that each holds.

    None for a text that stands since the story came out. A new version whose tags or section alone
    differ changes no text.
    """
    of_story = versions.model.objects.filter(
        story=OuterRef("story"), during__startswith__lte=OuterRef("during__startswith")
    )
    another = of_story.exclude(revision_sha256=OuterRef("revision_sha256"))
    began = "during__startswith"
    since = of_story.filter(during__startswith__gt=OuterRef("another_began")).order_by(began)
    return versions.annotate(
        another_began=Subquery(another.order_by(f"-{began}").values(began)[:1]),
        changed_at=Subquery(since.values(began)[:1]),
    )


@dataclass(frozen=True)
class Dates:
    """Aware moments. `published` is midnight of the day of the paper for what was printed.

    `changed` is None while the text is the first; `corrected` if a correction came with the change.
    """

    published: datetime.datetime
    changed: datetime.datetime | None = None
    corrected: bool = False

    @property
    def modified(self):
        """For machines: not before `published`, as a change on the eve of the paper would be."""
        return max(self.published, self.changed or self.published)

    @classmethod
    def of(cls, version):
        """Of a Version that was read `with_changes`; of any other without its change."""
        changed = getattr(version, "changed_at", None)
        day = changed and timezone.localdate(changed)
        corrected = any(c.date == day for c in version.snapshot.corrections if c.date)
        return cls(version.published_at, changed, corrected)
