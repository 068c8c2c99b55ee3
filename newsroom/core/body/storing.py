"""The last guard before the database: what a column stores of a body."""

import nh3

from newsroom.core.body.cleaning import clean_with_losses
from newsroom.core.body.parsing import Text, escape_text, parse, tokens
from newsroom.core.body.sources import SCHEMES

# What a body could hold before tables were added, and its attributes.
FIRST_TAGS = {"p", "h2", "strong", "em", "a", "blockquote", "ul", "ol", "li", "br", "figure"}
FIRST_ATTRIBUTES = {"a": {"href"}, "figure": {"data-photo"}}
LATER_FORMS = ("<table>", "<sup>", "<sub>", "<ol start=")


def clean_to_store(html):
    """The body as it may be stored: as `clean` makes it, unless it is of the first vocabulary.

    Such a body is only made safe, and is otherwise kept byte for byte: saving or restoring an old
    story must not change the hash that was signed. Forms call `clean` themselves.
    """
    cleaned = clean_with_losses(html)
    is_later = any(form in cleaned.html for form in LATER_FORMS)
    is_unseen = cleaned.losses["deletions"] or cleaned.losses["hidden"]
    if is_later or is_unseen or cleaned.html == html:
        return cleaned.html
    return _with_first_rules(html)


def _with_first_rules(html):
    """The HTML without anything that a body could not hold when the first stories were signed."""
    safe = nh3.clean(
        html, tags=FIRST_TAGS, attributes=FIRST_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None
    )
    safe = _without_other_figures(safe).strip()
    # An editor left empty still sends one empty paragraph.
    return safe if any(map(_has_content, parse(safe))) else ""


def _without_other_figures(html):
    """The HTML without those figures that mark no place of a photo; they go with their content."""
    parts, done, opened = [], 0, None
    for tag in tokens(html):
        if isinstance(tag, Text) or tag.name != "figure":
            continue
        if not tag.is_end:
            opened = opened or tag
            continue
        first, opened = opened or tag, None
        if not (first.stop == tag.start and (first.value or "").isdecimal()):
            parts.append(html[done : first.start])
            done = tag.stop
    return "".join(parts) + html[done:]


def _has_content(block):
    """Whether the block has a photo or a word; a no-break space counts as a word."""
    return block.story_photo_id is not None or bool(escape_text(block.text("")).strip())
