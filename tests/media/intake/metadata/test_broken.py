"""Whatever stands in a file's metadata, reading it raises nothing, and the database can hold it."""

import struct
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from media.intake import metadata
from media.intake.metadata.fields import METADATA_FIELDS
from media.sizes.orientation import orientation
from newsroom.core.models.date_limits import FIRST_MOMENT, LAST_MOMENT
from tests.media.metadata_files import exif_jpeg, iptc_jpeg, xmp_jpeg
from tests.media.pictures import drawn, encoded

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PICTURE = drawn((16, 16))


def storable(content):
    """The PhotoMetadata of the file, after the check that the database can hold it."""
    image = Image.open(BytesIO(content))
    found = metadata.read(image)
    texts = [getattr(found, name) for name in METADATA_FIELDS if name != "taken_at"]
    texts += [found.ai_mark.digital_source, *found.ai_mark.aigc.values()]
    for text in texts:
        for one in [text] if isinstance(text, str) else text:
            assert "\x00" not in one and one.encode() is not None
            assert len(one) <= 2000
    assert found.taken_at is None or FIRST_MOMENT <= found.taken_at <= LAST_MOMENT
    assert orientation(image) in range(1, 9)
    return found


@FUZZ
@given(st.binary(max_size=400))
def test_any_exif(raw):
    storable(encoded(PICTURE, exif=b"Exif\0\0" + raw))


entries = st.lists(
    st.tuples(
        st.sampled_from([0x010E, 0x0112, 0x013B, 0x8298, 0x8769, 0x8825, 0x9C9B, 0x9286, 0x9003]),
        st.integers(0, 13),
        st.one_of(st.integers(0, 12), st.integers(0, 2**32 - 1)),
        st.one_of(st.integers(0, 64), st.integers(0, 2**32 - 1)),
    ),
    max_size=8,
)


@FUZZ
@given(entries, st.binary(max_size=60), st.sampled_from("<>"))
def test_exif_with_any_entries(rows, rest, order):
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    ifd = struct.pack(order + "H", len(rows)) + b"".join(
        struct.pack(order + "HHII", *row) for row in rows
    )
    storable(encoded(PICTURE, exif=b"Exif\0\0" + head + ifd + rest))


@FUZZ
@given(
    st.lists(
        st.tuples(
            st.tuples(st.integers(1, 2), st.sampled_from([90, 120, 110, 80, 25, 55, 60, 116])),
            st.binary(max_size=40),
        ),
        max_size=6,
    ),
    st.sampled_from([b"", b"\x1b%G", b"\x1b.A", b"\x1b$)A", b"\xff", b"\x1b$B"]),
)
def test_iptc_with_any_fields(records, charset):
    storable(iptc_jpeg(*records, charset=charset, size=(16, 16)))


@FUZZ
@given(st.binary(max_size=400))
def test_any_iptc_block(raw):
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(raw).to_bytes(4, "big") + raw
    jpeg = encoded(PICTURE)
    segment = b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block
    storable(jpeg[:2] + segment + jpeg[2:])


@FUZZ
@given(st.binary(max_size=400))
def test_any_xmp(raw):
    storable(encoded(PICTURE, xmp=raw))


elements = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                *("rdf:Alt", "rdf:li", "rdf:Bag", "dc:description", "dc:subject", "dc:creator"),
                *("photoshop:DateCreated", "TC260:AIGC", "Iptc4xmpExt:DigitalSourceType"),
                *("rdf:Description", "dc:rights"),
            ]
        ),
        st.lists(inner, max_size=3),
    ).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"),
    max_leaves=12,
)


@FUZZ
@given(st.lists(elements, max_size=4).map("".join))
def test_xmp_with_any_elements(text):
    storable(xmp_jpeg(text, size=(16, 16)))


@FUZZ
@given(st.text(max_size=100))
def test_png_with_any_mark(text):
    info = PngInfo()
    info.add_itxt("AIGC", text.replace("\0", ""))
    storable(encoded(PICTURE, "PNG", pnginfo=info))


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"a" * 1000
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(10))
    + b"]><x>&k;</x>"
)
HOSTILE = {
    "entity bomb": BOMB,
    "external entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "very deep": b"<a>" * 20_000 + b"</a>" * 20_000,
    "two megabytes": b"<a>" + b"x" * 2**21 + b"</a>",
    "UTF-16": "<a/>".encode("utf-16"),
}


@pytest.mark.parametrize("packet", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("format", ["WEBP", "AVIF"])
def test_hostile_packet_is_ignored(packet, format):
    assert storable(encoded(PICTURE, format, xmp=packet)).caption == ""


def test_mark_with_half_a_character_is_storable():
    found = storable(
        xmp_jpeg('<TC260:AIGC>{"Label":"1","ProduceID":"\\ud800x\\u0000"}</TC260:AIGC>')
    )

    assert found.ai_mark.aigc == {"Label": "1", "ProduceID": "x"}


def test_exif_that_refers_to_itself_is_read():
    loop = struct.pack(">HHII", 0x8769, 4, 1, 8)
    raw = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + loop + bytes(4)

    assert storable(encoded(PICTURE, exif=raw)).caption == ""


def test_fractions_without_a_number_are_read():
    assert storable(exif_jpeg({0x010E: "a ferry"}, {0x829A: (1, 0)})).caption == "a ferry"
