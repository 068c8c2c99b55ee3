"""The search index: one row for each version that readers can find."""

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.core.models.enforced_triggers import CheckRows, ProtectColumns
from newsroom.press.models.live import LiveQuerySet
from newsroom.press.models.version import Version


class SearchEntry(models.Model):
    """The search vector of one version. Derived data: `reindex_search` creates it again.

    There is deliberately no index by time: PostgreSQL can then only search through the index of
    words, however often it estimates that a word occurs.
    """

    version = models.ForeignKey(
        Version,
        models.CASCADE,
        related_name="search_entries",
        verbose_name=_("version"),
        db_index=False,  # `search_entry_unique` has an index
    )
    # A copy of the version's, so that a search reads one table only.
    during = DateTimeRangeField(_("live during"))
    sort_at = models.DateTimeField(_("sort time"))
    index_version = models.PositiveSmallIntegerField(_("version of the index"))
    vector = SearchVectorField(_("words and filters"))

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["version"], name="search_entry_unique")]
        indexes = [GinIndex(fields=["vector"], name="search_entry_vector")]
        triggers = [
            CheckRows(
                name="search_entry_follows_version",
                operation=pgtrigger.Insert | pgtrigger.Update,
                function="press_check_during",
            ),
            ProtectColumns(name="search_entry_columns_read_only", exclude=["during"]),
        ]

    def __str__(self):
        return str(self.version_id)
