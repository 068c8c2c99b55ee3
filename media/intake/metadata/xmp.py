"""XMP: what it says of a picture, and the small packet that a public picture carries."""

import datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from media.intake.metadata.fields import BROKEN, Said, clean, keywords

AI_ORIGIN = "trainedAlgorithmicMedia"  # IPTC's digital source types that say so contain this
DIGITAL_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def read(image):
    """The words in the XMP of an open Pillow image, a Said."""
    try:
        properties = dict(_properties(image.getxmp()))
    except BROKEN:
        return Said()

    def one(*names):
        return next((clean(_one(properties[name])) for name in names if name in properties), "")

    return Said(
        caption=one("description"),
        credit=one("Credit", "creator"),
        copyright=one("rights"),
        source=one("Source"),
        place=" ".join(filter(None, [one("State"), one("City"), one("Location")])),
        alt=one("AltTextAccessibility"),
        instructions=one("Instructions"),
        keywords=keywords(_all(properties.get("subject"))),
        taken_at=_moment(one("DateCreated", "CreateDate")),
        ai_generated=AI_ORIGIN.lower() in one("DigitalSourceType").lower(),
    )


def packet(photo):
    """The XMP packet of a public picture: credit, copyright and AI origin, and nothing else."""
    properties = {
        "photoshop:Credit": photo.credit,
        "dc:rights": photo.copyright,
        "Iptc4xmpExt:DigitalSourceType": photo.ai_generated and DIGITAL_SOURCE + AI_ORIGIN,
    }
    said = "".join(_property(name, value) for name, value in properties.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f'{said}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _property(name, value):
    if name == "dc:rights":
        value = (
            f"<rdf:Alt><rdf:li xml:lang={quoteattr('x-default')}>{escape(value)}</rdf:li></rdf:Alt>"
        )
        return f"<{name}>{value}</{name}>"
    return f"<{name}>{escape(value)}</{name}>"


def _properties(node):
    """All properties of a packet by their local names, attributes and elements alike."""
    if isinstance(node, list):
        for part in node:
            yield from _properties(part)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name in ("xmpmeta", "RDF", "Description"):
                yield from _properties(value)
            else:
                yield name.rpartition(":")[2], value


def _all(value):
    """The texts in an alternative, a bag, a sequence, or a plain value."""
    if isinstance(value, dict):
        inner = [value[k] for k in ("Alt", "Bag", "Seq", "li") if k in value]
        return [text for v in inner for text in _all(v)] or _all(value.get("text"))
    if isinstance(value, list):
        return [text for part in value for text in _all(part)]
    return [value] if isinstance(value, str) else []


def _one(value):
    return next((text for text in _all(value) if text.strip()), "")


def _moment(text):
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
