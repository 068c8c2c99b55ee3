"""Whether the pictures of a text can be shown, and what the desk is told if one cannot."""

from django.utils.translation import gettext_lazy as _

from media.sizes import preparation
from newsroom.core.refusal import Reason
from newsroom.desk import snapshots
from newsroom.desk.photos import rights


def of_picture(place, field, message):
    """The Reason that concerns one picture of the story; `place` is the id of its StoryPhoto."""
    return Reason(message, field, row=("story_photos", place))


def problems(content):
    """Pairs (Reason, Preparation) for the pictures of signed content whose sizes have a problem.

    At most one query.
    """
    signed = [photo for photo in content["photos"] if photo["file"]]
    if not signed:
        return []
    noted = preparation.of_files(photo["file"] for photo in signed)
    return [
        (_problem(photo, noted[photo["file"]]), noted[photo["file"]])
        for photo in signed
        if photo["file"] in noted and noted[photo["file"]].problem
    ]


def refusal(content):
    """Why the text cannot be signed: one of its files cannot be made into a picture; or None."""
    return next((reason for reason, noted in problems(content) if noted.is_final), None)


def refusal_to_publish(content):
    """Why the text cannot be published: a picture without all its sizes; or None."""
    photo = snapshots.unprepared(content)
    if photo is None:
        return None
    noted = preparation.of_files([photo["file"]]).get(photo["file"])
    if noted and noted.problem:
        return _problem(photo, noted)
    why = _("A picture is still being prepared, try again in a minute: %(caption)s")
    return of_picture(photo["place"], "caption", why % {"caption": photo["caption"] or "—"})


def warnings(context):
    """The messages to show to the person who submits the text. They do not stop the transition."""
    return [reason.message for reason, _n in problems(context.content)] + rights.warnings(context)


def _problem(photo, noted):
    why = _("Picture “%(caption)s” is not ready: %(problem)s")
    words = {"caption": photo["caption"] or "—", "problem": noted.get_problem_display()}
    return of_picture(photo["place"], "caption", why % words)
