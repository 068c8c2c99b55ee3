"""What is pasted into the editor, as a body may hold it, and what of it did not come along."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from newsroom.core.body import clean_with_losses, keep_photos, story_photo_ids
from newsroom.desk import policy

LARGEST = 1_000_000  # characters of HTML; Word writes a hundred for each one of the text


@require_POST
def pasted(request):
    """JSON for the editor: `html` as a body may hold it, `lost` as sentences.

    Photos of other stories are not among it: each belongs to one story.
    """
    if not policy.may_file(request.user):
        raise PermissionDenied
    source = request.POST.get("html", "")
    if len(source) > LARGEST:
        return JsonResponse({}, status=413)  # the editor then pastes the text without its form
    cleaned = clean_with_losses(source)
    photos = len(story_photo_ids(cleaned.html))
    losses = cleaned.losses + Counter(pictures=photos)
    return JsonResponse({"html": keep_photos(cleaned.html, []), "lost": loss_messages(losses)})


def loss_messages(losses):
    """What was lost as sentences for the user; `losses` are those of a Cleaned."""
    messages = _messages(losses).items()
    return [message % {"count": losses[name]} for name, message in messages if losses[name]]


def _messages(losses):
    """{name of a loss: its sentence}, in the form that the number asks for."""
    return {
        "pictures": ngettext(
            "%(count)d picture did not come along: add it with “Add a picture”.",
            "%(count)d pictures did not come along: add them with “Add a picture”.",
            losses["pictures"],
        ),
        "videos": ngettext(
            "%(count)d video or frame did not come along.",
            "%(count)d videos or frames did not come along.",
            losses["videos"],
        ),
        "deletions": ngettext(
            "%(count)d deleted passage was left out.",
            "%(count)d deleted passages were left out.",
            losses["deletions"],
        ),
        "hidden": ngettext(
            "%(count)d hidden passage or comment was left out.",
            "%(count)d hidden passages or comments were left out.",
            losses["hidden"],
        ),
        "tables": ngettext(
            "%(count)d table is too large for the page: its rows are paragraphs now.",
            "%(count)d tables are too large for the page: their rows are paragraphs now.",
            losses["tables"],
        ),
        "characters": ngettext(
            "%(count)d hidden control character was taken out.",
            "%(count)d hidden control characters were taken out.",
            losses["characters"],
        ),
    }
