"""The bytes of an uploaded page, as text."""

import codecs
import hashlib
import re
from dataclasses import dataclass

MAX_BYTES = 5 * 1024 * 1024

# Tabs and the white space of text extraction are harmless; anything else means a binary file.
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
NEWLINE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
EXPECTED = re.compile(
    r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\u2010-\u2027\u25a0-\u25ff\x20-\x7e\s]"
)
PLAUSIBLE_SHARE = 0.9

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class PageError(ValueError):
    """A page that cannot be read at all; `code` is empty, binary, encoding or too_large."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class DecodedPage:
    text: str
    encoding: str


def decode(data: bytes) -> DecodedPage:
    """Decode the bytes of one page: a byte order mark decides, else UTF-8, else GB18030.

    Raises PageError for what is blank, binary, in no known encoding or above MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        raise PageError("too_large")
    page = _marked(data) or _strict(data, "utf-8") or _plausible(_strict(data, "gb18030"))
    if page is None:
        raise PageError("binary" if CONTROL.search(data.decode("latin-1")) else "encoding")
    if CONTROL.search(page.text):
        raise PageError("binary")
    if not page.text.strip("\ufeff \t\r\n\u3000"):
        raise PageError("empty")
    return page


def _marked(data: bytes) -> DecodedPage | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    return None


def _strict(data: bytes, encoding: str) -> DecodedPage | None:
    try:
        return DecodedPage(data.decode(encoding), encoding.removesuffix("-sig"))
    except UnicodeDecodeError:
        return None


def _plausible(page: DecodedPage | None) -> DecodedPage | None:
    """GB18030 decodes nearly any bytes, so its text must also look like Chinese print."""
    if page is None or not page.text:
        return page
    expected = len(EXPECTED.findall(page.text))
    return page if expected >= PLAUSIBLE_SHARE * len(page.text) else None


def normalise(text: str) -> str:
    """The same text without a byte order mark and with every newline as "\\n"."""
    return NEWLINE.sub("\n", text.removeprefix("\ufeff"))


def sha256(text: str) -> str:
    """What a page is known by: the hex digest of its normalised text in UTF-8."""
    return hashlib.sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()
