"""Open and submit the forms of a story in the admin as a browser does."""

from django.forms import CheckboxInput
from django.urls import reverse

from newsroom.desk.revisions.content import record_revision, revision_data


def admin_url(story, name="change", *args):
    """The URL of an admin view of the story, such as `change`, `history` or `changelist`."""
    kind = story._meta.model_name if story._meta.proxy else story.kind
    place = [] if name in ("changelist", "add") else [story.pk]
    return reverse(f"admin:{kind}s_{kind}_{name}", args=[*place, *args])


def form_data(response):
    """The POST data of the form on the page, if the user changes nothing."""
    form = response.context["adminform"].form
    data = _values(form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for row in inline.formset.forms:
            data |= _values(row)
    return data


def _values(form):
    values = {bound.html_name: value for bound in form if (value := _value(bound)) is not False}
    opened = {bound.html_initial_name: bound for bound in form if bound.field.show_hidden_initial}
    return values | {name: _hidden_value(bound) for name, bound in opened.items()}


def _hidden_value(bound):
    value = bound.field.hidden_widget().format_value(bound.value())
    return "" if value is None else value


def _value(bound):
    # The admin wraps the widget of a relation in another one with add and change links.
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, CheckboxInput):
        return "on" if bound.value() else False
    value = widget.format_value(bound.value())
    if isinstance(value, list) and not getattr(widget, "allow_multiple_selected", False):
        value = value[0] if value else ""
    return "" if value is None else value


def edit_story(client, story, **changes):
    """Open the form of the story, change these fields and submit it; returns the response."""
    url = admin_url(story)
    data = form_data(client.get(url))
    return client.post(url, {**data, **changes}, follow=True)


def seen(story):
    """The hidden fields of a step's form on a page that is opened now."""
    data = revision_data(type(story).objects.get(pk=story.pk))
    return {"seen": data.sha256, "seen_metadata": data.metadata_sha256}


def get_html(client, url):
    """The HTML at that URL; asserts status 200."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def save_revision(story, user, **fields):
    """Save the story with these fields as a new revision by the user; returns the story."""
    for name, value in fields.items():
        setattr(story, name, value)
    story.save()
    record_revision(story, user=user)
    return story
