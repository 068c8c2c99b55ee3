"""The stories of a page that wait for its sign-off, as the chief sees them on the page's screen."""

from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from django.db.models import Exists, OuterRef, Prefetch

from media.sizes import previews
from newsroom.desk.models import Decision, Revision, Story, StoryPhoto
from newsroom.desk.revisions import comparison
from newsroom.desk.revisions.content import RevisionData, build_revision_data
from pages.filed_texts import newest_filed
from pages.models import PageStory

COMPARISON_SECONDS = 2  # for all stories of a page together


@dataclass(frozen=True)
class WaitingStory:
    """A draft of a page that nobody has decided on since the page was filed.

    `text` is the working copy as a Revision would store it: its hashes are in the form of the
    sign-off. `filed` is the text that the filing made. The story and its relations are prefetched.
    """

    story: Story
    text: RevisionData
    filed: Revision | None
    deadline: float

    @property
    def is_changed(self):
        """Whether the text is not the one that was filed; other metadata is no change."""
        return self.filed is None or self.text.sha256 != self.filed.sha256

    @property
    def can_be_restored(self):
        """Whether the text as filed is known in full.

        It is not if the story was joined with its other half after somebody had edited it.
        """
        places = self.story.page_places.all()
        joined_whole = len({place.filed_id for place in places}) == len(places)
        return self.filed is not None and not self.filed.is_redacted and joined_whole

    @cached_property
    def differences(self):
        """The Differences from the text as filed; without a change every line is unchanged."""
        known = self.filed if self.is_changed and self.filed and self.filed.content else self.text
        return comparison.compare(known, self.text, deadline=self.deadline)

    @property
    def editor(self):
        """The name of the responsible editor that readers will see."""
        return self.story.responsible_editor or self.story.printed_editor

    @property
    def pictures(self):
        """Pairs (Photo, URL of its thumbnail) of the photos with a file."""
        photos = [story_photo.photo for story_photo in self.story.story_photos.all()]
        return [(photo, previews.preview_url(photo, "small")) for photo in photos if photo.sha256]


def open_stories(page):
    """Stories of the page without a decision since it was filed, in reading order.

    Half stories are left out while the page with their other half is not filed.
    """
    decided = Decision.objects.without_releases().filter(story=OuterRef("pk"))
    return Story.objects.filter(
        ~Exists(decided), page_places__page=page, status=Story.Status.DRAFT, other_half=""
    ).order_by("page_places__position")


def waiting_stories(page):
    """The WaitingStories of the page in reading order, in a constant number of queries."""
    stories = open_stories(page).select_related("section", "responsible_editor")
    stories = list(
        stories.prefetch_related(
            "bylines",
            "corrections",
            "tags",
            "organizations",
            Prefetch("story_photos", StoryPhoto.objects.select_related("photo")),
            Prefetch("page_places", PageStory.objects.select_related("filed")),
        )
    )
    first = _first_revisions(stories)
    deadline = monotonic() + COMPARISON_SECONDS
    return [
        WaitingStory(story, _text(story), _filed(story) or first.get(story.pk), deadline)
        for story in stories
    ]


def _filed(story):
    return newest_filed(story.page_places.all())


def _text(story):
    return build_revision_data(
        story,
        bylines=list(story.bylines.all()),
        story_photos=list(story.story_photos.all()),
        corrections=[correction.note for correction in story.corrections.all()],
        tags=[tag.name for tag in story.tags.all()],
        organizations=[organization.pk for organization in story.organizations.all()],
    )


def _first_revisions(stories):
    """{story id: its first Revision} of the stories whose places name no filed text."""
    unknown = [story.pk for story in stories if _filed(story) is None]
    if not unknown:
        return {}
    rows = Revision.objects.filter(story__in=unknown).order_by("story_id", "number")
    return {revision.story_id: revision for revision in rows.distinct("story_id")}
