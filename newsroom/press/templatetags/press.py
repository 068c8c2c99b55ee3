"""Filters of the public templates."""

import nh3
from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

register = template.Library()

TAGS = {"p", "h2", "strong", "em", "a", "blockquote", "ul", "ol", "li", "br"}


@register.filter
def body(html):
    """Part of a story's body, ready to show.

    It was sanitised before it was signed. But what is frozen cannot be mended: cleaning it
    again on the way out closes a hole found later for old versions as well.
    """
    return mark_safe(nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}))


@register.filter
def dashed(deck):
    """A deck behind the dash that it is printed with, which its text need not hold."""
    return deck if deck.startswith("—") else f"——{deck}"


@register.filter
def timestamp(moment):
    """A moment for a `datetime` attribute: in local time with its offset, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


@register.filter
def page_name(page):
    """`第06版：民生`: whatever has the number and the section of a page, as they are printed."""
    if page.section:
        return _("Page %(number)s: %(section)s") % {"number": page.number, "section": page.section}
    return _("Page %(number)s") % {"number": page.number}
