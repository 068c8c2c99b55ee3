"""The inlines of a story's form: bylines, photos and corrections."""

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from unfold.admin import StackedInline, TabularInline
from unfold.mixins import BaseModelAdminMixin

from newsroom.core.admin_mixins import NeverDeleted
from newsroom.desk import policy
from newsroom.desk.admin.forms import BylineForm, BylineFormSet, CorrectionForm
from newsroom.desk.models import Byline, Correction, StoryPhoto
from newsroom.desk.photos.forms import StoryPhotoForm, StoryPhotoFormSet


class OnlyAdds(BaseModelAdminMixin):
    """Mixin for a form: related objects may be added but not opened, as that leaves the form."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_view_related = field.widget.can_change_related = False
        return field


class PartOfStory(OnlyAdds):
    """Mixin for an inline: who may see or edit the story may see or edit its rows."""

    def has_view_permission(self, request, obj=None):
        return obj is None or policy.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return policy.may_file(request.user) if obj is None else policy.may_edit(request.user, obj)

    has_add_permission = has_delete_permission = has_change_permission


class BylineInline(PartOfStory, TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    autocomplete_fields = ["reporter"]
    ordering_field = "order"
    hide_ordering_field = True

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else 1


class StoryPhotoInline(PartOfStory, StackedInline):
    model = StoryPhoto
    form = StoryPhotoForm
    formset = StoryPhotoFormSet
    template = "desk/pictures.html"
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("photo")


class CorrectionInline(NeverDeleted, PartOfStory, StackedInline):
    """The notes of corrections: their words can be edited; only the step 更正 adds one."""

    model = Correction
    form = CorrectionForm
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False
