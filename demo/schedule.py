"""When stories are published, and on which page of the newspaper they are printed."""

import datetime
from collections import Counter

from django.utils import timezone

from demo import content
from newsroom.press.snapshot import PrintedPlace

STORIES_PER_DAY = 12  # as long as there are days enough
MIN_DAYS, MAX_DAYS = 6, 900
HOURS = (6, 6, 7, 7, 7, 8, 8, 9, 10, 11, 14, 15, 16, 16, 17, 18, 20, 21)
PRINT_DEADLINE = 12  # a story published before this hour is printed in that day's paper
STORIES_PER_PAGE = 9
BACK_ISSUE_SHARE = 0.02  # of the printed stories: printed in a paper of an earlier year
MIN_AGE = datetime.timedelta(minutes=4)


def publication_times(rng, count, now):
    """`count` times before `now`, oldest first, over as many days as so many stories fill."""
    days = min(MAX_DAYS, max(MIN_DAYS, count // STORIES_PER_DAY))
    return sorted(_publication_time(rng, days * index / count, now) for index in range(count))


def _publication_time(rng, days_ago, now):
    """A time on the day `days_ago`; one that lies in the future is moved into the last hours."""
    # All random numbers are drawn before `now` is compared: a seed gives the same stories at
    # any time of day.
    time = datetime.time(rng.choice(HOURS), rng.randrange(60), rng.randrange(60))
    recent = datetime.timedelta(minutes=rng.random() * 400)
    day = timezone.localdate(now) - datetime.timedelta(days=int(days_ago))
    at = timezone.make_aware(datetime.datetime.combine(day, time))
    return at if at < now - MIN_AGE else now - MIN_AGE - recent


class PrintedPaper:
    """The pages of the newspaper: each day's pages are filled from the top, story by story."""

    def __init__(self, rng, name):
        self.rng = rng
        self.name = name
        self.counts: Counter[tuple[datetime.date, str]] = Counter()  # stories by day and page

    def issue_day(self, published_at):
        """The day of the issue for a story that is published at that time."""
        day = timezone.localdate(published_at)
        age = datetime.timedelta(days=self.rng.randint(400, 2400))
        is_back_issue = self.rng.random() < BACK_ISSUE_SHARE
        return day - age if is_back_issue and self._is_printed(published_at) else day

    def place(self, published_at, day, section, section_name):
        """The PrintedPlace of a story; None if it came too late for print or the page is full.

        `section` is the slug of its section, `section_name` is printed at the top of the page.
        """
        number = self.rng.choice(content.newspaper().section_pages[section])
        if not self._is_printed(published_at) or self.counts[day, number] >= STORIES_PER_PAGE:
            return None
        self.counts[day, number] += 1
        return PrintedPlace(self.name, day, number, self.counts[day, number], section_name)

    def _is_printed(self, published_at):
        return timezone.localtime(published_at).hour < PRINT_DEADLINE
