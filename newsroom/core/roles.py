"""The roles of the newsroom: Django groups whose permissions the table below decides.

A permission opens a screen of the admin. What a user may do to a story there is decided by
`newsroom.desk.policy` and the transition table, from membership in these groups: a superuser
passes every `has_perm` and still has no editorial right.
"""

from django.apps import apps as installed_apps
from django.db import models
from django.utils.translation import gettext_lazy as _


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


STORIES = ("articles.article", "briefs.brief")
NAMES = ("newsroom.reporter", "newsroom.organization")

_DESK = _permissions("view add change", *STORIES, *NAMES, "pages.upload") | _permissions(
    "view", "media.photo", "pages.page"
)
_SITE = _permissions("view change", "newsroom.siteinformation")
PERMISSIONS = {
    Role.REPORTER: _permissions("view add change", *STORIES)
    | _permissions("view", *NAMES)
    | _permissions("add", "newsroom.reporter"),  # a correspondent who has no row yet
    Role.EDITOR: _DESK,
    Role.HEAD: _DESK,
    Role.CHIEF: _DESK | _SITE,
    Role.PROOFREADER: _permissions("view", *STORIES, "pages.page"),
    Role.PHOTO_EDITOR: _permissions("view", *STORIES) | _permissions("view change", "media.photo"),
    Role.ADMIN: _permissions("view add change", "newsroom.user", "newsroom.section") | _SITE,
}


def sync_roles(using="default", apps=installed_apps, **kwargs):
    """Give each role's group exactly the permissions of the table. A post_migrate receiver."""
    groups = apps.get_model("auth", "Group").objects.using(using)
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    by_name = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in permissions.select_related("content_type")
    }
    for role in Role:
        group, _created = groups.get_or_create(name=role.value)
        group.permissions.set(by_name[name] for name in PERMISSIONS[role])
