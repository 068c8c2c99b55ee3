"""The Django app "desk"."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "newsroom.desk"
    verbose_name = _("desk")

    def ready(self):
        # Other apps may add checks of the record, in a module with this name.
        autodiscover_modules("record_checks")
