"""The form of one step: the fields that it asks of the user, shown with its button."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.form_fields import DateTimePicker
from newsroom.desk import snapshots
from newsroom.desk.models import Correction, Decision
from newsroom.desk.workflow.correction_note import ENDING
from newsroom.desk.workflow.effects import WITHDRAWN_TEXT


class CorrectionField(forms.ModelChoiceField):
    """A choice among the corrections that wait to be printed; empty means all of them."""

    def __init__(self, waiting, **options):
        super().__init__(
            waiting, label=_("Which correction"), empty_label=_("all that wait"), **options
        )


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
    ending = forms.CharField(
        label=_("How the note ends, such as “特此更正，并向读者致歉。”"), max_length=100
    )
    correction = CorrectionField(Correction.objects.none())
    note = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
    public_text = forms.CharField(label=_("Text for readers"), max_length=200)
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)

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
        if "correction" in self.fields:
            self._offer_corrections(story)
        if {"reason", "note"} <= set(self.fields):
            self.fields["note"].label = _("In your own words")
        if sent_with:
            for field in self.fields.values():
                field.widget.attrs["form"] = sent_with

    def _offer_corrections(self, story):
        """Let the user choose among the corrections that wait, if there are several."""
        live = story and snapshots.live_version(story)
        waiting = Correction.objects.to_print(live) if live else Correction.objects.none()
        if len(waiting) > 1:
            self.fields["correction"] = CorrectionField(waiting, required=False)
        else:
            del self.fields["correction"]

    def error_text(self):
        """All errors with the labels of their fields, as one text for the screen."""
        return " ".join(
            f"{self.fields[name].label}: {' '.join(map(str, errors))}"
            for name, errors in self.errors.items()
        )


def _initial(story):
    planned = story.publish_at if story else None
    return {
        "at": planned and timezone.localtime(planned),
        "public_text": WITHDRAWN_TEXT,
        "ending": ENDING,
        # Read only when the field is shown.
        "seen_revision": lambda: story and story.revision and story.revision.number,
    }
