"""Filters of the public templates, and the element of a picture."""

import re

import nh3
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsroom.press import picture_sizes

register = template.Library()

# Credits that say by themselves what the person did: `新华社供图`, `示意图`; other names took it.
SAYS_ALL = re.compile("(摄|摄影|[供制绘配]图|示意图|资料图|漫画|绘|提供)$|[：:/／]")
# The dash before a deck in all the ways it is typed and scanned; a lone hyphen may be a minus.
DASH = re.compile(r"(?:[—―─━⸺]+|[-–－]{2,}|[-–－](?!\d))\s*")
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
    """A deck behind the dash that it is printed with, which its text may hold somehow or not."""
    dash = DASH.match(deck)
    return f"——{deck[dash.end() :] if dash else deck}"


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


@register.filter
def credited(credit):
    """A credit as it stands under a picture: `苏禾 摄`, or as it was written if that says all."""
    return credit if SAYS_ALL.search(credit) else _("Photo: %(name)s") % {"name": credit}


@register.inclusion_tag("press/_picture.html", takes_context=True)
def picture(context, picture, layout, alt="", eager=False):
    """The picture as `layouts.LAYOUTS` says it stands there; `eager` loads it before all others.

    Without `alt` it says nothing that the text beside it does not.
    """
    *sources, last = picture_sizes.sources(picture, layout, _pictures_at(context)) or [None]
    return {
        "picture": picture,
        "sources": sources,
        "last": last,
        "alt": alt,
        "eager": eager,
    }


@register.inclusion_tag("press/_figure.html", takes_context=True)
def figure(context, picture, eager=False):
    """A picture of a story with its caption, or the caption alone where nobody has the picture."""
    at = _pictures_at(context)
    *_better, whole = picture_sizes.sources(picture, "text", at) or [None]
    upright = whole and whole.largest.height > whole.largest.width
    return {
        "picture": picture,
        "whole": whole,
        "layout": "upright" if upright else "text",
        "eager": eager,
        "pictures_at": at,
    }


def _pictures_at(context):
    """What the addresses of files begin with; a preview's are the desk's."""
    return context.get("pictures_at") or reverse("press:photo", args=["-"]).removesuffix("-")
