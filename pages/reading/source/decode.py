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

UNREADABLE = "\ufffd"  # in place of bytes that no encoding explains
BAD_RUN = re.compile(rf"(?:{UNREADABLE}|{CONTROL.pattern})+")
MOST_UNREADABLE = 1 / 20  # of the characters that are not ASCII
END_OF_FILE = re.compile(r"\x1a[\x00\x1a]*\Z")  # Ctrl-Z, as old programs write it
EURO = 0x80  # in code page 936, which Windows calls GBK; GB18030 has no such byte


class PageError(ValueError):
    """A page that cannot be read at all; `code` is empty, binary, encoding or too_large."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class DecodedPage:
    """The text of a page; bytes that could not be read are UNREADABLE, one for each row of them."""

    text: str
    encoding: str


def decode(data: bytes) -> DecodedPage:
    """Decode the bytes of one page: a byte order mark decides, else UTF-8, else GB18030.

    A few bad bytes do no harm: they become UNREADABLE, which the reader reports with its line.
    Raises PageError for what is blank, binary, in no known encoding or above MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        raise PageError("too_large")
    page = _marked(data) or _readable(_decoded(data, "utf-8")) or _chinese(data)
    if page is None:
        raise PageError("binary" if CONTROL.search(data.decode("latin-1")) else "encoding")
    if not page.text.strip("\ufeff \t\r\n\u3000"):
        raise PageError("empty")
    return page


def _marked(data: bytes) -> DecodedPage | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _readable(_decoded(data, encoding))
    return None


def _chinese(data: bytes) -> DecodedPage | None:
    """The bytes as GB18030, which explains nearly any bytes: the text must look like print."""
    page = _decoded(data, "gb18030")
    return _readable(page) if _looks_printed(page.text) else None


def _decoded(data: bytes, encoding: str) -> DecodedPage:
    text = END_OF_FILE.sub("", data.decode(encoding, "newsroom.page"))
    return DecodedPage(BAD_RUN.sub(UNREADABLE, text), encoding.removesuffix("-sig"))


def _readable(page: DecodedPage) -> DecodedPage | None:
    """The page, unless too much of it is unreadable."""
    bad = page.text.count(UNREADABLE)
    if not bad:
        return page
    foreign = sum(not char.isascii() for char in page.text)
    few = bad <= MOST_UNREADABLE * (foreign - bad)
    return page if few and _looks_printed(page.text) else None


def _looks_printed(text: str) -> bool:
    return len(EXPECTED.findall(text)) >= PLAUSIBLE_SHARE * len(text)


def _replace_byte(error: UnicodeError) -> tuple[str, int]:
    """A handler of decoding errors: it replaces one byte and goes on behind it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    is_euro = error.encoding == "gb18030" and error.object[error.start] == EURO
    return ("€" if is_euro else UNREADABLE), error.start + 1


codecs.register_error("newsroom.page", _replace_byte)


def normalise(text: str) -> str:
    """The same text without a byte order mark and with every newline as "\\n"."""
    return NEWLINE.sub("\n", text.removeprefix("\ufeff"))


def sha256(text: str) -> str:
    """What a page is known by: the hex digest of its normalised text in UTF-8."""
    return hashlib.sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()
