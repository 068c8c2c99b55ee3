"""Template filters and tags of the public pages."""

import re

import nh3
from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsroom.core.body import ATTRIBUTES, TAGS
from newsroom.press import picture_sizes

register = template.Library()

# Credits that say what the person did: `新华社供图`, `示意图`. Others are the photographer's name.
COMPLETE_CREDIT = re.compile("(摄|摄影|[供制绘配]图|示意图|资料图|漫画|绘|提供)$|[：:/／]")
# A dash before a deck, however it was typed or scanned; before a digit a hyphen is a minus.
DASH = re.compile(r"(?:[—―─━⸺]+|[-–－]{2,}|[-–－](?!\d))\s*")


@register.filter
def body(html):
    """Part of a story's body as safe HTML.

    It was sanitised before it was saved. But published versions cannot be changed: sanitising
    again on output also protects old versions from a hole found later.
    """
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items() if tag != "figure"}
    safe = nh3.clean(html, tags=TAGS - {"figure"}, attributes=attributes)
    # A wide table scrolls in a box of its own, also by keyboard, so that the page need not.
    box = format_html('<div class="table" role="group" aria-label="{}" tabindex="0">', _("Table"))
    return mark_safe(safe.replace("<table>", f"{box}<table>").replace("</table>", "</table></div>"))


@register.filter
def with_dash(deck):
    """The deck after a dash, as it is printed; its text may begin with some dash or none."""
    dash = DASH.match(deck)
    return f"——{deck[dash.end() :] if dash else deck}"


@register.filter
def timestamp(value):
    """A datetime for a `datetime` attribute: local time with offset, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")


@register.filter
def page_name(page):
    """`第06版：民生`, for an object with `number` and `section` of a printed page."""
    if page.section:
        return _("Page %(number)s: %(section)s") % {"number": page.number, "section": page.section}
    return _("Page %(number)s") % {"number": page.number}


@register.filter
def credit_line(credit):
    """A picture's credit: `苏禾 摄` for a name, unchanged if it says what the person did."""
    return credit if COMPLETE_CREDIT.search(credit) else _("Photo: %(name)s") % {"name": credit}


@register.inclusion_tag("press/_picture.html", takes_context=True)
def picture(context, picture, layout, alt="", eager=False):
    """A Picture in a layout of picture_sizes.LAYOUTS; `eager` loads it before all others.

    Leave `alt` empty where the text next to the picture says the same.
    """
    sources = picture_sizes.sources(picture, layout, _base_url(context))
    return {
        "picture": picture,
        "sources": sources[:-1],
        "fallback": sources[-1] if sources else None,
        "alt": alt,
        "eager": eager,
    }


@register.inclusion_tag("press/_figure.html", takes_context=True)
def figure(context, picture, eager=False):
    """A story's picture with its caption, or only the caption if the picture is missing."""
    base_url = _base_url(context)
    sources = picture_sizes.sources(picture, "text", base_url)
    fallback = sources[-1] if sources else None
    is_upright = fallback and fallback.largest.height > fallback.largest.width
    return {
        "picture": picture,
        "fallback": fallback,
        "layout": "upright" if is_upright else "text",
        "eager": eager,
        "picture_base_url": base_url,
    }


def _base_url(context):
    """What the URLs of picture files begin with; previews have their own, see render_story."""
    public_url = reverse("press:picture_file", args=["-"]).removesuffix("-")
    return context.get("picture_base_url") or public_url
