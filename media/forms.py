"""The forms of the photo desk: what is looked for, and the words and rights of one picture."""

import re

from django import forms
from django.contrib.admin.utils import flatten
from django.db.models import DateField, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from media.badges import SOON
from media.models import Photo
from media.search import saying

# The rows of a picture's page.
WORDS = ["caption", ("credit", "place"), ("keywords", "taken_at"), "alt", "instructions"]
TERMS = [
    ("source", "copyright"),
    ("licence", "expires_on"),
    ("one_use", "needs_masking", "ai_generated"),
]
BETWEEN_KEYWORDS = re.compile(r"[,，;；、\n]")
TAKEN_OR_ADDED = TruncDate(Coalesce("taken_at", "created_at"), output_field=DateField())


class KeywordLine(UnfoldAdminTextInputWidget):
    """Keywords as one line of text."""

    def format_value(self, value):
        return value if value is None or isinstance(value, str) else "，".join(value)


class Day(UnfoldAdminTextInputWidget):
    """A day in the browser's own calendar."""

    input_type = "date"


class Moment(UnfoldAdminTextInputWidget):
    """A moment in the browser's own calendar, to the second as cameras write it."""

    input_type = "datetime-local"

    def format_value(self, value):
        return value if value is None or isinstance(value, str) else f"{value:%Y-%m-%dT%H:%M:%S}"


class KeywordField(forms.CharField):
    """Keywords written one after the other; the value is a list of them, each once."""

    widget = KeywordLine

    def to_python(self, value):
        parts = (part.strip() for part in BETWEEN_KEYWORDS.split(super().to_python(value)))
        return list(dict.fromkeys(part for part in parts if part))

    def validate(self, value):
        if any(len(keyword) > 50 for keyword in value):
            raise forms.ValidationError(_("A keyword has at most 50 characters."))

    def run_validators(self, value):
        super().run_validators("，".join(value))

    def has_changed(self, initial, data):
        return list(initial or []) != self.to_python(data)


class PhotoForm(forms.ModelForm):
    """The words of a picture, its rights and its focal point."""

    keywords = KeywordField(label=_("keywords"), required=False, help_text=_("separated by commas"))

    focus_x = forms.IntegerField(label=_("across"), min_value=0, max_value=1000)
    focus_y = forms.IntegerField(label=_("down"), min_value=0, max_value=1000)

    class Meta:
        model = Photo
        fields = flatten([*WORDS, *TERMS, "focus_x", "focus_y"])
        widgets = {
            "caption": UnfoldAdminTextareaWidget(attrs={"rows": 3}),
            "instructions": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "expires_on": Day,
            "taken_at": Moment(attrs={"step": 1}),
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
