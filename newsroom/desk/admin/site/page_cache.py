"""The link between the admin's forms and the cache of public pages."""

from unfold.admin import ModelAdmin

from newsroom.core.labels import field_label
from newsroom.press import cache


class InvalidatesPages(ModelAdmin):
    """Mixin for the ModelAdmin of a model that public pages show: each change renews all pages.

    The cache is invalidated after the admin's log entry is written, because it must come last in
    the transaction (see `newsroom.press.cache`).
    """

    def construct_change_message(self, request, form, formsets, add=False):
        """Log the fields under their names from the model, which the log can translate later."""
        for name, field in form.fields.items():
            field.label = field_label(self.model, name)
        return super().construct_change_message(request, form, formsets, add)

    def log_addition(self, request, obj, message):
        entry = super().log_addition(request, obj, message)
        cache.invalidate()
        return entry

    def log_change(self, request, obj, message):
        entry = super().log_change(request, obj, message)
        cache.invalidate()
        return entry
