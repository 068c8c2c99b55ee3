"""The public note of a correction (更正), in the form that newspapers print."""

from django.utils import timezone

# Custom sets this form, and readers see it: it is not translated.
NOTE_FORM = "{day}{page}《{headline}》中“{wrong}”应为“{right}”，{ending}"
ENDING = "特此更正。"
STOPS = "。！？…"


def compose(story, live, wrong, right, ending=""):
    """The note saying that `wrong` in the story should be `right`, both texts.

    `live` is the Version that readers see. The note names its day and headline, the page if the
    story was printed, and the year if it is not this year. `ending` is its last words, by
    default ENDING.
    """
    snapshot = live.snapshot
    today = timezone.localdate()
    day = story.printed_on or timezone.localdate(live.published_at)
    number = story.printed_number.lstrip("0")
    return NOTE_FORM.format(
        day=f"{day.year}年{day.month}月{day.day}日"
        if day.year != today.year
        else f"{day.month}月{day.day}日",
        page=f"{number}版" if number else "",
        headline=story.story_kind.title(snapshot.kicker, snapshot.headline),
        wrong=wrong.strip(),
        right=right.strip(),
        ending=_sentence_end(ending),
    )


def _sentence_end(ending):
    """The ending without a comma before it and with a full stop after it."""
    ending = ending.strip().lstrip("，,、 ") or ENDING
    return ending if ending.endswith(tuple(STOPS)) else f"{ending}。"
