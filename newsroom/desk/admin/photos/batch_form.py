"""The form in which many photos are changed at once. An empty field changes nothing."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from newsroom.core.form_fields import CommaListField, DatePicker
from newsroom.core.plain_text import PlainFormField
from newsroom.desk.photos.batch_edit import Changes

FIRST_PHOTOGRAPH = datetime.date(1826, 1, 1)


class BatchForm(forms.Form):
    """What is changed in all the chosen photos; `changes` returns it for `batch_edit.edit`."""

    caption = PlainFormField(
        label=_("caption"),
        required=False,
        help_text=_("the same for all"),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )
    credit = PlainFormField(
        label=_("credit"),
        required=False,
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
    )
    credit_from_caption = forms.BooleanField(
        label=_("take the credit out of the caption where it ends with one"), required=False
    )
    day_taken = forms.DateField(label=_("day taken"), required=False, widget=DatePicker)
    keywords = CommaListField(
        label=_("add keywords"),
        required=False,
        help_text=_("separated by commas"),
        max_item_length=50,
    )
    own = forms.BooleanField(
        label=_("the paper's own pictures"),
        required=False,
        help_text=_("not where the credit or a caption names another"),
    )

    def clean_caption(self):
        return " ".join(self.cleaned_data["caption"].split())

    def clean_credit(self):
        return " ".join(self.cleaned_data["credit"].split())

    def clean_day_taken(self):
        day = self.cleaned_data["day_taken"]
        if day and not FIRST_PHOTOGRAPH <= day <= timezone.localdate():
            raise forms.ValidationError(_("No picture was taken on that day."))
        return day

    def clean(self):
        """Refuse a form that would change nothing."""
        super().clean()
        cleaned = self.cleaned_data
        if not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError(_("Fill in what shall be changed."))
        return cleaned

    def changes(self):
        """The Changes that a valid form describes."""
        return Changes(**self.cleaned_data)
