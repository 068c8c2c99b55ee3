"""XMP: reads the metadata of a photo file, and writes the small packet of a public file."""

import json
from xml.sax.saxutils import escape, quoteattr

from media.intake.metadata.ai_marks import (
    AiMark,
    mark_in_bytes,
    mark_in_texts,
    parse_aigc,
    source_term,
    strongest,
)
from media.intake.metadata.dates import fuller, parse_moment
from media.intake.metadata.fields import READ_ERRORS, PhotoMetadata, split_keywords
from media.intake.metadata.texts import clean_text, first_caption, first_name

DIGITAL_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
AI_SOURCE = "trainedAlgorithmicMedia"
LARGEST_PACKET = 2**20  # bytes; larger ones hold thumbnails and the history of an edit
# Texts in several languages: these first, then any Chinese, then the default.
PREFERRED_LANGUAGES = ("zh-hans", "zh-cn", "zh", "zh-sg")
DEFAULT_LANGUAGE = "x-default"


def read(image):
    """The PhotoMetadata in the XMP of an open Pillow image.

    Of a packet that is too large or broken, only the AI mark is read.
    """
    packet = image.info.get("xmp") or b""
    try:
        if len(packet) <= LARGEST_PACKET:
            return _metadata(image.getxmp())
    except READ_ERRORS:
        pass
    return PhotoMetadata(ai_mark=mark_in_bytes(packet))


def _metadata(parsed):
    properties: dict[str, list] = {}
    for name, value in _properties(parsed):
        properties.setdefault(name, []).extend(value if isinstance(value, list) else [value])

    def texts(*names):
        return [clean_text(_text(value)) for name in names for value in properties.get(name, ())]

    places = [next(filter(None, texts(name)), "") for name in ("State", "City", "Location")]
    keywords = [text for value in properties.get("subject", ()) for text in _texts(value)]
    return PhotoMetadata(
        caption=first_caption(texts("description")),
        credit=first_name(texts("Credit", "creator")),
        copyright=first_name(texts("rights")),
        source=first_name(texts("Source")),
        place=" ".join(filter(None, places)),
        alt=first_caption(texts("AltTextAccessibility")),
        instructions=next(filter(None, texts("Instructions")), ""),
        keywords=split_keywords(keywords),
        taken=_taken(texts),
        ai_mark=_ai_mark(properties),
    )


def _taken(texts):
    """The Moment of the exposure; when the file was made counts only without it."""
    moments = [parse_moment(text) for text in texts("DateCreated", "DateTimeOriginal")]
    made = [parse_moment(text) for text in texts("CreateDate")]
    best = None
    for moment in moments if any(moments) else made:
        best = fuller(best, moment)
    return best


def _ai_mark(properties):
    """The AiMark of a packet: of several values, the one with the strongest claim."""
    marks = []
    for name, values in properties.items():
        texts = [text for value in values for text in _texts(value)]
        if name == "DigitalSourceType":
            marks += [AiMark(digital_source=source_term(text)) for text in texts]
        elif name.lower() == "aigc":
            marks += [AiMark(aigc=_aigc(value)) for value in values]
        else:
            marks.append(mark_in_texts(texts))
    return strongest(marks)


def _aigc(value):
    """The national mark in a parsed value: JSON text, or a structure of its fields."""
    if text := _text(value):
        return parse_aigc(text)
    fields = value.get("Description", value) if isinstance(value, dict) else value
    return parse_aigc(fields)


# --- parsed values --------------------------------------------------------------------------------


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


def _items(value):
    """The (language, text) pairs in a parsed value: plain text, a list, or alternatives."""
    if isinstance(value, str):
        yield "", value
    elif isinstance(value, list):
        for part in value:
            yield from _items(part)
    elif isinstance(value, dict):
        inner = [value[key] for key in ("Alt", "Bag", "Seq", "li", "Description") if key in value]
        for part in inner:
            yield from _items(part)
        own = value.get("text") or value.get("resource") or value.get("value")
        if not inner and isinstance(own, str):
            yield str(value.get("lang", "")).lower(), own


def _texts(value):
    return [text for _language, text in _items(value) if text.strip()]


def _text(value):
    """The text of a value: in Chinese, else in the default language, else the first."""
    items = [(language, text) for language, text in _items(value) if text.strip()]
    return min(items, key=lambda item: _rank(item[0]))[1] if items else ""


def _rank(language):
    if language in PREFERRED_LANGUAGES:
        return PREFERRED_LANGUAGES.index(language)
    if language.startswith("zh"):
        return len(PREFERRED_LANGUAGES)
    return len(PREFERRED_LANGUAGES) + (1 if language == DEFAULT_LANGUAGE else 2)


# --- the packet of public files -------------------------------------------------------------------


def packet(photo):
    """The XMP packet for the public files of a Photo, as bytes: credit, copyright, AI marks."""
    source = photo.digital_source or (AI_SOURCE if photo.ai_generated else "")
    mark = photo.public_aigc()
    properties = {
        "photoshop:Credit": photo.credit,
        "dc:rights": photo.copyright,
        "Iptc4xmpExt:DigitalSourceType": source and DIGITAL_SOURCE + source,
        "TC260:AIGC": mark and json.dumps(mark, ensure_ascii=False),
    }
    elements = "".join(_property(name, value) for name, value in properties.items() if value)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
        ' xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">'
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
