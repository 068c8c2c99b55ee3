from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from newsroom.core.roles import sync_roles


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("printed pages")

    def ready(self):
        # The last app to migrate: only now do the permissions of all apps exist.
        post_migrate.connect(sync_roles, sender=self)
