"""The roles of the newsroom: Django groups whose permissions `permissions()` decides.

A permission opens a screen of the admin. What a user may do to a story there is decided by
`newsroom.desk.policy` and the transition table, from membership in these groups: a superuser
passes every `has_perm` and still has no editorial right.
"""

from django.apps import apps as installed_apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.story_kind import story_kinds


class Role(models.TextChoices):
    """The roles; each value is the name of its group."""

    REPORTER = "reporter", _("reporter")
    EDITOR = "editor", _("responsible editor")
    HEAD = "head", _("department head")
    CHIEF = "chief", _("chief on duty")
    PROOFREADER = "proofreader", _("proofreader")
    PHOTO_EDITOR = "photo_editor", _("photo editor")
    ADMIN = "admin", _("administrator")


def _permissions(actions, *models):
    """`_permissions("view add", "newsroom.user")` is newsroom.view_user, newsroom.add_user."""
    return {
        f"{app}.{action}_{model}"
        for app, model in (name.split(".") for name in models)
        for action in actions.split()
    }


NAMES = ("newsroom.reporter", "newsroom.organization")


def permissions():
    """The table: {role: names of its permissions, as "app.action_model"}. Needs loaded apps."""
    stories = [kind.model_label.lower() for kind in story_kinds()]
    desk = _permissions("view add change", *stories, *NAMES, "pages.upload") | _permissions(
        "view", "media.photo", "pages.page"
    )
    site = _permissions("view change", "newsroom.siteinformation")
    return {
        Role.REPORTER: _permissions("view add change", *stories)
        | _permissions("view", *NAMES)
        | _permissions("add", "newsroom.reporter"),  # a correspondent who has no row yet
        Role.EDITOR: desk,
        Role.HEAD: desk,
        Role.CHIEF: desk | site,
        Role.PROOFREADER: _permissions("view", *stories, "pages.page"),
        Role.PHOTO_EDITOR: _permissions("view", *stories)
        | _permissions("view change", "media.photo"),
        Role.ADMIN: _permissions(
            "view add change", "newsroom.user", "newsroom.section", "newsroom.reporter"
        )
        | site,
    }


def sync_roles(using="default", apps=installed_apps, **kwargs):
    """Give each role's group exactly the permissions of the table. A post_migrate receiver."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    known = apps.get_model("auth", "Permission").objects.using(using)
    by_name = {
        f"{p.content_type.app_label}.{p.codename}": p for p in known.select_related("content_type")
    }
    table = permissions()
    for role in Role:
        group, _created = groups.get_or_create(name=role.value)
        group.permissions.set(by_name[name] for name in table[role])
