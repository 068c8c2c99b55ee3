"""What machines are told of a story: schema.org's NewsArticle, as JSON-LD.

It stands in a data block of the page. No browser runs one, so a strict policy lets it pass.
"""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import Truncator

from newsroom.press.converters import absolute
from newsroom.press.picture_sizes import FOR_EVERY_BROWSER
from newsroom.press.templatetags.press import timestamp

# In JSON these stand within strings alone; escaped, they cannot end the element or open a comment.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
RATIOS = ("16x9", "4x3", "1x1")


def script(data):
    """The data as text that is safe inside `<script type="application/ld+json">`."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))


def images(story):
    """The picture that stands for the Snapshot in each of RATIOS, as ImageObjects; may be empty."""
    if story.lead is None:
        return []
    largest = {
        file.shape: file
        for file in sorted(story.lead.files, key=lambda file: file.width)
        if file.format == FOR_EVERY_BROWSER
    }
    return [_image(largest[shape], story.lead) for shape in RATIOS if shape in largest]


def news_article(*, url, story, section, bylines, organizations, dates, images):
    """The story as a NewsArticle (a dict); `url` is its full address. What is empty is left out."""
    return _said(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "url": url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": url},
            "inLanguage": "zh-Hans",
            "isAccessibleForFree": True,
            "headline": story.title,
            "alternativeHeadline": story.deck,
            "description": Truncator(story.summary).chars(120),
            "image": images,
            "datePublished": timestamp(dates.published),
            "dateModified": timestamp(dates.modified),
            "author": _authors(story, bylines),
            "editor": story.responsible_editor and _person(story.responsible_editor),
            "publisher": _paper(),
            "articleSection": section.name,
            "keywords": list(story.tags),
            "about": [_organization(o.name, o.get_absolute_url()) for o in organizations],
            "dateline": story.dateline,
            **_printed(story.printed),
            "isBasedOn": story.reprint and _original(story.reprint),
            "correction": [_correction(correction) for correction in story.corrections],
        }
    )


def _said(data):
    """The data without what says nothing."""
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def _authors(story, bylines):
    """Whoever signed it; of a reprint the author of the original; else who it came from."""
    if bylines:
        return [_signed(signature, reporter) for signature, reporter in bylines]
    if story.reprint and story.reprint.author:
        return [_person(story.reprint.author)]
    if story.source and story.source != settings.NEWSROOM_PAPER:
        return [_organization(story.source)]
    return [_paper()]


def _signed(signature, reporter):
    address = reporter.get_absolute_url() if reporter else ""
    return _person(signature.name, jobTitle=signature.role, url=address and absolute(address))


def _person(name, **more):
    return _said({"@type": "Person", "name": name, **more})


def _organization(name, path=""):
    return _said({"@type": "Organization", "name": name, "url": path and absolute(path)})


def _paper():
    return _organization(settings.NEWSROOM_PAPER, reverse("press:front"))


def _image(file, picture):
    return _said(
        {
            "@type": "ImageObject",
            "url": absolute(reverse("press:photo", args=[file.name])),
            "width": file.width,
            "height": file.height,
            "caption": picture.caption,
            "creditText": picture.credit,
        }
    )


def _printed(printed):
    """Where it stood in the paper, as far as that is known."""
    if printed is None:
        return {}
    day = printed.date.isoformat() if printed.date else ""
    return {
        "printEdition": " ".join(filter(None, [printed.paper, day])),
        "printPage": printed.number,
        "printSection": printed.section,
    }


def _original(reprint):
    return _said(
        {
            "@type": "CreativeWork",
            "name": reprint.title,
            "url": reprint.link,
            "author": reprint.author and _person(reprint.author),
        }
    )


def _correction(correction):
    day = correction.date.isoformat() if correction.date else ""
    return _said({"@type": "CorrectionComment", "text": correction.note, "datePublished": day})
