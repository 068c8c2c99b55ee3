"""When a story was published and when its text last changed, for its page and its JSON-LD."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.utils import timezone


def with_changes(versions):
    """The queryset of begun Versions with `changed_at`: when their text was first public.

    It is None for a text that has been public since the story was first published. A new version
    of the same revision, with other tags or in another section, is no change of the text.
    """
    of_story = versions.model.objects.filter(
        story_id=OuterRef("story_id"), during__startswith__lte=OuterRef("during__startswith")
    )
    began = "during__startswith"
    other_text = of_story.exclude(revision_sha256=OuterRef("revision_sha256"))
    this_text = of_story.filter(during__startswith__gt=OuterRef("other_text_began")).order_by(began)
    return versions.annotate(
        other_text_began=Subquery(other_text.order_by(f"-{began}").values(began)[:1]),
        changed_at=Subquery(this_text.values(began)[:1]),
    )


@dataclass(frozen=True)
class StoryDates:
    """Aware datetimes. `published` is midnight of the date of the paper for a printed story.

    `changed` is None while the first text is public; `corrected` if the change came with a
    correction.
    """

    published: datetime.datetime
    changed: datetime.datetime | None = None
    corrected: bool = False

    @property
    def modified(self):
        """For machines: not before `published`, even if the text changed the evening before."""
        return max(self.published, self.changed or self.published)

    @classmethod
    def from_version(cls, version):
        """The dates of a Version from `with_changes`; of another Version without `changed`."""
        changed = getattr(version, "changed_at", None)
        day = changed and timezone.localdate(changed)
        corrected = any(c.date == day for c in version.snapshot.corrections if c.date)
        return cls(version.published_at, changed, corrected)
