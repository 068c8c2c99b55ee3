"""Cleaning a text of a photo file, and leaving out the words that machines write."""

import re

from media.intake.metadata.machine_words import CAPTION_PATTERNS, CAPTIONS, NAME_PATTERNS, NAMES
from newsroom.core.plain_text import without_hidden

DIRECTION_MARKS = re.compile("[\u200e\u200f\ufeff]")
MACHINE_CAPTION = re.compile("|".join(CAPTION_PATTERNS), re.IGNORECASE)
MACHINE_NAME = re.compile("|".join(NAME_PATTERNS), re.IGNORECASE)


def clean_text(text):
    """The text without hidden characters and surrounding space, with newlines as `\\n`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_hidden(DIRECTION_MARKS.sub("", lines)).strip()


def first_caption(texts):
    """The first text that a person wrote about the photo, or an empty one."""
    return next((text for text in texts if not _is_machine_caption(text)), "")


def first_name(texts):
    """The first name of a person, an agency or an owner of rights, or an empty text."""
    return next((text for text in texts if not _is_machine_name(text)), "")


def _is_machine_caption(text):
    return not text or _folded(text) in CAPTIONS or bool(MACHINE_CAPTION.fullmatch(text))


def _is_machine_name(text):
    return not text or _folded(text) in NAMES or bool(MACHINE_NAME.fullmatch(text))


def _folded(text):
    """The text as the lists of machine words have it: in lower case, with single spaces."""
    return " ".join(text.lower().strip(" .<>[]()\"'").split())
