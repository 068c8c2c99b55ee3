import pytest
from django import forms

from newsroom.core.form_fields import CommaListField, split_list


class NamesForm(forms.Form):
    names = CommaListField(required=False, max_item_length=4)
    aliases = CommaListField(required=False, max_item_length=4, separator="、")


@pytest.mark.parametrize("separator", [",", "，", "、", ";", "；", "\n", " ， "])
def test_every_separator_of_both_keyboards_separates(separator):
    assert split_list(f"渡口{separator}社区") == ["渡口", "社区"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        (None, []),
        ("，；、", []),
        ("社区，渡口，社区", ["社区", "渡口"]),
        (" 早 班 船 ", ["早 班 船"]),
        ("ＡＰＥＣ，APEC，二○二四，二〇二四", ["APEC", "二〇二四"]),
    ],
    ids=["empty", "none", "only separators", "repeated", "spaces within", "other spellings"],
)
def test_items_are_stripped_and_kept_once_in_their_order(text, items):
    assert split_list(text) == items


def test_a_list_is_cleaned():
    form = NamesForm({"names": "渡口、社区；"})

    assert form.is_valid()
    assert form.cleaned_data == {"names": ["渡口", "社区"], "aliases": []}


def test_too_long_an_item_is_refused_with_its_limit():
    form = NamesForm({"names": "渡口，一二三四五"})

    assert form.errors == {"names": ["每个关键词最多4个字。"]}


def test_a_required_list_needs_an_item():
    class RequiredForm(forms.Form):
        names = CommaListField(max_item_length=4)

    assert "names" in RequiredForm({"names": "，"}).errors


def test_the_null_character_is_refused():
    assert "names" in NamesForm({"names": "渡\0口"}).errors


@pytest.mark.parametrize(
    ("text", "changed"), [("渡口，社区", []), (" 渡口;社区", []), ("渡口", ["names"])]
)
def test_only_another_list_is_a_change(text, changed):
    form = NamesForm({"names": text}, initial={"names": ["渡口", "社区"]})

    assert form.changed_data == changed


def test_a_list_is_shown_on_one_line():
    form = NamesForm(initial={"names": ["渡口", "社区"], "aliases": ["渡口", "社区"]})

    assert 'value="渡口，社区"' in str(form["names"])
    assert 'value="渡口、社区"' in str(form["aliases"])
