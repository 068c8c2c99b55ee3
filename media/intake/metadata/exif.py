"""EXIF: the words that cameras and phones write and the time of the exposure."""

from PIL import ExifTags

from media.intake.metadata.ai_marks import mark_in_texts
from media.intake.metadata.charsets import decoder
from media.intake.metadata.dates import parse_moment
from media.intake.metadata.fields import PhotoMetadata
from media.intake.metadata.texts import clean_text, first_caption, first_name

TAG = ExifTags.Base
TEXTS = (TAG.ImageDescription, TAG.Artist, TAG.Copyright)
COMMENT_PREFIX = 8  # bytes that name the encoding of a comment


def read(image):
    """The PhotoMetadata in the EXIF of an open Pillow image. Raises READ_ERRORS."""
    exif = image.getexif()
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    raws = {tag: _raw(exif.get(tag)) for tag in TEXTS}
    decode = decoder(raws.values())
    description, artist, copyright = (decode(raw) for raw in raws.values())
    windows = [_utf16(exif.get(tag)) for tag in (TAG.XPTitle, TAG.XPSubject, TAG.XPComment)]
    comment = _comment(detail.get(TAG.UserComment), exif.endian)
    return PhotoMetadata(
        caption=first_caption([description, *windows, comment]),
        credit=first_name([artist, _utf16(exif.get(TAG.XPAuthor))]),
        copyright=first_name([copyright]),
        taken=_taken(detail),
        ai_mark=mark_in_texts([comment, description, *windows]),
    )


def _raw(value):
    """The bytes of a text; Pillow decodes EXIF as Latin-1, whatever the writer used."""
    if isinstance(value, str):
        return value.encode("latin-1", "ignore")
    return value if isinstance(value, bytes) else b""


def _utf16(value):
    """The text of one of the tags that Windows adds."""
    if isinstance(value, tuple):
        value = bytes(value)
    return clean_text(value.decode("utf-16-le", "ignore")) if isinstance(value, bytes) else ""


def _comment(value, endian):
    """The text of a UserComment, in the encoding that its first bytes name."""
    raw = value if isinstance(value, bytes) else _raw(value)
    prefix, body = raw[:COMMENT_PREFIX].rstrip(b"\0 "), raw[COMMENT_PREFIX:]
    if prefix == b"UNICODE":
        return clean_text(_either_utf16(body, endian))
    if prefix == b"JIS":
        return clean_text(body.decode("iso2022-jp", "ignore"))
    # Some phones write the text without any prefix.
    return decoder([body])(body) if prefix in (b"ASCII", b"") else decoder([raw])(raw)


def _either_utf16(raw, endian):
    """The text of UTF-16, whose byte order programs get wrong: the one with more usual letters."""
    encodings = ["utf-16-be", "utf-16-le"] if endian == ">" else ["utf-16-le", "utf-16-be"]
    texts = [raw.decode(encoding, "ignore") for encoding in encodings]
    return max(texts, key=lambda text: sum(c.isascii() or "一" <= c <= "鿿" for c in text))


def _taken(detail):
    """The Moment of the exposure, of which EXIF has time, fraction and zone in three tags."""
    for tag, fraction, zone in (
        (TAG.DateTimeOriginal, TAG.SubsecTimeOriginal, TAG.OffsetTimeOriginal),
        (TAG.DateTimeDigitized, TAG.SubsecTimeDigitized, TAG.OffsetTimeDigitized),
    ):
        text, digits, offset = (_ascii(detail.get(one)) for one in (tag, fraction, zone))
        if moment := parse_moment(f"{text}.{digits}{offset}" if digits else f"{text}{offset}"):
            return moment
    return None


def _ascii(value):
    return clean_text(value) if isinstance(value, str) else ""
