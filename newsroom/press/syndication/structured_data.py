"""A story, the way to a page and the site as schema.org data in JSON-LD, for search engines.

It is a data block in the page. Browsers do not run it, so the Content-Security-Policy needs no
exception.
"""

import json

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from newsroom.core.masthead import is_own, paper_name
from newsroom.press.converters import absolute_url
from newsroom.press.picture_sizes import FALLBACK_FORMAT
from newsroom.press.site_info.logo import site_logo

# In JSON these only occur in strings. Escaped, they cannot end the element or open a comment.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
AI_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"  # of pictures made with AI
LANGUAGE = "zh-Hans"
RATIOS = ("16x9", "4x3", "1x1")


def as_script(data):
    """The data as text that is safe inside `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def image_objects(story):
    """The lead picture of a Snapshot in each of RATIOS, as ImageObjects (dicts); may be empty."""
    if story.lead_picture is None:
        return []
    largest = {
        file.shape: file
        for file in sorted(story.lead_picture.files, key=lambda file: file.width)
        if file.format == FALLBACK_FORMAT
    }
    return [_image(largest[shape], story.lead_picture) for shape in RATIOS if shape in largest]


def news_article(*, url, story, section, bylines, organizations, dates, images):
    """The NewsArticle of a Snapshot, as a dict without empty values; `url` is its full URL.

    The other parameters are those of the story's page, see views/story.py.
    """
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "inLanguage": LANGUAGE,
            "isAccessibleForFree": True,
            "headline": story.title,
            "alternativeHeadline": story.deck,
            "description": Truncator(story.summary).chars(120),
            "image": images,
            "datePublished": timestamp(dates.published),
            "dateModified": timestamp(dates.modified),
            "author": _authors(story, bylines),
            "editor": story.responsible_editor and _person(story.responsible_editor),
            "publisher": _publisher(),
            "articleSection": section.name,
            "keywords": list(story.tags),
            "about": [_organization(o.name, o.get_absolute_url()) for o in organizations],
            "dateline": story.dateline,
            **_printed(story.printed),
            "isBasedOn": story.reprint and _original(story.reprint),
            "correction": [_correction(correction) for correction in story.corrections],
        }
    )


def breadcrumb_list(steps):
    """The way from the front page to a page, as a dict; `steps` are (name, path) below it."""
    steps = [(paper_name(), reverse("press:front")), *steps]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": str(name),
                "item": absolute_url(path),
            }
            for position, (name, path) in enumerate(steps, start=1)
        ],
    }


def web_site():
    """The WebSite with its search, as a dict."""
    search = absolute_url(reverse("press:search"))
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": paper_name(),
        "url": absolute_url(reverse("press:front")),
        "inLanguage": LANGUAGE,
        "publisher": _publisher(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def timestamp(value):
    """A datetime as local time with offset, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")


def _without_empty(data):
    """The dict without empty values."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _authors(story, bylines):
    """The byline; else the author of the original of a reprint; else the source, or the paper."""
    if bylines:
        return [_byline_author(byline, reporter) for byline, reporter in bylines]
    if story.reprint and story.reprint.author:
        return [_person(story.reprint.author)]
    if story.source and not is_own(story.source):
        return [_organization(story.source)]
    return [_paper()]


def _byline_author(byline, reporter):
    path = reporter.get_absolute_url() if reporter else ""
    return _person(byline.name, jobTitle=byline.role, url=path and absolute_url(path))


def _person(name, **properties):
    return _without_empty({"@type": "Person", "name": name, **properties})


def _organization(name, path=""):
    return _without_empty(
        {"@type": "Organization", "name": name, "url": path and absolute_url(path)}
    )


def _paper():
    return _organization(paper_name(), reverse("press:front"))


def _publisher():
    """The paper with its logo."""
    logo = site_logo()
    size = {"width": logo.width, "height": logo.height}
    return {**_paper(), "logo": {"@type": "ImageObject", "url": logo.url, **size}}


def _image(file, picture):
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": absolute_url(reverse("press:picture_file", args=[file.name])),
            "width": file.width,
            "height": file.height,
            "caption": picture.caption,
            "creditText": picture.credit,
            "digitalSourceType": AI_SOURCE if picture.ai_generated else "",
        }
    )


def _printed(printed):
    """The properties that say where it was printed, as far as known."""
    if printed is None:
        return {}
    day = printed.date.isoformat() if printed.date else ""
    return {
        "printEdition": " ".join(filter(None, [printed.paper, day])),
        "printPage": printed.number,
        "printSection": printed.section,
    }


def _original(reprint):
    return _without_empty(
        {
            "@type": "CreativeWork",
            "name": reprint.title,
            "url": reprint.link,
            "author": reprint.author and _person(reprint.author),
        }
    )


def _correction(correction):
    day = correction.date.isoformat() if correction.date else ""
    return _without_empty(
        {"@type": "CorrectionComment", "text": correction.note, "datePublished": day}
    )
