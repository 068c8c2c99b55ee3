"""The forms of the photo desk: the filters of the grid, and the fields of one photo."""

from django import forms
from django.contrib.admin.utils import flatten
from django.db.models import Count, DateField, Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from media.ai_label import NEEDS_ANSWER
from media.badges import EXPIRY_NOTICE
from media.credits.captions import HAS_CREDIT
from media.intake.metadata.ai_marks import Claim
from media.models import Photo, Preparation
from media.search import matching
from newsroom.core.form_fields import CommaListField, DatePicker, SecondsPicker
from newsroom.core.models.date_limits import DAY_LIMITS
from newsroom.core.plain_text import PlainFormField
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos.forms import take_credit

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
    ("one_use", "needs_masking"),
    ("ai_generated", "ai_reason"),
]
FOCUS_FIELDS = ["focus_x", "focus_y"]
NOT_COLUMNS = {"ai_reason", "seen_file"}  # of the form only


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

    ai_reason = PlainFormField(
        label=_("how you know about AI"),
        required=False,
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("kept on record with your name; needed to take the label off"),
    )
    # A statement about AI is about the file that the user saw.
    seen_file = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = [
            name
            for name in flatten([*TEXT_FIELDS, *RIGHTS_FIELDS, *FOCUS_FIELDS])
            if name not in NOT_COLUMNS
        ]
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

    def __init__(self, *args, **kwargs):
        """Send each value along as it was opened: only what this user changed is saved."""
        super().__init__(*args, **kwargs)
        if "ai_generated" in self.fields:
            self.fields["ai_generated"].help_text = _ai_help(self.instance)
        self.initial["seen_file"] = self.instance.sha256
        for name in set(self.fields) - NOT_COLUMNS:
            self.fields[name].show_hidden_initial = True

    @property
    def states_about_ai(self):
        """Whether the user says something about AI: changes the label, or gives a reason."""
        return "ai_generated" in self.fields and bool(
            {"ai_generated", "ai_reason"} & set(self.changed_data)
        )

    @property
    def fields_to_save(self):
        """The names of the model's fields that the user changed, or that follow from them."""
        names = set(self.changed_data) - NOT_COLUMNS
        if "caption" in names and self.cleaned_data.get("credit"):
            names.add("credit")
        if "licence" in names:
            names |= {"licence_by", "licence_at"}
        if self.states_about_ai:
            names.add("ai_is_answered")
        return names

    def clean(self):
        super().clean()
        take_credit(self)
        self._clean_ai_label()
        return self.cleaned_data

    def _clean_ai_label(self):
        """Ask for a reason before the AI label is taken off."""
        cleaned = self.cleaned_data
        takes_it_off = "ai_generated" in self.changed_data and not cleaned.get("ai_generated")
        if takes_it_off and not cleaned.get("ai_reason"):
            self.add_error("ai_reason", _("Say why it is not made with AI."))
        if self.states_about_ai and cleaned.get("seen_file"):
            self._check_file(cleaned["seen_file"])

    def _check_file(self, sha256):
        """Refuse a statement about another file; the row is locked until it is saved."""
        photos = Photo.objects.select_for_update()
        if not photos.filter(pk=self.instance.pk, sha256=sha256).exists():
            raise forms.ValidationError(_("Somebody replaced the file meanwhile. Look again."))


def _ai_help(photo):
    """What the file says about AI, and what is to be done."""
    if photo.ai_claim == Claim.GENERATED:
        return _("The file itself says so. Without AI? Then take the label off, with a reason.")
    if photo.needs_ai_answer:
        return _("The file says: perhaps. Tick this, or say at the right why it is not.")
    return _("readers see this label")


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
HAS_FAILED = Exists(
    Preparation.objects.filter(original_sha256=OuterRef("sha256")).exclude(problem="")
)


def _expiring():
    today = timezone.localdate()
    return Q(expires_on__gte=today, expires_on__lte=today + EXPIRY_NOTICE)


def _rights_to_settle():
    return (
        Q(expires_on__lt=timezone.localdate())
        | Q(needs_masking=True)
        | NEEDS_ANSWER
        | (Q(credit="", source="") & ~Q(original="") & ~Q(caption__regex=HAS_CREDIT))
        | (Q(one_use=True) & IS_USED_TWICE)
    )


# {value of the filter `state`: (label, function that returns the condition on Photo)}
STATES = {
    "waiting": (_("waiting for its file"), lambda: Q(original="")),
    "expiring": (_("expiring soon"), _expiring),
    "rights": (_("rights to settle"), _rights_to_settle),
    "failed": (_("not prepared"), lambda: Q(HAS_FAILED)),
    "ai": (_("made with AI?"), lambda: NEEDS_ANSWER),
    "unstated": (_("no licence noted"), lambda: Q(licence="") & ~Q(original="")),
    "used": (_("used"), lambda: Q(IS_USED)),
    "unused": (_("unused"), lambda: ~Q(IS_USED) & ~Q(original="")),
}


class PhotoFilterForm(forms.Form):
    """The filters of the photo desk; `filter` applies them to a queryset."""

    q = PlainFormField(label=_("words"), required=False, max_length=100)
    credit = PlainFormField(label=_("credit"), required=False, max_length=100)
    place = PlainFormField(label=_("place"), required=False, max_length=100)
    since = forms.DateField(label=_("from day"), required=False, validators=DAY_LIMITS)
    until = forms.DateField(label=_("to day"), required=False, validators=DAY_LIMITS)
    state = forms.ChoiceField(
        label=_("state"),
        required=False,
        choices=[("", _("all")), *((name, label) for name, (label, _condition) in STATES.items())],
    )
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    organization = PlainFormField(label=_("organization"), required=False, max_length=100)
    # The photos of an upload that has just ended, ticked so that they can be changed together.
    uploaded = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    more_filters = ["organization", "credit", "place", "since", "until"]  # folded away if unused

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("since", "until"):
            self.fields[name].widget.input_type = "date"

    @property
    def is_of_an_upload(self):
        return bool(self.data.get("uploaded"))

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
        if uploaded := filters.get("uploaded"):
            photos = photos.filter(pk__in=[pk for pk in uploaded.split(",") if is_id(pk)])
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


def is_id(text):
    """Whether the text that a browser sent can be the id of a photo."""
    return text.isdecimal() and len(text) < 10


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
