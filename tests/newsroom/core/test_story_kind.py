"""The kinds of story are those of the installed apps, and each one is complete."""

import pytest
from django.apps import AppConfig, apps
from django.contrib import admin
from django.template.loader import get_template

import articles
from newsroom.core import roles
from newsroom.core.models import Section
from newsroom.core.story_kind import StoryKind, choices, story_kind, story_kinds
from newsroom.desk.models import Story
from newsroom.press.models import Version, story_url
from newsroom.press.site_info.context import SiteContext
from tests.newsroom.press.snapshots import make_snapshot

LETTER = StoryKind(
    value="letter",
    label="来信",
    plural_label="读者来信",
    model_label="letters.Letter",
    icon="mail",
    path="letters",
    list_title="读者来信",
)


class LettersConfig(AppConfig):
    name = "letters"
    story_kind = LETTER


@pytest.fixture
def letters(monkeypatch):
    """An installed app with a third kind; its models, URLs and tables are not there."""
    monkeypatch.setitem(apps.app_configs, "letters", LettersConfig("letters", articles))


def test_each_kind_has_its_own_value_path_and_constraints():
    kinds = story_kinds()
    names = [constraint.name for kind in kinds for constraint in kind.constraints]

    assert [kind.value for kind in kinds][:2] == ["article", "brief"]
    assert len({kind.path for kind in kinds}) == len(kinds)
    assert set(names) <= {constraint.name for constraint in Story._meta.constraints}
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", story_kinds(), ids=str)
def test_a_kind_has_a_proxy_of_story_an_admin_a_template_and_urls(kind):
    assert kind.model._meta.proxy
    assert kind.model._meta.concrete_model is Story
    assert kind.model.kind_of_model() is kind
    assert kind.model in admin.site._registry
    assert get_template(kind.template)
    assert story_url(kind.value, 7) == f"/{kind.path}/7/"
    assert not kind.list_title or kind.list_url() == f"/{kind.path}/"


def test_a_stored_value_is_found_and_an_unknown_one_is_an_error():
    assert all(story_kind(kind.value) is kind for kind in story_kinds())
    with pytest.raises(LookupError, match="'no such kind'"):
        story_kind("no such kind")


def test_a_kind_of_an_installed_app_is_known_to_all_who_ask(letters):
    snapshot = make_snapshot(Section(pk=1), kind="letter", kicker="读者", headline="谢谢")

    assert story_kinds()[-1] is story_kind("letter") is LETTER
    assert choices()[-1] == ("letter", "来信")
    assert Version(kind="letter").get_kind_display() == "来信"
    assert Story(kind="letter", headline="谢谢").title == "谢谢"
    assert (snapshot.title, snapshot.kicker_above_headline) == ("谢谢", "读者")
    assert SiteContext().story_lists[-1] is LETTER
    assert "letters.add_letter" in roles.permissions()[roles.Role.REPORTER]
    assert "letters.add_letter" not in roles.permissions()[roles.Role.PROOFREADER]


def test_choices_are_named_in_migrations_and_not_written_there():
    for model in (Story, Version):
        assert model._meta.get_field("kind").deconstruct()[3]["choices"] is choices
