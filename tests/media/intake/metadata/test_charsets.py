"""The encoding of IPTC and EXIF words: a declared one is believed, else the whole record decides."""

from io import BytesIO

import pytest
from PIL import Image

from media.intake import metadata
from media.intake.metadata.charsets import judge
from tests.media.metadata_files import exif_jpeg, iptc_jpeg

CAPTION, CREDIT, BYLINE, CITY, KEYWORD = (2, 120), (2, 110), (2, 80), (2, 90), (2, 25)


def found(content):
    return metadata.read(Image.open(BytesIO(content)))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize(
    "name", ["苏禾摄", "何一", "陆鲁", "鲁路", "卢陆", "鑫淼", "楼卢 摄", "罗卢隆"]
)
def test_short_credit_alone_is_read_in_chinese(name, encoding):
    assert found(iptc_jpeg((CREDIT, name.encode(encoding)), charset=b"")).credit == name


def test_all_fields_of_a_record_are_judged_together():
    content = iptc_jpeg(
        (CREDIT, "陆".encode("gbk")),
        (CAPTION, "渡口的第一班船清晨开出。".encode("gbk")),
        (CITY, "临川".encode("gbk")),
        (KEYWORD, "路".encode("gbk")),
        charset=b"",
    )

    record = found(content)

    assert (record.credit, record.place, record.keywords) == ("陆", "临川", ("路",))


@pytest.mark.parametrize(
    "text",
    ["Müller", "René Lefèvre", "François Dupré", "© 2026", "Größe", "Ångström", "naïve café"],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_words_of_europe_stay_what_they_are(text, encoding):
    assert found(iptc_jpeg((CAPTION, text.encode(encoding)), charset=b"")).caption == text


@pytest.mark.parametrize("text", ["渡口的第一班船清晨開出，市民排隊上船", "蘇禾攝"])
def test_traditional_words_of_big5_are_read(text):
    assert found(iptc_jpeg((CAPTION, text.encode("big5")), charset=b"")).caption == text


def test_traditional_words_of_gbk_are_read():
    text = "渡口的第一班船清晨開出，市民排隊上船"
    assert found(iptc_jpeg((CAPTION, text.encode("gbk")), charset=b"")).caption == text


DECLARED = {
    b"\x1b%G": "utf-8",
    b"\x1b.A": "cp1252",
    b"\x1b-A": "cp1252",
    b"\x1b$)A": "gb2312",
}


@pytest.mark.parametrize("charset", DECLARED)
def test_declared_encoding_is_believed(charset):
    encoding = DECLARED[charset]
    text = "é" if encoding == "cp1252" else "陆" if encoding == "gb2312" else "é渡"

    assert found(iptc_jpeg((CREDIT, text.encode(encoding)), charset=charset)).credit == text


@pytest.mark.parametrize("charset", [b"", b"\x1b%G"])
def test_field_that_its_writer_cut_in_a_character_spoils_nothing(charset):
    cut = "临川市渡口路的第一班船".encode()[:32]

    record = found(iptc_jpeg((BYLINE, cut), (CAPTION, "渡口的第一班船".encode()), charset=charset))

    assert (record.credit, record.caption) == ("临川市渡口路的第一班", "渡口的第一班船")


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_exif_is_judged_as_a_whole_too(encoding):
    base = {0x010E: "渡口的第一班船".encode(encoding), 0x013B: "陆".encode(encoding)}

    record = found(exif_jpeg(base))

    assert (record.caption, record.credit) == ("渡口的第一班船", "陆")


def test_plain_words_are_utf8():
    assert judge([b"the first ferry", b""]) == "utf-8"
    assert judge([]) == "utf-8"
