from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "newsroom.desk"
    verbose_name = _("desk")

    def ready(self):
        # Apps may bring checks of their own for the record.
        autodiscover_modules("record_checks")
