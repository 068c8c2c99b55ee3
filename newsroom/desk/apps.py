from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "newsroom.desk"
    verbose_name = _("desk")

    def ready(self):
        # The screens of the apps below are there by now: the desk adds to them.
        autodiscover_modules("admin_organizations", "admin_photos", "admin_delegations")
        autodiscover_modules("admin_pins", "admin_site")
        autodiscover_modules("deadlines", "proof_panels", "photo_panels", "site_panels")
        # The apps above have checks of their own for the ledger.
        autodiscover_modules("ledger")
