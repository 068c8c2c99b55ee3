"""Corrections (更正) in the form that papers print them."""

from django.utils import timezone

# The form is set by custom and is what readers see: not translated.
SET_FORM = "{day}{page}《{headline}》中“{wrong}”应为“{right}”，特此更正。"


def set_form(story, live, wrong, right):
    """The public note of a correction.

    `live` is the Version that readers see; its day and headline are named, and the page if the
    story was printed. The year is named when it is not this one.
    """
    snapshot = live.snapshot
    today = timezone.localdate()
    day = story.printed_on or timezone.localdate(live.published_at)
    number = story.printed_number.lstrip("0")
    return SET_FORM.format(
        day=f"{day.year}年{day.month}月{day.day}日"
        if day.year != today.year
        else f"{day.month}月{day.day}日",
        page=f"{number}版" if number else "",
        headline=story.story_kind.title(snapshot.kicker, snapshot.headline),
        wrong=wrong.strip(),
        right=right.strip(),
    )
