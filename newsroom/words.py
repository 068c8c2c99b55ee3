"""One spelling for words that are written in several ways: names, keywords, numbers.

Keywords, names of people and organizations, the search and the reader of pages all compare words
in this spelling. Plain Python, so that the reader of pages may import it.
"""

import re
import unicodedata

HAN = "〇\u3400-\u9fff\U00020000-\U0003ffff"
DIGITS = "〇一二三四五六七八九"
MIDDLE_DOT = "·"  # U+00B7, the one of the national standard of punctuation
MIDDLE_DOTS = "•‧∙⋅・･᛫⸱ꞏ"  # the same mark as other programs and fonts write it
ZEROS = "○◯"  # circles in place of 〇
LETTER_ZEROS = f"{ZEROS}OＯ0０"  # also seen between two Chinese digits: 二O二四

ZERO = re.compile(
    f"(?<=[{DIGITS}])[{ZEROS}]+|[{ZEROS}]+(?=[{DIGITS}])|"
    f"(?<=[{DIGITS}])[{LETTER_ZEROS}]+(?=[{DIGITS}])"
)
# A full stop between two Chinese characters stands for the dot of a name: 阿依古丽．买买提.
STOP_IN_NAME = re.compile(f"(?<=[{HAN}])[.．](?=[{HAN}])")
DOT_WITH_SPACES = re.compile(rf"\s*{MIDDLE_DOT}\s*")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Full-width forms of ASCII, except the punctuation that Chinese text writes in full width.
WIDE_PUNCTUATION = set(map(ord, "！（），．：；？～"))
HALF_WIDTH = {code: code - 0xFEE0 for code in {*range(0xFF01, 0xFF5F)} - WIDE_PUNCTUATION}

_dots = str.maketrans(dict.fromkeys(MIDDLE_DOTS, MIDDLE_DOT))


def unify(text: str) -> str:
    """The text with one sign for the zero of Chinese numbers and one for the dot of names.

    Each character stays in its place, so that positions in the result are positions in the text.
    """
    dotted = STOP_IN_NAME.sub(MIDDLE_DOT, text.translate(_dots))
    return ZERO.sub(lambda zeros: "〇" * len(zeros[0]), dotted)


def plain(text: str) -> str:
    """The spelling in which a name or a keyword is stored and looked up.

    As `unify`; besides, letters and digits in half width, composed accents, single spaces, none at
    the edges and around the dot of a name, and no invisible characters.
    """
    narrow = text.translate(INVISIBLE).translate(HALF_WIDTH)
    spaced = " ".join(unicodedata.normalize("NFC", narrow).split())
    return unify(DOT_WITH_SPACES.sub(MIDDLE_DOT, unify(spaced)))
