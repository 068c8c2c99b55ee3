"""Template filters and tags of the public pages."""

import re

import nh3
from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsroom.core.body import ATTRIBUTES, TAGS
from newsroom.press import picture_sizes
from newsroom.press.search.index import body_text
from newsroom.press.syndication import structured_data
from newsroom.press.typography.setting import set_body, set_headline, set_text

register = template.Library()
register.filter(structured_data.timestamp)
register.filter(body_text)

# Credits that say what the person did: `新华社供图`, `示意图`. Others are the photographer's name.
COMPLETE_CREDIT = re.compile(
    "(摄|摄影|摄影报道|[供制绘配]图|示意图|资料图|资料图片|资料照片|截图|截屏|漫画|绘|提供|来自网络)$"
    "|[：:/／（]"
)
# A dash before a deck, however it was typed or scanned; before a digit a hyphen is a minus.
DASH = re.compile(r"(?:[—―─━⸺]+|[-–－]{2,}|[-–－](?!\d))\s*")


@register.filter
def body(html):
    """Part of a story's body as safe HTML.

    It was sanitised before it was saved. But published versions cannot be changed: sanitising
    again on output also protects old versions from a hole found later.
    """
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items() if tag != "figure"}
    safe = set_body(nh3.clean(html, tags=TAGS - {"figure"}, attributes=attributes))
    # A wide table scrolls in a box of its own, also by keyboard, so that the page need not.
    box = format_html('<div class="table" role="group" aria-label="{}" tabindex="0">', _("Table"))
    return mark_safe(safe.replace("<table>", f"{box}<table>").replace("</table>", "</table></div>"))


@register.filter
def headline(text):
    """A headline, kicker or deck as HTML that breaks between words."""
    return set_headline(text)


@register.filter
def prose(text):
    """Any other text as HTML, with its Latin words marked."""
    return set_text(text)


@register.simple_block_tag
def one_line(content):
    """The content on one line, without the white space of the template around it."""
    lines = (line.strip(" \t") for line in content.splitlines())
    return mark_safe(" ".join(filter(None, lines)))


@register.simple_tag
def breadcrumbs(*names_and_paths):
    """The way from the front page to this page, for search engines: name, path, name, path, …"""
    steps = list(zip(names_and_paths[::2], names_and_paths[1::2], strict=True))
    return _data_script(structured_data.breadcrumb_list(steps))


@register.simple_tag
def web_site():
    """The site and its search, for search engines."""
    return _data_script(structured_data.web_site())


def _data_script(data):
    script = '<script type="application/ld+json">{}</script>'
    return format_html(script, structured_data.as_script(data))


@register.filter
def with_dash(deck):
    """The deck after a dash, as it is printed; its text may begin with some dash or none."""
    dash = DASH.match(deck)
    return f"——{deck[dash.end() :] if dash else deck}"


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
