"""IPTC-IIM: the metadata that agencies write, in UTF-8, GBK or another encoding."""

from PIL import IptcImagePlugin

from media.intake.metadata.ai_marks import mark_in_texts
from media.intake.metadata.charsets import decoder
from media.intake.metadata.dates import parse_moment
from media.intake.metadata.fields import PhotoMetadata, split_keywords
from media.intake.metadata.texts import first_caption, first_name

CHARACTER_SET = (1, 90)
CAPTION, CREDIT, BYLINE, COPYRIGHT, SOURCE = (2, 120), (2, 110), (2, 80), (2, 116), (2, 115)
CITY, PROVINCE, SUBLOCATION = (2, 90), (2, 95), (2, 92)
KEYWORDS, SPECIAL_INSTRUCTIONS = (2, 25), (2, 40)
DATE, TIME = (2, 55), (2, 60)
TEXTS = (
    *(CAPTION, CREDIT, BYLINE, COPYRIGHT, SOURCE),
    *(CITY, PROVINCE, SUBLOCATION, KEYWORDS, SPECIAL_INSTRUCTIONS),
)


def read(image):
    """The PhotoMetadata in the IPTC records of an open Pillow image. Raises READ_ERRORS."""
    info = IptcImagePlugin.getiptcinfo(image) or {}
    records = {key: value if isinstance(value, list) else [value] for key, value in info.items()}
    raws = [raw for key in TEXTS for raw in records.get(key, ())]
    decode = decoder(raws, b"".join(records.get(CHARACTER_SET, ())[:1]))

    def texts(*keys):
        return [decode(raw) for key in keys for raw in records.get(key, ())]

    day, time = (
        b"".join(records.get(key, ())[:1]).decode("ascii", "ignore") for key in (DATE, TIME)
    )
    places = [next(filter(None, texts(key)), "") for key in (PROVINCE, CITY, SUBLOCATION)]
    return PhotoMetadata(
        caption=first_caption(texts(CAPTION)),
        credit=first_name(texts(CREDIT, BYLINE)),
        copyright=first_name(texts(COPYRIGHT)),
        source=first_name(texts(SOURCE)),
        place=" ".join(filter(None, places)),
        instructions=next(filter(None, texts(SPECIAL_INSTRUCTIONS)), ""),
        keywords=split_keywords(texts(KEYWORDS)),
        taken=parse_moment(f"{day}{time}"),
        ai_mark=mark_in_texts(map(decode, raws)),
    )
