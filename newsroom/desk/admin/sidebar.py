"""The title and the sidebar of the admin: the paper's name, and links to the user's screens."""

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core.masthead import paper_name
from newsroom.core.story_kind import story_kinds


def title(request):
    """What every screen is called, for unfold's settings SITE_TITLE and SITE_HEADER."""
    return f"{paper_name()} · 采编"


def sidebar(request):
    """The groups of links, for unfold's setting SIDEBAR."""
    home = {"title": _("My desk"), "icon": "inbox", "link": reverse("admin:index")}
    return [
        {
            "items": [
                home,
                *_links(
                    request,
                    *((kind.model_label, kind.icon) for kind in story_kinds()),
                    ("pages.page", "newspaper"),
                    ("pages.upload", "upload_file"),
                    ("press.pin", "push_pin"),
                    ("desk.delegation", "how_to_reg"),
                ),
            ]
        },
        {
            "title": _("Reference"),
            "separator": True,
            "items": [
                *_links(
                    request,
                    ("media.photo", "photo_library"),
                    ("newsroom.reporter", "badge"),
                    ("newsroom.organization", "account_balance"),
                ),
                {**_handbook(), "icon": "menu_book"},
            ],
        },
        {
            "title": _("Administration"),
            "separator": True,
            "items": _links(
                request,
                ("newsroom.user", "group"),
                ("newsroom.section", "view_list"),
                ("newsroom.siteinformation", "domain"),
                ("procrastinate.procrastinatejob", "sync"),
                ("axes.accessattempt", "lock"),
            ),
        },
    ]


def account(request):
    """The links of the account menu for unfold's ACCOUNT, which replace its own.

    Nobody is logged in yet on the page of the log-in, which asks for them, too.
    """
    if not request.user.is_authenticated:
        return []
    links = [_handbook()]
    if request.user.has_usable_password():
        password = {"title": _("Change password"), "link": reverse("admin:password_change")}
        links.append(password)
    return links


def _handbook():
    return {"title": _("Handbook"), "link": reverse("handbook:page")}


def _links(request, *screens):
    """Links to the lists of the models that the user may view.

    Each screen is a pair: the model's label, and the name of a Material icon.
    """
    return [
        {
            "title": model._meta.verbose_name_plural,
            "icon": icon,
            "link": reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"),
        }
        for model, icon in ((apps.get_model(label), icon) for label, icon in screens)
        if admin.site.get_model_admin(model).has_view_or_change_permission(request)
    ]
