"""The picture files that readers may load."""

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import SiteInformation
from newsroom.core.models.enforced_triggers import CheckRows, ProtectColumns
from newsroom.press.models.live import LiveQuerySet
from newsroom.press.models.version import Version


class PublicFile(models.Model):
    """A file that readers may load while the version that shows it is live."""

    name = models.CharField(_("name"), max_length=100)
    version = models.ForeignKey(
        Version, models.CASCADE, related_name="files", verbose_name=_("version")
    )
    # A copy of the version's, so that serving a file needs one index only.
    during = DateTimeRangeField(_("live during"))

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("public file")
        verbose_name_plural = _("public files")
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="public_file_unique")
        ]
        triggers = [
            CheckRows(
                name="public_file_follows_version",
                operation=pgtrigger.Insert | pgtrigger.Update,
                function="press_check_during",
            ),
            ProtectColumns(name="public_file_columns_read_only", exclude=["during"]),
            CheckRows(
                name="public_file_is_of_version",
                operation=pgtrigger.Insert,
                function="press_check_file",
            ),
        ]

    def __str__(self):
        return self.name


def shown_files(names):
    """Those of the file names that a live or scheduled version shows, or that are the logo."""
    of_versions = PublicFile.objects.live_or_pending().filter(name__in=names)
    of_site = SiteInformation.objects.filter(logo__in=names).exclude(logo="")
    return set(of_versions.values_list("name", flat=True)) | set(
        of_site.values_list("logo", flat=True)
    )
