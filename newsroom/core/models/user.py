"""People with a log-in, and the roles they hold."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from newsroom.core.plain_text import PlainCharField


class User(AbstractUser):
    """A person with a log-in. Never deleted, since signatures refer to it; disable it instead."""

    # Django's own names for a person; one field, `name`, replaces them.
    first_name: Any = None
    last_name: Any = None
    name = PlainCharField(_("name"), max_length=50, help_text=_("printed under stories"))
    phone = PlainCharField(_("phone"), max_length=30, blank=True)

    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    @cached_property
    def roles(self):
        """The names of the user's groups, a frozenset; read once for each instance."""
        return frozenset(self.groups.values_list("name", flat=True))

    def has_role(self, *roles):
        """Whether an active user holds one of the roles. A superuser without a role does not."""
        return self.is_active and not self.roles.isdisjoint(roles)
