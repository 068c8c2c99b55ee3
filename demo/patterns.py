"""Filling the slots of sentence patterns: `{town}`, `{12-40}`, `{柳树|水杉}`.

A named slot and a number range keep their value through a story, so that headline and text agree.
A choice between phrases in the pattern itself is made anew each time.
"""

import re

SLOT = re.compile(r"\{([^{}]+)\}")
NUMBER_RANGE = re.compile(r"(\d+)-(\d+)")
BUILT_IN_SLOTS = {"date", "weekday"}
VARYING_SLOTS = {"share"}  # filled anew each time: two shares are of different things
WEEKDAYS = "一二三四五六日"


class PatternFiller:
    """Fills patterns of one story of one day.

    `rng` is the random.Random that chooses; `slots` maps the name of a slot to its phrases.
    """

    def __init__(self, rng, day, slots):
        self.rng = rng
        self.slots = slots
        self.values = {
            "date": f"{day.month}月{day.day}日",
            "weekday": f"周{WEEKDAYS[day.weekday()]}",
        }

    def fill(self, pattern):
        """The pattern with all its slots filled."""
        return SLOT.sub(lambda match: self._value(match[1]), pattern)

    def fill_one(self, patterns):
        """One of the patterns, filled; "" if there are none."""
        return self.fill(self.rng.choice(patterns)) if patterns else ""

    def fill_some(self, patterns, least, most):
        """`least` to `most` different patterns, filled; fewer if there are not so many."""
        count = min(self.rng.randint(least, most), len(patterns))
        return [self.fill(pattern) for pattern in self.rng.sample(patterns, count)]

    def _value(self, slot):
        if "|" in slot:
            return self.fill(self.rng.choice(slot.split("|")))
        if slot not in self.values or slot in VARYING_SLOTS:
            self.values[slot] = self._choose(slot)
        return self.values[slot]

    def _choose(self, slot):
        if limits := NUMBER_RANGE.fullmatch(slot):
            return str(_rounded(self.rng.randint(int(limits[1]), int(limits[2]))))
        return self.fill(self.rng.choice(self.slots[slot]))


def slot_names(pattern):
    """The names of the slots in a pattern: neither number ranges nor choices."""
    found = {match[1] for match in SLOT.finditer(pattern)}
    return {slot for slot in found if "|" not in slot and not NUMBER_RANGE.fullmatch(slot)}


def _rounded(number):
    """A number as newspapers write it: 437 becomes 430."""
    return number if number < 100 else number // 10 * 10
