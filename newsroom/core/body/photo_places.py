"""The places of photos in a body: `<figure data-photo="12"></figure>`, with a StoryPhoto's id."""

from collections.abc import Iterator

from newsroom.core.body.parsing import parse


def photo_node(story_photo_id):
    """The HTML that marks the place of a photo."""
    return f'<figure data-photo="{story_photo_id}"></figure>'


def story_photo_ids(html):
    """The ids of the StoryPhotos whose photos stand in the body, in order."""
    return [found for _part, found in split_at_photos(html) if found is not None]


def keep_photos(html, kept):
    """The body with only the photos of the StoryPhotos whose ids are `kept`, each one once."""
    parts, left = [], set(kept)
    for part, found in split_at_photos(html):
        if found is None or found in left:
            parts.append(part)
            left.discard(found)
    return "".join(parts)


def split_at_photos(html) -> Iterator[tuple[str, int | None]]:
    """The body cut before and after each photo: (part of the HTML, id of the StoryPhoto or None).

    Of a photo the part is its node. A part before or after one may be "".
    """
    done = 0
    for block in parse(html):
        if block.story_photo_id is not None:
            node = slice(block.opening[-1].start, block.closing[0].stop)
            yield html[done : node.start], None
            yield html[node], block.story_photo_id
            done = node.stop
    yield html[done:], None
