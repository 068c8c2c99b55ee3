from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from newsroom.core.roles import sync_roles


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("printed pages")

    def ready(self):
        if settings.NEWSROOM_READER_WEIGHTS:
            from pages.checks import check_reader_weights

            register(check_reader_weights)
        # This app migrates last, so the permissions of all apps exist when the roles are synced.
        post_migrate.connect(sync_roles, sender=self)
