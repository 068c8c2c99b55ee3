"""JPEG files for tests with chosen metadata: EXIF tags, IPTC records, or an XMP packet."""

from PIL import ExifTags, Image

from tests.media.pictures import drawn, encoded

UTF8 = b"\x1b%G"  # the IPTC record 1:90 of a file in UTF-8
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
}


def exif_jpeg(base=(), detail=(), size=(80, 60)):
    """A JPEG with EXIF tags: `base` of the image, `detail` of the exposure, as dicts."""
    exif = Image.Exif()
    exif.update(dict(base))
    exif.get_ifd(ExifTags.IFD.Exif).update(dict(detail))
    return encoded(drawn(size), exif=exif)


def raw_exif_jpeg(*entries, size=(80, 60)):
    """A JPEG with any EXIF tags, also impossible ones: (tag, type, count, value of 4 bytes)."""
    ifd = len(entries).to_bytes(2, "big") + b"".join(
        tag.to_bytes(2, "big") + type.to_bytes(2, "big") + count.to_bytes(4, "big") + value
        for tag, type, count, value in entries
    )
    tiff = b"MM\x00*\x00\x00\x00\x08" + ifd + bytes(4)
    return encoded(drawn(size), exif=b"Exif\x00\x00" + tiff)


def iptc_jpeg(*records, charset=UTF8, size=(80, 60)):
    """A JPEG whose Photoshop block holds those IPTC records: ((record, data set), bytes)."""
    if charset:
        records = (((1, 90), charset), *records)
    data = b"".join(
        b"\x1c" + bytes(key) + len(value).to_bytes(2, "big") + value for key, value in records
    )
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\0" * (len(data) % 2)
    segment = b"Photoshop 3.0\0" + block
    jpeg = encoded(drawn(size))
    return jpeg[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:]


def xmp_packet(properties):
    """An XMP packet, as bytes, with those XML elements in it."""
    prefixes = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {prefixes}>{properties}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def xmp_jpeg(properties, size=(80, 60)):
    """A JPEG whose XMP packet has those XML elements in it."""
    return encoded(drawn(size), xmp=xmp_packet(properties))
