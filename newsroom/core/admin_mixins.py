"""Mixins for the ModelAdmins of all apps. Put them before `ModelAdmin` in the list of bases."""

from unfold.admin import ModelAdmin

from newsroom.words import plain


class NeverDeleted:
    """Nobody deletes rows: signed texts, the record or public URLs refer to them."""

    def has_delete_permission(self, request, obj=None):
        return False


class SearchedByName(ModelAdmin):
    """Finds a name in whichever spelling it is typed, on the list and in autocomplete fields."""

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, plain(search_term))


class ModuleForViewers(ModelAdmin):
    """Shows the model in the navigation to whoever `has_view_permission` lets in.

    For a ModelAdmin whose rights come from roles and not from Django's permissions.
    """

    def has_module_permission(self, request):
        # The log-in page asks, too, when nobody is logged in yet.
        return request.user.is_authenticated and self.has_view_permission(request)
