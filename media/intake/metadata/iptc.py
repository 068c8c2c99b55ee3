"""IPTC-IIM: what it says of a picture, in UTF-8 or GBK."""

import datetime
import re

from django.utils import timezone
from PIL import IptcImagePlugin

from media.intake.metadata.fields import BROKEN, Said, decoded, keywords

UTF8 = b"\x1b%G"
CHARACTER_SET = (1, 90)
CAPTION, CREDIT, BYLINE, COPYRIGHT, SOURCE = (2, 120), (2, 110), (2, 80), (2, 116), (2, 115)
CITY, PROVINCE, SPOT, KEYWORDS, NOTE = (2, 90), (2, 95), (2, 92), (2, 25), (2, 40)
DAY, TIME = (2, 55), (2, 60)


def read(image):
    """The words in the IPTC records of an open Pillow image, a Said."""
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except BROKEN:
        return Said()
    utf8 = records.get(CHARACTER_SET) == UTF8

    def every(key):
        return [decoded(raw, utf8) for raw in _listed(records.get(key))]

    def one(*keys):
        return next((text for key in keys for text in every(key) if text), "")

    return Said(
        caption=one(CAPTION),
        credit=one(CREDIT, BYLINE),
        copyright=one(COPYRIGHT),
        source=one(SOURCE),
        place=" ".join(filter(None, [one(PROVINCE), one(CITY), one(SPOT)])),
        instructions=one(NOTE),
        keywords=keywords(every(KEYWORDS)),
        taken_at=_moment(one(DAY), one(TIME)),
    )


def _listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def _moment(day, time):
    digits = re.sub(r"\D", "", time)[:6].ljust(6, "0")
    try:
        moment = datetime.datetime.strptime(day[:8] + digits, "%Y%m%d%H%M%S")
    except ValueError:
        return None
    zone = re.search(r"[+-]\d{4}$", time)
    if zone:
        return datetime.datetime.strptime(f"{moment.isoformat()}{zone[0]}", "%Y-%m-%dT%H:%M:%S%z")
    return timezone.make_aware(moment)
