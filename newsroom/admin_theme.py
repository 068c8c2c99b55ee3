"""Settings for the look of the admin: django-unfold's theme and the prose editor."""

from typing import Any

from django.templatetags.static import static
from django_prose_editor.config import html_tags
from js_asset import static_lazy

# Shades of the red of the paper's name on the public site, from light to dark.
RED = {
    "50": "oklch(97.1% .013 25)",
    "100": "oklch(93.6% .032 25)",
    "200": "oklch(88% .06 25)",
    "300": "oklch(80% .1 25)",
    "400": "oklch(69% .16 25)",
    "500": "oklch(56% .19 26)",
    "600": "oklch(45% .165 26)",
    "700": "oklch(39% .145 26)",
    "800": "oklch(34% .12 26)",
    "900": "oklch(29% .095 26)",
    "950": "oklch(20% .065 26)",
}

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "newsroom.desk.admin.sidebar.title",
    "SITE_HEADER": "newsroom.desk.admin.sidebar.title",
    "SITE_FAVICONS": [{"rel": "icon", "href": lambda request: static("press/favicon.svg")}],
    "SITE_SYMBOL": "newsmode",
    "SHOW_HISTORY": False,  # a story has a fuller history view of its own
    "SHOW_VIEW_ON_SITE": False,
    "COLORS": {"primary": RED},
    "STYLES": [lambda request: static("desk/desk.css")],
    "SCRIPTS": [
        lambda request: static("ready.js"),
        lambda request: static("desk/faults.js"),
        lambda request: static("desk/leaving.js"),
        "newsroom.desk.admin.saving.too_large.limits_script",
    ],
    "SIDEBAR": {"navigation": "newsroom.desk.admin.sidebar.sidebar"},
    "ACCOUNT": {"navigation": "newsroom.desk.admin.sidebar.account"},
    "DASHBOARD_CALLBACK": "newsroom.desk.admin.panels.dashboard_context",
}

DJANGO_PROSE_EDITOR_EXTENSIONS: list[dict[str, Any]] = [
    {
        "js": [
            static_lazy("desk/photo-place.js"),
            static_lazy("desk/paste.js"),
            static_lazy("desk/editor-words.js"),
        ],
        "extensions": {
            "PhotoPlace": html_tags(["figure"], {"figure": ["data-photo"]}),
            "Paste": html_tags([]),
        },
    }
]
