"""Lead and pins of one place while a person arranges them: nothing of it is saved here."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.form_fields import DateTimePicker
from newsroom.press import paging
from newsroom.press import pins as pinning
from newsroom.press.models import Listing, Version
from newsroom.press.pins import PinnedStory

CANDIDATES = 20
SEARCHED = 1000  # headlines of the newest that a search looks through
LONGEST_NUMBER = 18  # digits of a story's number; more than PostgreSQL holds is none


@dataclass(frozen=True)
class Row:
    """A story's number and its end as it was typed; in the lead's row there may be no story."""

    story: int | None = None
    until: str = ""


class RowForm(forms.Form):
    """The end of one pin."""

    until = forms.DateTimeField(
        label=_("until (Beijing time)"), required=False, widget=DateTimePicker
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise forms.ValidationError(_("This moment has passed: choose a later one."))
        return until


class Arrangement:
    """The rows in order, the lead's first; `seen` are the ids of the pins it began from."""

    def __init__(self, section, rows, seen):
        self.section = section
        self.rows = _tidy(rows)
        self.seen = seen

    @classmethod
    def saved(cls, section):
        """What stands in the Section, or on the front page for None."""
        pins = list(pinning.live_pins(section))
        rows = [Row()] if pins and pins[0].position > pins[0].LEAD else []
        rows += [Row(pin.story_id, _typed(pin.during.upper)) for pin in pins]
        return cls(section, rows, {pin.pk for pin in pins})

    @classmethod
    def sent(cls, section, data):
        """What a person sent from the screen; whatever a browser would not send is left out."""
        pairs = zip_longest(data.getlist("story"), data.getlist("until"), fillvalue="")
        rows = [Row(number(story), until) for story, until in pairs]
        seen = (data.get("save_over") or data.get("seen", "")).split()
        return cls(section, rows, {number(pk) for pk in seen} - {None, 0})

    # --- changing it ------------------------------------------------------------------------------

    def lead(self, story):
        """Let the story lead; who led before comes next."""
        rows = [row for row in self.rows if row.story != story]
        self.rows = _tidy([Row(story), *rows])

    def pin(self, story):
        """Let the story come last."""
        self.rows = _tidy([*self.rows, Row(story)])

    def up(self, place):
        if 0 < place < len(self.rows):
            self._swap(place - 1)

    def down(self, place):
        if place == 0 and len(self.rows) == 1:
            self.rows.append(Row())
        if place + 1 < len(self.rows):
            self._swap(place)

    def remove(self, place):
        if place < len(self.rows):
            self.rows[place] = Row()
            self.rows = _tidy(self.rows)

    def _swap(self, place):
        rows = self.rows
        rows[place : place + 2] = rows[place + 1], rows[place]
        self.rows = _tidy(rows)

    # --- reading it -------------------------------------------------------------------------------

    @property
    def chosen(self):
        return {row.story for row in self.rows if row.story}

    @property
    def is_full(self):
        return len(self.rows) >= pinning.MAX_PINS

    @cached_property
    def forms(self):
        """A RowForm for each row."""
        return [
            RowForm({"until": row.until}, auto_id=f"id_%s_{place}")
            for place, row in enumerate(self.rows)
        ]

    def is_valid(self):
        """Whether every end is a moment to come; else the forms say what is wrong."""
        return all([form.is_valid() for form in self.forms])

    def pins(self):
        """The PinnedStories of the valid rows."""
        return [
            PinnedStory(row.story, place, form.cleaned_data["until"])
            for place, (row, form) in enumerate(zip(self.rows, self.forms, strict=True), start=1)
            if row.story
        ]

    def lines(self):
        """What the screen shows of each row: the row, its form, version and last pin, if any."""
        listed = {
            entry.version.story_id: entry.version
            for entry in pinning.pinned_listings(
                self.section, [PinnedStory(s, 0) for s in self.chosen]
            )
        }
        gone = Version.objects.filter(story_id__in=self.chosen - listed.keys())
        gone = {v.story_id: v for v in gone.order_by("story_id", "-pk").distinct("story_id")}
        standing = pinning.live_pins(self.section).select_related("set_by")
        pins = {pin.story_id: pin for pin in standing}
        return [
            {
                "row": row,
                "form": form,
                "listed": row.story in listed,
                "version": listed.get(row.story) or gone.get(row.story),
                "pin": pins.get(row.story),
            }
            for row, form in zip(self.rows, self.forms, strict=True)
        ]


def candidates(section, words="", cursor=""):
    """Live stories of that place, newest first, as (entries, cursor of those after them).

    `words` must all stand in the headline of one of the newest; or they are its number.
    """
    listed = Listing.objects.in_list(*pinning.list_of(section)).with_sections()
    words = words.replace("\0", "").split()  # PostgreSQL holds no such text
    if words:
        return _found(listed, words), ""
    if cursor:
        listed = paging.listings_after(listed, *paging.parse_cursor(cursor))
    entries = list(listed[: CANDIDATES + 1])
    older = paging.cursor_of(entries[CANDIDATES - 1]) if len(entries) > CANDIDATES else ""
    return entries[:CANDIDATES], older


def number(text):
    """The number that a text writes, or None."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _found(listed, words):
    numbered = number(words[0]) if len(words) == 1 else None
    by_number = list(listed.filter(version__story_id=numbered)) if numbered else []
    found = listed.filter(pk__in=listed.values("pk")[:SEARCHED])
    for word in words:
        in_headline = Q(version__content__headline__icontains=word)
        found = found.filter(in_headline | Q(version__content__kicker__icontains=word))
    return by_number or list(found[:CANDIDATES])


def _tidy(rows):
    """The rows with each story once, and none empty but the lead's, which is always there."""
    lead, *others = rows or [Row()]
    seen = {None, lead.story}
    kept = [row for row in others if not (row.story in seen or seen.add(row.story))]
    return [lead if lead.story else replace(lead, until=""), *kept][: pinning.MAX_PINS]


def _typed(moment):
    """The moment as its input writes it."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" if moment else ""
