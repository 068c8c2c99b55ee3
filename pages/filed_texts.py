"""The text of a story as the filing of its page made it, and whether it was changed since."""

from newsroom.desk.revisions import content


def newest_filed(places):
    """The newest Revision that these PageStories name as their text as filed, or None."""
    filed = [place.filed for place in places if place.filed]
    return max(filed, key=lambda revision: revision.number, default=None)


def filed_revision(story):
    """The text of the story as filed; its first Revision if no place names one."""
    places = story.page_places.select_related("filed")
    return newest_filed(places) or story.revisions.order_by("number").first()


def changed_since_filed(story):
    """Whether the working copy has another text than the filing made; metadata does not count."""
    filed = filed_revision(story)
    return filed is None or content.revision_data(story).sha256 != filed.sha256
