"""The forms in which stories are filed and edited."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from newsroom.desk.datetimes import format_datetime
from newsroom.desk.models import Byline, Correction, Story

# What papers print before a name; any other word may be typed.
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


class TagLine(UnfoldAdminTextInputWidget):
    """Tags as one line of text, written the way `newsroom.desk.tags.parse` reads it."""

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "，".join(sorted(tag.name for tag in value))


class StoryForm(forms.ModelForm):
    """A story on a person's screen, and the number of the revision it was opened on.

    Another revision in the meantime refuses the form: nobody's edit is lost unseen. The
    person is told whose it is and may then save over exactly that one (`save_over`).
    The number, not the SHA-256, because tags and section are not part of the signed text.
    """

    opened_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    save_over = forms.IntegerField(required=False, widget=forms.HiddenInput)

    newer = None  # the Revision that was saved while the form was open

    class Meta:
        help_texts = {"tags": _("separated by commas")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.revision:
            self.initial["opened_on"] = self.instance.revision.number

    def _get_validation_exclusions(self):
        """Django checks no constraint on a field that the form lacks: the kind's need `kind`."""
        return super()._get_validation_exclusions() - {"kind"}  # type: ignore[misc]

    def clean_embargo_until(self):
        """An embargo is only prolonged here; breaking it is a step of the chief's, on record."""
        old = Story.objects.filter(pk=self.instance.pk).values_list("embargo_until", flat=True)
        old, new = old.first() if self.instance.pk else None, self.cleaned_data["embargo_until"]
        if old and (new is None or new < old) and self.instance.decisions.exists():
            raise forms.ValidationError(
                _("The embargo until %(time)s stands: only the chief on duty may break it.")
                % {"time": format_datetime(old)}
            )
        return new

    def clean(self):
        cleaned = super().clean()
        last = self.instance.revision if self.instance.pk else None
        if last and last.number not in {cleaned.get("opened_on"), cleaned.get("save_over")}:
            self.newer = last
            self.add_error(None, self._conflict(last))
        return cleaned

    def _conflict(self, revision):
        return _(
            "%(name)s saved this story at %(time)s, while you had it on your screen. "
            "Nothing of yours is saved yet; your text is still in this form."
        ) % {
            "name": revision.author or _("The page import"),
            "time": date_format(timezone.localtime(revision.created_at), "m-d H:i"),
        }


class BylineForm(forms.ModelForm):
    class Meta:
        model = Byline
        fields = ["reporter", "role", "order"]
        widgets = {"role": UnfoldAdminTextInputWidget(attrs={"list": BYLINE_ROLES_ID})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].required = False

    def has_changed(self):
        # A new row that was only dragged about is still an empty row.
        return super().has_changed() and (bool(self.instance.pk) or self.changed_data != ["order"])

    def clean(self):
        if "reporter" in self.changed_data:
            self.instance.name = ""  # another person: the name as printed is read anew
        return super().clean()

    def clean_order(self):
        return self.cleaned_data["order"] or 0


class BylineFormSet(PaginationInlineFormSet):
    """A new name stands after those that are there, unless it was dragged to a free place."""

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
