import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.reading.source.decode import MAX_BYTES, DecodedPage, PageError, decode, normalise, sha256

PAGE = "市图书馆\n周末延长开放\n本报讯 城南读者多了一个去处。"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PAGE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + PAGE.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"), "utf-16"),
        (PAGE.encode("gb18030"), "gb18030"),
    ],
)
def test_encoding_is_recognized(data, encoding):
    assert decode(data) == DecodedPage(PAGE, encoding)


GBK = PAGE.encode("gbk")
UTF_8 = PAGE.encode()


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (GBK + b"\x80 5\n", f"{PAGE}€ 5\n", "gb18030"),
        (GBK[:11] + b"\x80" + GBK[11:], f"{PAGE[:6]}€{PAGE[6:]}", "gb18030"),
        (GBK[:11] + b"\xff" + GBK[11:], f"{PAGE[:6]}\ufffd{PAGE[6:]}", "gb18030"),
        (GBK[:-1] + b"\n", f"{PAGE[:-1]}\ufffd\n", "gb18030"),
        (GBK[:-1], f"{PAGE[:-1]}\ufffd", "gb18030"),
        (UTF_8[:16] + b"\xff" + UTF_8[16:], f"{PAGE[:6]}\ufffd{PAGE[6:]}", "utf-8"),
        (UTF_8[:17] + UTF_8[18:], f"{PAGE[:6]}\ufffd{PAGE[7:]}", "utf-8"),
        (UTF_8[:16] + b"\x00" + UTF_8[16:], f"{PAGE[:6]}\ufffd{PAGE[6:]}", "utf-8"),
        (codecs.BOM_UTF8 + UTF_8 + b"\xe5", f"{PAGE}\ufffd", "utf-8"),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le") + b"\x4e", f"{PAGE}\ufffd", "utf-16"),
        (GBK + b"\r\n\x1a", f"{PAGE}\r\n", "gb18030"),
        (UTF_8 + b"\n\x1a\x00\x00", f"{PAGE}\n", "utf-8"),
        (codecs.BOM_UTF16_LE + f"{PAGE}\x1a".encode("utf-16-le"), PAGE, "utf-16"),
    ],
)
def test_few_bad_bytes_do_not_spoil_the_page(data, text, encoding):
    assert decode(data) == DecodedPage(text, encoding)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        ("\u3000\n \n".encode(), "empty"),
        (b"PK\x03\x04\x00\x00", "binary"),
        ("标题\x01正文".encode(), "binary"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\x00", "binary"),
        (b"caf\xe9 \xff\xff", "encoding"),
        (b"\xff".join(UTF_8[i : i + 12] for i in range(0, 96, 12)), "encoding"),
        (b" " * (MAX_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_page_is_refused(data, code):
    with pytest.raises(PageError) as refusal:
        decode(data)

    assert refusal.value.code == code


def test_newlines_and_byte_order_mark_do_not_change_the_digest():
    assert sha256("\ufeff甲\r\n乙\r丙") == sha256("甲\n乙\n丙")
    assert sha256("甲\n乙") != sha256("甲乙")


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        page = decode(data)
    except PageError as refusal:
        assert refusal.code in {"empty", "binary", "encoding"}
    else:
        assert "\r" not in normalise(page.text)
