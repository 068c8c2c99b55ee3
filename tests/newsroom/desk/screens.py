"""Filling in the forms of the desk the way a browser does."""

from django.forms import CheckboxInput
from django.urls import reverse

from newsroom.desk.revisions.content import record_revision


def address(story, name="change", *args):
    kind = story._meta.model_name if story._meta.proxy else story.kind
    place = [] if name in ("changelist", "add") else [story.pk]
    return reverse(f"admin:{kind}s_{kind}_{name}", args=[*place, *args])


def sent(response):
    """What a browser would send of the form on the page if nobody touched it."""
    form = response.context["adminform"].form
    data = _values(form)
    for inline in response.context["inline_admin_formsets"]:
        data |= _values(inline.formset.management_form)
        for row in inline.formset.forms:
            data |= _values(row)
    return data


def _values(form):
    return {bound.html_name: value for bound in form if (value := _value(bound)) is not False}


def _value(bound):
    # The admin wraps the widgets of relations in one that has their add and change links.
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, CheckboxInput):
        return "on" if bound.value() else False
    value = widget.format_value(bound.value())
    if isinstance(value, list) and not getattr(widget, "allow_multiple_selected", False):
        value = value[0] if value else ""
    return "" if value is None else value


def edit(client, story, **changes):
    """Open the story, change some fields and send it; returns the response."""
    url = address(story)
    data = sent(client.get(url))
    return client.post(url, {**data, **changes}, follow=True)


def html(client, url):
    """The page at that address, which must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def say(story, user, **words):
    """Let the person save the story with other words, as a new revision; returns it."""
    for name, value in words.items():
        setattr(story, name, value)
    story.save()
    record_revision(story, user=user)
    return story
