"""The web app manifest: name and icon of the site on the home screen of a phone."""

from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse

from newsroom.core.masthead import paper_name

RED, PAPER = "#a3171f", "#fdfcf9"  # as in static/press/site.css
ICON_SIZES = (192, 512)


def manifest(request):
    """https://developer.mozilla.org/docs/Web/Progressive_web_apps/Manifest"""
    front = reverse("press:front")
    return JsonResponse(
        {
            "name": paper_name(),
            "short_name": paper_name(),
            "lang": "zh-Hans",
            "id": front,
            "start_url": front,
            "scope": front,
            "display": "browser",
            "theme_color": RED,
            "background_color": PAPER,
            "icons": [_icon(size) for size in ICON_SIZES],
        },
        content_type="application/manifest+json",
    )


def _icon(size):
    return {
        "src": static(f"press/icon-{size}.png"),
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "any maskable",
    }
