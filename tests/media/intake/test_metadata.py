"""Reading XMP, IPTC (in UTF-8 and GBK) and EXIF, also broken and malicious ones."""

import datetime
from io import BytesIO

import pytest
from PIL import Image

from media.intake import metadata
from media.intake.metadata import xmp
from media.intake.metadata.fields import clean_text
from media.models import Photo
from tests.media.metadata_files import iptc_jpeg
from tests.media.pictures import encoded

CHINA = datetime.timezone(datetime.timedelta(hours=8))


def metadata_of(content):
    """The PhotoMetadata of a file's bytes."""
    return metadata.read(Image.open(BytesIO(content)))


@pytest.mark.parametrize(
    ("encoding", "charset"), [("utf-8", b"\x1b%G"), ("utf-8", b""), ("gb18030", b"")]
)
def test_iptc_is_read_in_utf8_and_gbk(encoding, charset):
    content = iptc_jpeg(
        ((2, 120), "渡口的第一班船".encode(encoding)),
        ((2, 80), "苏禾".encode(encoding)),
        ((2, 90), "临川".encode(encoding)),
        ((2, 25), "渡口".encode(encoding)),
        ((2, 25), "清晨".encode(encoding)),
        ((2, 55), b"20260302"),
        ((2, 60), b"061500+0800"),
        charset=charset,
    )

    found = metadata_of(content)

    assert (found.caption, found.credit, found.place) == ("渡口的第一班船", "苏禾", "临川")
    assert found.keywords == ("渡口", "清晨")
    assert found.taken_at == datetime.datetime(2026, 3, 2, 6, 15, tzinfo=CHINA)


@pytest.mark.django_db  # the mark names the paper
@pytest.mark.parametrize("format", ["JPEG", "WEBP", "AVIF"])
def test_xmp_is_read_from_formats_that_have_it(format):
    photo = Photo(credit="何一 <摄>", copyright="临川日报 & 何一", ai_generated=True)

    found = metadata_of(encoded(format=format, xmp=xmp.packet(photo)))

    assert (found.credit, found.copyright) == (photo.credit, photo.copyright)
    assert found.ai_generated


def test_packet_has_no_other_fields():
    assert b"Credit" not in xmp.packet(Photo(caption="不公开的说明", instructions="内部"))
    assert "不公开的说明".encode() not in xmp.packet(Photo(caption="不公开的说明"))


def test_exif_is_read_without_iptc_and_xmp():
    exif = Image.Exif()
    exif[0x013B] = "Su He"
    exif.get_ifd(0x8769)[0x9003] = "2026:03:02 06:15:00"
    exif.get_ifd(0x8769)[0x9011] = "+08:00"

    found = metadata_of(encoded(exif=exif))

    assert found.credit == "Su He"
    assert found.taken_at == datetime.datetime(2026, 3, 2, 6, 15, tzinfo=CHINA)


def test_iptc_wins_over_exif():
    exif = Image.Exif()
    exif[0x010E] = "from the camera"
    jpeg = iptc_jpeg(((2, 120), "编辑写的说明".encode()))

    assert metadata_of(jpeg).caption == "编辑写的说明"


HOSTILE = {
    "entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
    "no xml": b"\x00\xff<rdf",
    "empty": b"",
    "deep": b"<a>" * 50,
}


@pytest.mark.parametrize("packet", HOSTILE.values(), ids=HOSTILE)
def test_broken_packet_is_ignored(packet):
    assert metadata_of(encoded(xmp=packet)).caption == ""


def test_control_characters_are_removed():
    assert (
        metadata_of(iptc_jpeg(((2, 120), "渡\x00口\x1b[31m\u202e船".encode()))).caption
        == "渡口[31m船"
    )


def test_markup_in_a_caption_is_kept_as_text():
    assert (
        metadata_of(iptc_jpeg(((2, 120), b"<script>alert(1)</script>"))).caption
        == "<script>alert(1)</script>"
    )


def test_invalid_date_is_ignored():
    assert metadata_of(iptc_jpeg(((2, 55), b"20269999"))).taken_at is None


def test_texts_hold_nothing_hidden():
    assert clean_text("渡\u2066口\u202e\ufffe石\x1b阶") == "渡口石阶"
