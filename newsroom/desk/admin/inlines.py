"""The rows of a story's form: its names and its photos."""

from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from unfold.admin import StackedInline, TabularInline

from newsroom.desk import policy
from newsroom.desk.admin.forms import BylineForm, BylineFormSet, CorrectionForm
from newsroom.desk.models import Byline, Correction, StoryPhoto
from newsroom.desk.photos.forms import StoryPhotoForm, StoryPhotoFormSet


class OnlyAdds:
    """A form that offers to add what it refers to, but no way out of it to look at one."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_view_related = field.widget.can_change_related = False
        return field


class PartOfStory(OnlyAdds):
    """An inline's rows belong to the story's text: whoever may edit the one may edit the others."""

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


class CorrectionInline(PartOfStory, StackedInline):
    """The notes of corrections, which the step 更正 adds in their set form; none is taken away."""

    model = Correction
    form = CorrectionForm
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
