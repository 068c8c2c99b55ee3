"""The forms of the photo desk: the filters of the grid, and the fields of one photo."""

from django import forms
from django.contrib.admin.utils import flatten
from django.db.models import Count, DateField, Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from media.badges import EXPIRY_NOTICE
from media.models import Photo
from media.search import matching
from newsroom.core.form_fields import CommaListField, DatePicker, SecondsPicker
from newsroom.core.plain_text import PlainFormField
from newsroom.desk.models import StoryPhoto

FieldRows = list[str | tuple[str, ...]]

# The rows of the fieldsets on a photo's page.
TEXT_FIELDS: FieldRows = [
    "caption",
    ("credit", "place"),
    ("keywords", "taken_at"),
    "alt",
    "instructions",
]
RIGHTS_FIELDS: FieldRows = [
    ("source", "copyright"),
    ("licence", "expires_on"),
    ("one_use", "needs_masking", "ai_generated"),
]
FOCUS_FIELDS = ["focus_x", "focus_y"]


class PhotoForm(forms.ModelForm):
    """The texts of a photo, its rights and its focal point."""

    keywords = CommaListField(
        label=_("keywords"),
        required=False,
        help_text=_("separated by commas"),
        max_item_length=50,
    )

    focus_x = forms.IntegerField(label=_("across"), min_value=0, max_value=1000)
    focus_y = forms.IntegerField(label=_("down"), min_value=0, max_value=1000)

    class Meta:
        model = Photo
        fields = flatten([*TEXT_FIELDS, *RIGHTS_FIELDS, *FOCUS_FIELDS])
        widgets = {
            "caption": UnfoldAdminTextareaWidget(attrs={"rows": 3}),
            "instructions": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "expires_on": DatePicker,
            "taken_at": SecondsPicker,
        }
        help_texts = {
            "alt": _("what the picture shows, for those who can't see it"),
            "one_use": _("a second story may not show it"),
        }


# --- filters --------------------------------------------------------------------------------------

DAY_TAKEN_OR_ADDED = TruncDate(Coalesce("taken_at", "created_at"), output_field=DateField())
IS_USED = Exists(StoryPhoto.objects.filter(photo=OuterRef("pk")))
IS_USED_TWICE = Exists(
    StoryPhoto.objects.filter(photo=OuterRef("pk"))
    .order_by()
    .values("photo")
    .annotate(times=Count("pk"))
    .filter(times__gt=1)
)


def _expiring():
    today = timezone.localdate()
    return Q(expires_on__gte=today, expires_on__lte=today + EXPIRY_NOTICE)


def _rights_to_settle():
    return (
        Q(expires_on__lt=timezone.localdate())
        | Q(needs_masking=True)
        | (Q(credit="", source="") & ~Q(original=""))
        | (Q(one_use=True) & IS_USED_TWICE)
    )


# {value of the filter `state`: (label, function that returns the condition on Photo)}
STATES = {
    "waiting": (_("waiting for its file"), lambda: Q(original="")),
    "expiring": (_("expiring soon"), _expiring),
    "rights": (_("rights to settle"), _rights_to_settle),
    "used": (_("used"), lambda: Q(IS_USED)),
    "unused": (_("unused"), lambda: ~Q(IS_USED) & ~Q(original="")),
}


class PhotoFilterForm(forms.Form):
    """The filters of the photo desk; `filter` applies them to a queryset."""

    q = PlainFormField(label=_("words"), required=False, max_length=100)
    credit = PlainFormField(label=_("credit"), required=False, max_length=100)
    place = PlainFormField(label=_("place"), required=False, max_length=100)
    since = forms.DateField(label=_("from day"), required=False)
    until = forms.DateField(label=_("to day"), required=False)
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("all")), *((name, label) for name, (label, _condition) in STATES.items())],
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    organization = PlainFormField(label=_("organization"), required=False, max_length=100)

    more_filters = ["organization", "credit", "place", "since", "until"]  # folded away if unused

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget.input_type = "date"

    def filter(self, photos):
        """The photos of the queryset that match every filter, newest first.

        Filters that are invalid are ignored together with all others; the form has their errors.
        """
        filters = self.cleaned_data if self.is_valid() else {}
        photos = matching(photos, filters.get("q", ""))
        for name in ("credit", "place"):
            if text := filters.get(name):
                # The search index narrows the photos down; then the field itself is compared.
                photos = matching(photos, text).filter(**{f"{name}__icontains": text})
        photos = _taken_between(photos, filters.get("since"), filters.get("until"))
        if state := filters.get("state"):
            photos = photos.filter(STATES[state][1]())
        if before := filters.get("before"):
            photos = photos.filter(pk__lt=before)
        if organization := filters.get("organization"):
            photos = _of_organization(photos, organization)
        return photos.order_by("-pk")

    def is_filtering(self):
        """Whether any filter is set; `before` only says where the page begins."""
        return any(self.data.get(name) for name in self.fields if name != "before")


def _taken_between(photos, since, until):
    if since or until:
        photos = photos.alias(day=DAY_TAKEN_OR_ADDED)
    if since:
        photos = photos.filter(day__gte=since)
    return photos.filter(day__lte=until) if until else photos


def _of_organization(photos, name):
    """The photos in stories about organizations whose name contains, or one alias is, `name`."""
    named = Q(story__organizations__name__icontains=name) | Q(
        story__organizations__aliases__contains=[name]
    )
    return photos.filter(Exists(StoryPhoto.objects.filter(named, photo=OuterRef("pk"))))
