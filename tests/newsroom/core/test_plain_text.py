"""No text of the newsroom holds characters that nobody sees, whichever way it comes in."""

import pytest
from django import forms
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_resolver

from newsroom.core.body import clean
from newsroom.core.plain_text import (
    PlainCharField,
    PlainFormField,
    PlainTextField,
    validate_no_hidden,
    without_hidden,
)

OURS = {"core", "desk", "press", "media", "pages", "articles", "briefs"}
HIDDEN = ["\x00", "\x01", "\x0b", "\x1b", "\x7f", "\x85", "\u202a", "\u202e", "\u2066", "\u2069"]
HIDDEN += ["\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ud800"]
VISIBLE = ["\u3000甲", "👩\u200d🚒", "☎\ufe0f", "葛\U000e0100", "𠮷", "A\tB\nC", "a\u200eb"]
# Columns that no person writes as free text: stored names, hashes, addresses, sealed and raw texts.
NO_FREE_TEXT = {
    *("kind", "status", "stage", "transition", "source", "target", "reason", "seal", "content"),
    *("sha256", "revision_sha256", "page_sha256", "original_sha256", "facet", "key", "ended_as"),
    *("shape", "format", "colour", "licence", "encoding", "field", "slug", "username", "password"),
    *("first_name", "last_name", "email", "original", "text", "page_editors", "body", "file_name"),
    *("reprint_url", "report_email", "file_words", "digital_source", "password1", "password2"),
}


# Columns of the record: `workflow.apply`, the galley and the form of delegations guard them.
RECORD = {
    *("ProofMark.replacement", "ProofMark.note", "Decision.note", "Decision.public_text"),
    "Delegation.reason",
}


def text_columns():
    """All columns of texts of our models, as (model, field); of an array its items."""
    for model in apps.get_models():
        if model._meta.app_label in OURS and not model._meta.proxy:
            for field in model._meta.local_fields:
                inner = field.base_field if isinstance(field, ArrayField) else field
                if isinstance(inner, models.CharField | models.TextField):
                    yield model, field.name, inner


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
def test_hidden_character_is_refused_with_its_place(character):
    with pytest.raises(ValidationError) as refused:
        validate_no_hidden(f"市长说{character}同意")

    assert "市长说" in refused.value.messages[0]
    assert f"U+{ord(character):04X}" in refused.value.messages[0]
    assert without_hidden(f"甲{character}乙").replace(" ", "") == "甲乙"


@pytest.mark.parametrize("text", VISIBLE, ids=ascii)
def test_spaces_and_emoji_are_kept(text):
    validate_no_hidden(text)

    assert without_hidden(text) == text


def test_every_column_that_people_write_refuses_them():
    open_columns = [
        f"{model.__name__}.{name}"
        for model, name, field in text_columns()
        if not field.choices
        and name not in NO_FREE_TEXT
        and not isinstance(field, PlainCharField | PlainTextField)
        and validate_no_hidden not in field.validators
    ]

    assert set(open_columns) - RECORD == {"PublicFile.name"}  # a name that we made ourselves


def all_forms(base=forms.BaseForm):
    for form in base.__subclasses__():
        if form.__module__.startswith(("newsroom", "media", "pages", "articles", "briefs")):
            yield form
        yield from all_forms(form)


def test_every_field_of_every_form_refuses_them():
    assert get_resolver().url_patterns  # all modules with forms are imported
    open_fields = [
        f"{form.__name__}.{name}"
        for form in all_forms()
        for name, field in form.base_fields.items()
        if type(field) is forms.CharField
        and not field.widget.is_hidden
        and name not in NO_FREE_TEXT
    ]

    assert open_fields == []


def test_a_zero_byte_is_refused_once_and_with_its_place():
    with pytest.raises(ValidationError) as refused:
        PlainFormField().clean("市长说\0同意")

    (message,) = refused.value.messages
    assert "U+0000" in message


def test_edges_of_a_line_are_trimmed():
    assert PlainFormField().clean("\ufeff\u3000\u00a0标题\u200b\u3000\n") == "标题"


def test_a_body_never_holds_them():
    assert clean("<p>甲\u202e乙&#x202e;丙&#27;丁&#11;戊</p>") == "<p>甲乙丙丁 戊</p>"
    assert clean("<p><a href='https://lin.example/&#x202e;'>甲</a></p>") == "<p>甲</p>"
