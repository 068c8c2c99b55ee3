"""The moment of the exposure: the fullest statement wins, an impossible one is left out."""

import datetime
from io import BytesIO

import pytest
from PIL import Image

from media.intake import metadata
from media.intake.metadata.dates import parse_moment
from tests.media.metadata_files import exif_jpeg, iptc_jpeg, xmp_jpeg, xmp_packet
from tests.media.pictures import drawn, encoded

CHINA = datetime.timezone(datetime.timedelta(hours=8))
EXACT = datetime.datetime(2026, 3, 2, 6, 15, 10, tzinfo=CHINA)


def found(content):
    return metadata.read(Image.open(BytesIO(content)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", "2026-03-02T00:00:00+08:00"),
        ("2026-03-02T06:15", "2026-03-02T06:15:00+08:00"),
        ("2026:03:02 06:15:10", "2026-03-02T06:15:10+08:00"),
        ("20260302061510+0800", "2026-03-02T06:15:10+08:00"),
        ("20260302T061510-0330", "2026-03-02T06:15:10-03:30"),
        ("2026-03-02T06:15:10.25Z", "2026-03-02T06:15:10.250000+00:00"),
        ("2026-03-02T06:15:10.123456789+05:45", "2026-03-02T06:15:10.123456+05:45"),
        ("2026-03-02T06:15:10+24:00", "2026-03-02T06:15:10+08:00"),
        ("2026-03-02T25:00:00", "2026-03-02T00:00:00+08:00"),
        ("2026-03-02T06:61:00", "2026-03-02T00:00:00+08:00"),
        ("1826-01-01T12:00:00Z", "1826-01-01T12:00:00+00:00"),
    ],
)
def test_moment_is_read(text, expected):
    assert parse_moment(text).at.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "    :  :     :  :  ",
        "2026",
        "2026-03",
        "0000:00:00 00:00:00",
        "2026-13-01",
        "2026-02-30",
        "1825-12-31",
        "2101-01-01",
        "10000-01-01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59Z",
        "２０２６-03-02",
        "yesterday",
    ],
)
def test_what_is_no_believable_day_is_left_out(text):
    assert parse_moment(text) is None


def exact_exif(**options):
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({0x9003: "2026:03:02 06:15:10", 0x9011: "+08:00", **options})
    return exif


def test_exact_time_of_one_record_wins_over_the_day_of_another():
    day = xmp_packet("<photoshop:DateCreated>2026-03-02</photoshop:DateCreated>")

    assert found(encoded(drawn((80, 60)), exif=exact_exif(), xmp=day)).taken_at == EXACT


def test_first_record_wins_among_equals():
    other = xmp_packet("<photoshop:DateCreated>2026-03-01T06:15:10+08:00</photoshop:DateCreated>")

    taken_at = found(encoded(drawn((80, 60)), exif=exact_exif(), xmp=other)).taken_at

    assert taken_at == EXACT - datetime.timedelta(days=1)


def test_within_xmp_the_fullest_wins_and_the_making_of_the_file_comes_last():
    content = xmp_jpeg(
        "<photoshop:DateCreated>2026-03-02</photoshop:DateCreated>"
        "<exif:DateTimeOriginal>2026-03-02T06:15:10+08:00</exif:DateTimeOriginal>"
        "<xmp:CreateDate>2026-03-05T10:00:00.25+08:00</xmp:CreateDate>"
    )

    assert found(content).taken_at == EXACT


def test_fraction_of_a_second_is_read():
    content = exif_jpeg(detail={0x9003: "2026:03:02 06:15:10", 0x9291: "25", 0x9011: "+08:00"})

    assert found(content).taken_at == EXACT.replace(microsecond=250_000)


def test_impossible_time_of_iptc_leaves_the_day():
    content = iptc_jpeg(((2, 55), b"20260302"), ((2, 60), b"066199+0800"))

    assert found(content).taken_at.isoformat() == "2026-03-02T00:00:00+08:00"


def alternatives(*items):
    """A description in several languages: (language, text) pairs."""
    rows = "".join(f'<rdf:li xml:lang="{lang}">{text}</rdf:li>' for lang, text in items)
    return xmp_jpeg(f"<dc:description><rdf:Alt>{rows}</rdf:Alt></dc:description>")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("x-default", "the ferry"), ("zh-CN", "渡船")], "渡船"),
        ([("en", "the ferry"), ("zh-Hant", "渡船（繁）"), ("zh-Hans", "渡船")], "渡船"),
        ([("en", "the ferry"), ("zh-TW", "渡船")], "渡船"),
        ([("de", "die Fähre"), ("x-default", "the ferry")], "the ferry"),
        ([("de", "die Fähre"), ("en", "the ferry")], "die Fähre"),
        ([("zh", " "), ("x-default", "the ferry")], "the ferry"),
        ([("zh-CN", "渡船")], "渡船"),
    ],
)
def test_chinese_wins_then_the_default_then_the_first(items, expected):
    assert found(alternatives(*items)).caption == expected
