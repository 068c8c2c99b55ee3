"""XMP: reads the metadata of a photo file, and writes the small packet of a public file."""

import datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from media.intake.metadata.fields import READ_ERRORS, PhotoMetadata, clean_text, split_keywords

# IPTC's digital source types for media made with AI contain this word.
AI_ORIGIN = "trainedAlgorithmicMedia"
DIGITAL_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def read(image):
    """The PhotoMetadata in the XMP of an open Pillow image; empty if the XMP is broken."""
    try:
        properties = dict(_properties(image.getxmp()))
    except READ_ERRORS:
        return PhotoMetadata()

    def first_text(*names):
        found = (clean_text(_first(properties[name])) for name in names if name in properties)
        return next(found, "")

    places = [first_text(name) for name in ("State", "City", "Location")]
    return PhotoMetadata(
        caption=first_text("description"),
        credit=first_text("Credit", "creator"),
        copyright=first_text("rights"),
        source=first_text("Source"),
        place=" ".join(filter(None, places)),
        alt=first_text("AltTextAccessibility"),
        instructions=first_text("Instructions"),
        keywords=split_keywords(_texts(properties.get("subject"))),
        taken_at=_datetime(first_text("DateCreated", "CreateDate")),
        ai_generated=AI_ORIGIN.lower() in first_text("DigitalSourceType").lower(),
    )


def packet(photo):
    """The XMP packet for the public files of a Photo, as bytes: credit, copyright, AI origin."""
    properties = {
        "photoshop:Credit": photo.credit,
        "dc:rights": photo.copyright,
        "Iptc4xmpExt:DigitalSourceType": photo.ai_generated and DIGITAL_SOURCE + AI_ORIGIN,
    }
    elements = "".join(_property(name, value) for name, value in properties.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f'{elements}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _property(name, value):
    """One property as an XML element."""
    if name == "dc:rights":
        value = (
            f"<rdf:Alt><rdf:li xml:lang={quoteattr('x-default')}>{escape(value)}</rdf:li></rdf:Alt>"
        )
        return f"<{name}>{value}</{name}>"
    return f"<{name}>{escape(value)}</{name}>"


def _properties(node):
    """All properties of a parsed packet as (local name, value), attributes and elements alike."""
    if isinstance(node, list):
        for part in node:
            yield from _properties(part)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("xmpmeta", "RDF", "Description"):
                yield from _properties(value)
            else:
                yield name.rpartition(":")[2], value


def _texts(value):
    """The texts in a parsed XMP value: a list of alternatives, a bag, a sequence, or plain text."""
    if isinstance(value, dict):
        inner = [value[k] for k in ("Alt", "Bag", "Seq", "li") if k in value]
        return [text for v in inner for text in _texts(v)] or _texts(value.get("text"))
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _first(value):
    return next((text for text in _texts(value) if text.strip()), "")


def _datetime(text):
    """The aware datetime of an ISO text, in local time if it has no offset; None if invalid."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
