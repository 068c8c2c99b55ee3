"""Filling the slots of sentence patterns: `{town}`, `{12-40}`, `{柳树|水杉}`.

A named slot and a range of numbers say the same throughout a story, so that its headline and its
text agree; a choice between words that stand in the pattern is made each time.
"""

import re

from demo.words.common import SEASONS, WORDS

SLOT = re.compile(r"\{([^{}]+)\}")
RANGE = re.compile(r"(\d+)-(\d+)")
FRESH = {"share"}  # a share of one thing is not that of another
WEEKDAYS = "一二三四五六日"


class Teller:
    """Says patterns of one story of one day, `chance` (a random.Random) choosing the words."""

    def __init__(self, chance, day, words=()):
        self.chance = chance
        self.words = {**WORDS, **_of_season(day), **dict(words)}
        self.said = {
            "date": f"{day.month}月{day.day}日",
            "weekday": f"周{WEEKDAYS[day.weekday()]}",
        }

    def say(self, pattern):
        """The pattern with all its slots filled."""
        return SLOT.sub(lambda slot: self._fill(slot[1]), pattern)

    def one(self, patterns):
        """One of the patterns, said; "" where there are none."""
        return self.say(self.chance.choice(patterns)) if patterns else ""

    def some(self, patterns, least, most):
        """Between `least` and `most` different ones of the patterns, said."""
        count = min(self.chance.randint(least, most), len(patterns))
        return [self.say(pattern) for pattern in self.chance.sample(patterns, count)]

    def _fill(self, slot):
        if "|" in slot:
            return self.say(self.chance.choice(slot.split("|")))
        if slot not in self.said or slot in FRESH:
            self.said[slot] = self._drawn(slot)
        return self.said[slot]

    def _drawn(self, slot):
        if limits := RANGE.fullmatch(slot):
            return str(_rounded(self.chance.randint(int(limits[1]), int(limits[2]))))
        return self.say(self.chance.choice(self.words[slot]))


def _rounded(number):
    """As papers write it: 437 people are 430."""
    return number if number < 100 else number // 10 * 10


def _of_season(day):
    """The seasonal slots of a day: spring begins in March."""
    season = (day.month - 3) % 12 // 3
    return {name: words[season].split("|") for name, words in SEASONS.items()}
