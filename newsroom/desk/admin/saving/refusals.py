"""Messages about a refused step: each links to the field that the user has to mend."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


def refusal_message(refusal, *, names_story=False):
    """The text of a Refused for the screen, with a link to the field that mends it.

    With `names_story` it begins with the title of the story, for screens that show several.
    """
    text = str(refusal)
    story = refusal.story
    if names_story and story is not None:
        text = _("“%(story)s”: %(why)s") % {"story": story, "why": text}
    if not refusal.anchor:
        return text
    url = story.get_admin_url() if names_story and story is not None else ""
    return format_html(
        '{} <a href="{}#{}" data-fault>{}</a>', text, url, refusal.anchor, _("Go to the field")
    )


def form_errors_message(form):
    """All errors of the form of a step, each behind a link to its field."""
    return format_html_join(
        " ",
        '<a href="#{}" data-fault>{}</a> {}',
        (
            (form[name].id_for_label, form.fields[name].label, " ".join(map(str, errors)))
            for name, errors in form.errors.items()
        ),
    )
