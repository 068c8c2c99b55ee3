"""The feed formats: Django's RSS and Atom with authors and pictures added, and JSON Feed 1.1.

Each item has these keys in addition to those of Django's generators: `authors`, a list of names;
`summary`, its description as plain text; `picture`, an Illustration or None.
"""

import json
import re
from dataclasses import dataclass

from django.urls.converters import StringConverter
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date

# Characters that XML 1.0 forbids: https://www.w3.org/TR/xml/#charsets
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text):
    """The text without characters that XML forbids."""
    return UNWRITABLE.sub("", text)


def to_the_second(value):
    """The aware datetime in the local time zone, without microseconds."""
    return timezone.localtime(value).replace(microsecond=0)


@dataclass(frozen=True)
class Illustration:
    """An item's picture: its full URL, media type, size in pixels, caption and credit."""

    url: str
    mime: str
    width: int
    height: int
    caption: str
    credit: str


class XMLItemMixin(SyndicationFeed):
    """For both XML formats: several authors, and the picture as Media RSS."""

    namespaces = {"xmlns:media": "http://search.yahoo.com/mrss/"}

    def root_attributes(self):
        return {**super().root_attributes(), **self.namespaces}

    def latest_post_date(self):
        return to_the_second(super().latest_post_date())

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            self.add_author(handler, name)
        if item["picture"]:
            self.add_picture(handler, item["picture"])

    def add_author(self, handler, name):
        """Add the element of one author in the format of the feed."""
        raise NotImplementedError

    def add_picture(self, handler, picture):
        attributes = {
            "url": picture.url,
            "type": picture.mime,
            "medium": "image",
            "width": str(picture.width),
            "height": str(picture.height),
        }
        handler.startElement("media:content", attributes)
        if picture.caption:
            handler.addQuickElement("media:description", picture.caption, {"type": "plain"})
        if picture.credit:
            handler.addQuickElement("media:credit", picture.credit)
        handler.endElement("media:content")


class RSS(XMLItemMixin, Rss201rev2Feed):
    namespaces = {
        **XMLItemMixin.namespaces,
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
    }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        # RSS itself has no element for it.
        handler.addQuickElement("dcterms:modified", rfc3339_date(item["updateddate"]))

    def add_author(self, handler, name):
        handler.addQuickElement("dc:creator", name)


class Atom(XMLItemMixin, Atom1Feed):
    def add_author(self, handler, name):
        handler.startElement("author", {})
        handler.addQuickElement("name", name)
        handler.endElement("author")


class JSONFeed(SyndicationFeed):
    """https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        document = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self.item(item) for item in self.items],
        }
        outfile.write(json.dumps(document, ensure_ascii=False))

    def item(self, item):
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "summary": item["summary"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
            # Without any, the feed's author applies.
            **({"authors": [{"name": n} for n in item["authors"]]} if item["authors"] else {}),
            **(self.attachment(item["picture"]) if item["picture"] else {}),
        }

    def attachment(self, picture):
        title = " ".join(filter(None, [picture.caption, picture.credit]))
        return {
            "image": picture.url,
            "attachments": [{"url": picture.url, "mime_type": picture.mime, "title": title}],
        }


# the ending of a feed's URL -> the generator
FORMATS = {"rss": RSS, "atom": Atom, "json": JSONFeed}


class FormatConverter(StringConverter):
    """The ending of a feed's URL."""

    regex = "|".join(FORMATS)
