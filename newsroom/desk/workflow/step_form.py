"""The form of one step: the fields that it asks of the user, shown with its button."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.form_fields import DateTimePicker
from newsroom.desk.models import Decision
from newsroom.desk.workflow.effects import WITHDRAWN_TEXT


class StepForm(forms.Form):
    """The fields that one Transition `asks` for (required) or `offers` (optional).

    It is sent on its own, or together with the story's form: `sent_with` is then the HTML id of
    that form. So the field names have the step as a prefix, and the browser must not require
    them, or an empty field would prevent the story from being saved.
    """

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *Decision.Reason.choices])
    at = forms.DateTimeField(label=_("Moment (Beijing time)"), widget=DateTimePicker)
    wrong = forms.CharField(label=_("What was wrong, as published"), max_length=150)
    right = forms.CharField(label=_("What it should be"), max_length=150)
    note = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
    public_text = forms.CharField(label=_("Text for readers"), max_length=200)

    def __init__(self, transition, data=None, *, story=None, sent_with=""):
        super().__init__(
            data,
            prefix=f"_{transition.name}",
            initial=_initial(story),
            use_required_attribute=not sent_with,
        )
        self.transition = transition
        self.sent_with = sent_with
        for name in set(self.fields) - {*transition.asks, *transition.offers}:
            del self.fields[name]
        for name in transition.offers:
            self.fields[name].required = False
        if {"reason", "note"} <= set(self.fields):
            self.fields["note"].label = _("In your own words")
        if sent_with:
            for field in self.fields.values():
                field.widget.attrs["form"] = sent_with


def _initial(story):
    planned = story.publish_at if story else None
    return {"at": planned and timezone.localtime(planned), "public_text": WITHDRAWN_TEXT}
