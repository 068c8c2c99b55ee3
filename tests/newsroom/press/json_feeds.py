"""Check a feed against the specification of JSON Feed: https://www.jsonfeed.org/version/1.1/"""

import re

VERSION = "https://jsonfeed.org/version/1.1"
ADDRESS = re.compile(r"https?://[^\s/]+/\S*")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

# {name: (whether it is required, its type or check)}
FEED = {
    "version": (True, lambda value: value == VERSION),
    "title": (True, str),
    "home_page_url": (False, ADDRESS),
    "feed_url": (False, ADDRESS),
    "description": (False, str),
    "language": (False, re.compile("[a-zA-Z]{2,3}(-[a-zA-Z]+)*")),
    "authors": (False, list),
    "items": (True, list),
}
AUTHOR = {"name": (False, str), "url": (False, ADDRESS), "avatar": (False, ADDRESS)}
ITEM = {
    "id": (True, str),
    "url": (False, ADDRESS),
    "title": (False, str),
    "content_html": (False, str),
    "content_text": (False, str),
    "summary": (False, str),
    "image": (False, ADDRESS),
    "date_published": (False, RFC_3339),
    "date_modified": (False, RFC_3339),
    "authors": (False, list),
    "tags": (False, list),
    "attachments": (False, list),
}
ATTACHMENT = {
    "url": (True, ADDRESS),
    "mime_type": (True, re.compile("[a-z]+/[a-z0-9.+-]+")),
    "title": (False, str),
    "size_in_bytes": (False, int),
}


def problems(feed):
    """The problems of a parsed JSON Feed, as messages; empty for a valid one."""
    found = [*_of_object("feed", feed, FEED), *_of_authors("feed", feed)]
    for number, item in enumerate(feed.get("items", [])):
        name = f"items[{number}]"
        found += [*_of_object(name, item, ITEM), *_of_authors(name, item)]
        if not {"content_html", "content_text"} & item.keys():
            found.append(f"{name} has no content")
        found += [f"{name} tag {t!r}" for t in item.get("tags", []) if not isinstance(t, str)]
        for attachment in item.get("attachments", []):
            found += _of_object(f"{name}.attachments", attachment, ATTACHMENT)
    ids = [item.get("id") for item in feed.get("items", [])]
    return found + [f"id {i!r} twice" for i in set(ids) if ids.count(i) > 1]


def _of_authors(name, holder):
    for author in holder.get("authors", []):
        yield from _of_object(f"{name}.authors", author, AUTHOR)
        if not author:
            yield f"{name} has an author without a word"


def _of_object(name, found, rules):
    for key, (required, rule) in rules.items():
        if key not in found:
            if required:
                yield f"{name} has no {key}"
        elif not _keeps(rule, found[key]):
            yield f"{name}.{key} is {found[key]!r}"
    for key in found.keys() - rules.keys():
        if not key.startswith("_"):
            yield f"{name} has an unknown {key}"


def _keeps(rule, value):
    if isinstance(rule, type):
        return isinstance(value, rule)
    if isinstance(rule, re.Pattern):
        return isinstance(value, str) and bool(rule.fullmatch(value))
    return rule(value)
