"""The lead and pins of one page while a user edits them; `newsroom.press.pins` saves them."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.form_fields import DateTimePicker
from newsroom.core.models.date_limits import MOMENT_LIMITS
from newsroom.press import paging, pins
from newsroom.press.models import Listing, Version
from newsroom.press.pins import PinnedStory

CANDIDATES_SHOWN = 20
STORIES_SEARCHED = 1000  # the newest
MAX_DIGITS = 18  # of a number: a bigint of PostgreSQL holds every number of 18 digits


@dataclass(frozen=True)
class PinRow:
    """A story's id, and the end of its pin as it was typed; the lead's row may have no story."""

    story_id: int | None = None
    until: str = ""


class PinRowForm(forms.Form):
    """Checks the end of one pin, which is optional."""

    until = forms.DateTimeField(
        label=_("until (Beijing time)"),
        required=False,
        widget=DateTimePicker,
        validators=MOMENT_LIMITS,
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= timezone.now():
            raise forms.ValidationError(_("This moment has passed: choose a later one."))
        return until


class PinArrangement:
    """The PinRows of one page in order, the lead's first.

    `section` is None for the front page. `seen_pin_ids` are the ids of the saved pins that the
    user has seen, so that saving can detect changes by others.
    """

    def __init__(self, section, rows, seen_pin_ids):
        self.section = section
        self.rows = _normalized(rows)
        self.seen_pin_ids = seen_pin_ids

    @classmethod
    def saved(cls, section):
        """The live pins of the Section, or of the front page for None."""
        live = list(pins.live_pins(section))
        rows = [PinRow()] if live and live[0].position > live[0].LEAD else []
        rows += [PinRow(pin.story_id, _input_value(pin.during.upper)) for pin in live]
        return cls(section, rows, {pin.pk for pin in live})

    @classmethod
    def sent(cls, section, data):
        """The rows in POST data; values that no browser would send are ignored."""
        pairs = zip_longest(data.getlist("story"), data.getlist("until"), fillvalue="")
        rows = [PinRow(parse_number(story_id), until) for story_id, until in pairs]
        seen = (data.get("save_over") or data.get("seen", "")).split()
        return cls(section, rows, {parse_number(pk) for pk in seen} - {None, 0})

    # --- changes ----------------------------------------------------------------------------------

    def lead(self, story_id):
        """Make the story the lead; the former lead comes second."""
        rows = [row for row in self.rows if row.story_id != story_id]
        self.rows = _normalized([PinRow(story_id), *rows])

    def pin(self, story_id):
        """Add the story at the end."""
        self.rows = _normalized([*self.rows, PinRow(story_id)])

    def up(self, index):
        if 0 < index < len(self.rows):
            self._swap_with_next(index - 1)

    def down(self, index):
        if index == 0 and len(self.rows) == 1:
            self.rows.append(PinRow())
        if index + 1 < len(self.rows):
            self._swap_with_next(index)

    def remove(self, index):
        if index < len(self.rows):
            self.rows[index] = PinRow()
            self.rows = _normalized(self.rows)

    def _swap_with_next(self, index):
        rows = self.rows
        rows[index : index + 2] = rows[index + 1], rows[index]
        self.rows = _normalized(rows)

    # --- reading ----------------------------------------------------------------------------------

    @property
    def story_ids(self):
        return {row.story_id for row in self.rows if row.story_id}

    @property
    def is_full(self):
        return len(self.rows) >= pins.MAX_PINS

    @cached_property
    def forms(self):
        """A bound PinRowForm for each row."""
        return [
            PinRowForm({"until": row.until}, auto_id=f"id_%s_{index}")
            for index, row in enumerate(self.rows)
        ]

    def is_valid(self):
        """Whether every end is empty or a time in the future; if not, the forms have the errors."""
        return all([form.is_valid() for form in self.forms])

    def pinned_stories(self):
        """The rows as PinnedStories, if they are valid."""
        return [
            PinnedStory(row.story_id, position, form.cleaned_data["until"])
            for position, (row, form) in enumerate(zip(self.rows, self.forms, strict=True), start=1)
            if row.story_id
        ]

    def lines(self):
        """For each row: the row, its form, its live or last Version, and its saved Pin, if any.

        `listed` is false if the story is not live in this page's list and so cannot be pinned.
        """
        pinned_stories = [PinnedStory(story_id, 0) for story_id in self.story_ids]
        listings = pins.pinned_listings(self.section, pinned_stories)
        listed = {listing.version.story_id: listing.version for listing in listings}
        others = Version.objects.filter(story_id__in=self.story_ids - listed.keys())
        others = others.order_by("story_id", "-pk").distinct("story_id")
        last = {version.story_id: version for version in others}
        saved_pins = pins.live_pins(self.section).select_related("set_by")
        saved = {pin.story_id: pin for pin in saved_pins}
        return [
            {
                "row": row,
                "form": form,
                "listed": row.story_id in listed,
                "version": listed.get(row.story_id) or last.get(row.story_id),
                "pin": saved.get(row.story_id),
            }
            for row, form in zip(self.rows, self.forms, strict=True)
        ]


def candidates(section, search_text="", cursor=""):
    """The live stories that can be pinned on a page: (Listings, cursor of the next older ones).

    The newest come first. `search_text` is a story's id, or words that must all be in the
    headline or kicker of one of the newest; then there is no cursor.
    """
    listings = Listing.objects.in_list(*pins.list_of(section)).with_sections()
    words = search_text.replace("\0", "").split()  # PostgreSQL stores no null characters
    if words:
        return _search(listings, words), ""
    if cursor:
        listings = paging.listings_after(listings, *paging.parse_cursor(cursor))
    page = list(listings[: CANDIDATES_SHOWN + 1])
    has_older = len(page) > CANDIDATES_SHOWN
    older_cursor = paging.cursor_of(page[CANDIDATES_SHOWN - 1]) if has_older else ""
    return page[:CANDIDATES_SHOWN], older_cursor


def parse_number(text):
    """The int that a text of digits writes; None for any other text and for too many digits."""
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else None


def _search(listings, words):
    story_id = parse_number(words[0]) if len(words) == 1 else None
    with_id = list(listings.filter(version__story_id=story_id)) if story_id else []
    matching = listings.filter(pk__in=listings.values("pk")[:STORIES_SEARCHED])
    for word in words:
        in_headline = Q(version__content__headline__icontains=word)
        matching = matching.filter(in_headline | Q(version__content__kicker__icontains=word))
    return with_id or list(matching[:CANDIDATES_SHOWN])


def _normalized(rows):
    """The rows with each story once and, except for the lead's, none without a story.

    There is always a row for the lead, and never more than `pins.MAX_PINS` rows.
    """
    lead, *others = rows or [PinRow()]
    by_story_id: dict[int | None, PinRow] = {}
    for row in others:
        by_story_id.setdefault(row.story_id, row)
    by_story_id.pop(None, None)
    by_story_id.pop(lead.story_id, None)
    lead = lead if lead.story_id else replace(lead, until="")
    return [lead, *by_story_id.values()][: pins.MAX_PINS]


def _input_value(time):
    """An aware datetime as the value of an input of the type datetime-local; "" for None."""
    return f"{timezone.localtime(time):%Y-%m-%dT%H:%M}" if time else ""
