from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The editorial back office. Any app may add checks of the record: a module `record_checks`."""

    name = "newsroom.desk"
    verbose_name = _("desk")

    def ready(self):
        autodiscover_modules("record_checks")
