"""When stories appear: months of days, each with the rhythm of a newsroom, and its paper."""

import datetime
from collections import Counter

from django.utils import timezone

from demo.words.cast import PAGES
from newsroom.press.snapshot import PrintedPlace

A_DAY = 12  # stories, as long as there are days enough
FEWEST_DAYS, MOST_DAYS = 6, 900
HOURS = (6, 6, 7, 7, 7, 8, 8, 9, 10, 11, 14, 15, 16, 16, 17, 18, 20, 21)
PRINTED_BEFORE = 12  # what appears by noon stood in the paper of that morning
ON_A_PAGE = 9
BACK_ISSUES = 0.02  # of what is printed: taken from a paper of an earlier year
PRESENT = datetime.timedelta(minutes=4)


def moments(chance, count, now):
    """`count` moments until `now`, in order, over as many days as so many stories fill."""
    days = min(MOST_DAYS, max(FEWEST_DAYS, count // A_DAY))
    return sorted(_moment(chance, days * index / count, now) for index in range(count))


def _moment(chance, age, now):
    """A moment of the day `age` days ago; what would be later today is of the last hours."""
    # All is drawn before the clock is asked: the same seed tells the same at any time of day.
    time = datetime.time(chance.choice(HOURS), chance.randrange(60), chance.randrange(60))
    lately = datetime.timedelta(minutes=chance.random() * 400)
    day = timezone.localdate(now) - datetime.timedelta(days=int(age))
    moment = timezone.make_aware(datetime.datetime.combine(day, time))
    return moment if moment < now - PRESENT else now - PRESENT - lately


class Paper:
    """The pages of the house paper, filled from above as stories come."""

    def __init__(self, chance, name):
        self.chance = chance
        self.name = name
        self.places = Counter()

    def day(self, at):
        """The day of the paper for a story that appears at that moment."""
        day = timezone.localdate(at)
        older = datetime.timedelta(days=self.chance.randint(400, 2400))
        is_old = self.chance.random() < BACK_ISSUES
        return day - older if is_old and self._is_printed(at) else day

    def place(self, at, day, section, name):
        """Where it is printed, or None: it appeared too late, or the page is full.

        `section` is the slug of its section and `name` what is printed over the page.
        """
        number = self.chance.choice(PAGES[section])
        if not self._is_printed(at) or self.places[day, number] >= ON_A_PAGE:
            return None
        self.places[day, number] += 1
        return PrintedPlace(self.name, day, number, self.places[day, number], name)

    def _is_printed(self, at):
        return timezone.localtime(at).hour < PRINTED_BEFORE
