"""IPTC-IIM: the metadata that agencies write, in UTF-8 or GBK."""

import datetime
import re

from django.utils import timezone
from PIL import IptcImagePlugin

from media.intake.metadata.fields import READ_ERRORS, PhotoMetadata, decode_text, split_keywords

UTF8 = b"\x1b%G"
CHARACTER_SET = (1, 90)
CAPTION, CREDIT, BYLINE, COPYRIGHT, SOURCE = (2, 120), (2, 110), (2, 80), (2, 116), (2, 115)
CITY, PROVINCE, SUBLOCATION = (2, 90), (2, 95), (2, 92)
KEYWORDS, SPECIAL_INSTRUCTIONS = (2, 25), (2, 40)
DATE, TIME = (2, 55), (2, 60)


def read(image):
    """The PhotoMetadata in the IPTC records of an open Pillow image; empty if they are broken."""
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except READ_ERRORS:
        return PhotoMetadata()
    is_utf8 = records.get(CHARACTER_SET) == UTF8

    def texts(key):
        return [decode_text(raw, is_utf8) for raw in _as_list(records.get(key))]

    def first_text(*keys):
        return next((text for key in keys for text in texts(key) if text), "")

    places = [first_text(key) for key in (PROVINCE, CITY, SUBLOCATION)]
    return PhotoMetadata(
        caption=first_text(CAPTION),
        credit=first_text(CREDIT, BYLINE),
        copyright=first_text(COPYRIGHT),
        source=first_text(SOURCE),
        place=" ".join(filter(None, places)),
        instructions=first_text(SPECIAL_INSTRUCTIONS),
        keywords=split_keywords(texts(KEYWORDS)),
        taken_at=_datetime(first_text(DATE), first_text(TIME)),
    )


def _as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def _datetime(day, time):
    """The aware datetime of an IPTC date and time, local without an offset; None if invalid."""
    digits = re.sub(r"\D", "", time)[:6].ljust(6, "0")
    try:
        naive = datetime.datetime.strptime(day[:8] + digits, "%Y%m%d%H%M%S")
    except ValueError:
        return None
    offset = re.search(r"[+-]\d{4}$", time)
    if offset:
        return datetime.datetime.strptime(f"{naive.isoformat()}{offset[0]}", "%Y-%m-%dT%H:%M:%S%z")
    return timezone.make_aware(naive)
