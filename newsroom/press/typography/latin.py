"""Find words in Latin letters, and mark them as English, so that browsers set them with care.

In a Chinese font an apostrophe is as wide as a character, and browsers that know no language break
no word. Web addresses may break anywhere.
"""

import re
from dataclasses import dataclass

LETTER = r"A-Za-z\u00c0-\u024f"
# Inside a run of words: `Queen’s College, London`, `R&D`, `4K HDR`.
INSIDE = rf"{LETTER}0-9 .,:;!?&/+()'_\-"
# Each part is bounded as in the standards, so that a long text is not read anew from each letter.
LABEL = r"[\w-]{1,63}"
HOST = rf"{LABEL}(?:\.{LABEL}){{1,9}}"
ADDRESS = rf"(?:https?://|www\.)[!-~]*[\w/]|[\w.+-]{{1,64}}@{HOST}|{HOST}/[!-~]*[\w/]"
RUN = re.compile(
    rf"(?P<address>(?<![\w@]){ADDRESS})"
    # After an opening quote the run ends before the closing one.
    rf"|(?<=‘)[{LETTER}0-9](?:(?:[{INSIDE}]|’(?=[{LETTER}]))*[{LETTER}0-9])?"
    rf"|(?<![{LETTER}0-9])[{LETTER}0-9](?:[{INSIDE}’]*[{LETTER}0-9])?",
    re.ASCII,
)
WORD = re.compile(f"[{LETTER}]{{2}}")
# A paragraph with such a word is not justified: the line before it would be torn.
LONG_WORD = re.compile(rf"[{LETTER}0-9'’_\-]{{10}}")


@dataclass(frozen=True)
class LatinRun:
    """Words in Latin letters, or a web address: `text[begin:end]`."""

    begin: int
    end: int
    is_address: bool
    is_long: bool

    @property
    def css_class(self):
        """The class for the style sheet, or empty."""
        if self.is_address:
            return "web-address"
        return "long-word" if self.is_long else ""


def latin_runs(text):
    """The LatinRuns of a text, in order. Numbers and single letters, as in `A4`, are none."""
    return [
        LatinRun(*run.span(), bool(run["address"]), bool(LONG_WORD.search(run[0])))
        for run in RUN.finditer(text)
        if WORD.search(run[0])
    ]
