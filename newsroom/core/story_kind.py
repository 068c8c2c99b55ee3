"""The kinds of story: what an article, a brief or any other kind is, for everybody who must ask.

The app of a kind describes it with a `StoryKind`, which its AppConfig carries as `story_kind`.
Desk, press and templates ask that object and name no kind themselves, so that a new kind is a
new app. The kinds are read from the installed apps each time: there is no second list of them.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.urls import reverse

from newsroom.core.labels import Label


@dataclass(frozen=True, kw_only=True, eq=False)
class StoryKind:
    """One kind of story.

    `value`: the word that stories and versions store. It never changes.
    `label`, `plural_label`: its name on screen, lazily translated.
    `model_label`: its proxy model of desk.Story, as "app.Model".
    `icon`: the Material symbol of its link in the sidebar of the desk.
    `path`: the first part of its public URLs.
    `template`: its public page; it extends "press/story.html".
    `kicker_above_headline`: whether the kicker has a line of its own above the headline.
        If not, `title` says what becomes of it.
    `may_lead`: whether a story of this kind may lead the front page, the page of a section or a
        printed page, and stand below the lead with its picture.
    `shows_summary`: whether a printed page shows its first paragraph under the headline.
    `list_title`: the heading of a public list of all its stories, at `path`. Such a kind has a
        link in the navigation, and its newest stories stand in a box of their own on the front
        page. Empty: its stories stand in the lists of all stories only.
    `constraints`: Django constraints on the table of stories that only concern this kind.
    """

    value: str
    label: Label
    plural_label: Label
    model_label: str
    icon: str
    path: str
    template: str = "press/story.html"
    kicker_above_headline: bool = True
    may_lead: bool = False
    shows_summary: bool = False
    list_title: Label = ""
    constraints: tuple[models.BaseConstraint, ...] = ()

    def __str__(self):
        return self.value

    @property
    def model(self):
        """Its proxy model of desk.Story."""
        return apps.get_model(self.model_label)

    def title(self, kicker, headline):
        """The headline as pages and lists show it; both arguments may be empty."""
        return headline

    def admin_url(self, view, *args):
        """The URL of a view of its admin: "add", "changelist", "change" with a story's id, …"""
        return reverse(f"admin:{self.model_label.lower().replace('.', '_')}_{view}", args=args)

    def list_url(self):
        """The URL of the public list of its stories, if there is one (`list_title`)."""
        return reverse(f"press:{self.path}")


def story_kinds():
    """All StoryKinds, in the order of INSTALLED_APPS."""
    configs = apps.get_app_configs()
    return [config.story_kind for config in configs if hasattr(config, "story_kind")]


def story_kind(value):
    """The StoryKind that is stored as `value`. Raises LookupError if no installed app has it."""
    for kind in story_kinds():
        if kind.value == value:
            return kind
    raise LookupError(f"No installed app has stories of the kind {value!r}.")


def choices():
    """The kinds for a model field. Migrations name this function, so a new kind changes none."""
    return [(kind.value, kind.label) for kind in story_kinds()]
