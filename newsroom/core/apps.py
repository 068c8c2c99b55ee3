from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Models that every other app shares. Its label is `newsroom`, as in `newsroom.User`."""

    name = "newsroom.core"
    label = "newsroom"
    verbose_name = _("people and sections")
