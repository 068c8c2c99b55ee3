"""The forms of the photo desk: what is looked for, and the words and rights of one picture."""

from django import forms
from django.contrib.admin.utils import flatten
from django.db.models import DateField, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from media.badges import SOON
from media.models import Photo
from media.search import saying
from newsroom.core.form_fields import CommaListField, DatePicker, SecondsPicker

# The rows of a picture's page.
WORDS = ["caption", ("credit", "place"), ("keywords", "taken_at"), "alt", "instructions"]
TERMS = [
    ("source", "copyright"),
    ("licence", "expires_on"),
    ("one_use", "needs_masking", "ai_generated"),
]
TAKEN_OR_ADDED = TruncDate(Coalesce("taken_at", "created_at"), output_field=DateField())


class PhotoForm(forms.ModelForm):
    """The words of a picture, its rights and its focal point."""

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
        fields = flatten([*WORDS, *TERMS, "focus_x", "focus_y"])
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


def today():
    return timezone.localdate()


STATES = {
    "waiting": (_("waiting for its file"), lambda: Q(original="")),
    "expiring": (
        _("expiring soon"),
        lambda: Q(expires_on__gte=today(), expires_on__lte=today() + SOON),
    ),
    "rights": (
        _("rights to settle"),
        lambda: (
            Q(expires_on__lt=today())
            | Q(needs_masking=True)
            | (Q(credit="", source="") & ~Q(original=""))
        ),
    ),
}


class FindingForm(forms.Form):
    """What somebody looks for on the photo desk; `found` gives the pictures, newest first."""

    states = STATES
    narrowing = ["credit", "place", "since", "until"]

    q = forms.CharField(label=_("words"), required=False, max_length=100)
    credit = forms.CharField(label=_("credit"), required=False, max_length=100)
    place = forms.CharField(label=_("place"), required=False, max_length=100)
    since = forms.DateField(label=_("from day"), required=False)
    until = forms.DateField(label=_("to day"), required=False)
    state = forms.ChoiceField(label=_("state"), required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget.input_type = "date"
        choices = [(name, label) for name, (label, _condition) in self.states.items()]
        self.fields["state"].choices = [("", _("all")), *choices]

    def found(self, photos):
        """Those of the queryset `photos` that were looked for; all of them when nothing was."""
        wanted = self.cleaned_data if self.is_valid() else {}
        photos = saying(photos, wanted.get("q", ""))
        for name in ("credit", "place"):
            if text := wanted.get(name):
                # The pairs of the text find it by the index; where it stands is looked at then.
                photos = saying(photos, text).filter(**{f"{name}__icontains": text})
        photos = _between(photos, wanted.get("since"), wanted.get("until"))
        if state := wanted.get("state"):
            photos = photos.filter(self.states[state][1]())
        if before := wanted.get("before"):
            photos = photos.filter(pk__lt=before)
        return photos.order_by("-pk")

    def is_looking(self):
        """Whether anything at all is asked for, beside where the page begins."""
        return any(self.data.get(name) for name in self.fields if name != "before")


def _between(photos, since, until):
    if since or until:
        photos = photos.alias(day=TAKEN_OR_ADDED)
    if since:
        photos = photos.filter(day__gte=since)
    return photos.filter(day__lte=until) if until else photos
