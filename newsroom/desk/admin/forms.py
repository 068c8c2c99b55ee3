"""The forms of a story and of its bylines and corrections."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from newsroom.core.body import first_words
from newsroom.desk import snapshots
from newsroom.desk.admin.saving.merge import Merge
from newsroom.desk.admin.saving.questions import conflict_message
from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Byline, Correction, Story

# Suggested words before a name in a byline; any other may be typed.
BYLINE_ROLES = (
    "记者",
    "见习记者",
    "实习生",
    "通讯员",
    "特约记者",
    "摄影",
    "文",
    "图",
    "文图",
    "整理",
)
BYLINE_ROLES_ID = "byline-roles"


class TagInput(UnfoldAdminTextInputWidget):
    """The tags of a story as one line of text, which `newsroom.desk.tags.parse` reads."""

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "，".join(sorted(tag.name for tag in value))


class StoryForm(forms.ModelForm):
    """The form of a story; asks where somebody else changed the same in the meantime.

    `opened_on` is the number of the revision that the form was filled from, `opened_with` are the
    values of that time. `merge` is what came of them and of the newest text (see `saving.merge`);
    with `save_over`, the number of the newest revision, the user's own text counts in all its
    conflicts.
    """

    opened_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opened_with = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    save_over = forms.IntegerField(required=False, widget=forms.HiddenInput)

    merge: Merge | None = None

    class Meta:
        help_texts = {"tags": _("separated by commas")}
        widgets = {"summary": UnfoldAdminTextareaWidget(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound and self.instance.revision:
            self.initial["opened_on"] = self.instance.revision.number
        if "summary" in self.fields:  # a page that is only read has none
            automatic = Truncator(first_words(self.instance.body)).chars(120)
            self.fields["summary"].widget.attrs["placeholder"] = automatic

    def clean_embargo_until(self):
        """Once a story has Decisions, its embargo can only get longer; a chief's step breaks it."""
        saved = Story.objects.filter(pk=self.instance.pk).values_list("embargo_until", flat=True)
        old = saved.first() if self.instance.pk else None
        new = self.cleaned_data["embargo_until"]
        if old and (new is None or new < old) and self.instance.decisions.exists():
            raise forms.ValidationError(
                _("The embargo until %(time)s is in force: only the chief on duty may break it.")
                % {"time": format_datetime(old)}
            )
        self._refuse_embargo_over_schedule(new)
        return new

    def _refuse_embargo_over_schedule(self, until):
        """A version that is scheduled already would appear in spite of a later embargo."""
        pending = snapshots.pending_version(self.instance) if until and self.instance.pk else None
        if pending and pending.during.lower < until:
            raise forms.ValidationError(
                _("The story is scheduled for %(time)s, before this: cancel that first.")
                % {"time": format_datetime(pending.during.lower)}
            )

    @property
    def newer(self):
        """The Revision that somebody else saved while the form was open, if there are conflicts."""
        return self.merge.newer if self.merge and self.merge.conflicts else None

    def clean(self):
        super().clean()
        if self.merge and self.merge.conflicts:
            self.add_error(None, conflict_message(self.merge))
        return self.cleaned_data


class BylineForm(forms.ModelForm):
    class Meta:
        model = Byline
        fields = ["reporter", "role", "order"]
        widgets = {"role": UnfoldAdminTextInputWidget(attrs={"list": BYLINE_ROLES_ID})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False

    def has_changed(self):
        # A new row of which only the order changed is still empty.
        return super().has_changed() and (bool(self.instance.pk) or self.changed_data != ["order"])

    def clean(self):
        if "reporter" in self.changed_data:
            self.instance.name = ""  # saving then copies the name of the other reporter
        return super().clean()

    def clean_order(self):
        return self.cleaned_data["order"] or 0


class BylineFormSet(PaginationInlineFormSet):
    """Puts a new byline after the existing ones, unless its order is a free number."""

    def save_new(self, form, commit=True):
        before = {row.instance.order for row in self.forms[: self.forms.index(form)]}
        if form.instance.order in before:
            form.instance.order = max(before) + 1
        return super().save_new(form, commit=commit)


class CorrectionForm(forms.ModelForm):
    class Meta:
        model = Correction
        fields = ["note"]
        widgets = {"note": UnfoldAdminTextareaWidget(attrs={"rows": 2})}
