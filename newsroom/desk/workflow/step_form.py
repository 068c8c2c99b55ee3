"""What a step asks of the person who takes it, as a form beside its button."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.desk.datetimes import Moment
from newsroom.desk.models import Decision
from newsroom.desk.workflow.effects import WITHDRAWN_TEXT


class StepForm(forms.Form):
    """The fields that one row of the transition table asks for or offers, by their names there.

    Its names carry the step's, so that it may also be sent together with the story's own form,
    whose id is then `sent_with`; what is missing here must not hold up that form's save.
    """

    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "—"), *Decision.Reason.choices])
    at = forms.DateTimeField(label=_("Moment (Beijing time)"), widget=Moment)
    wrong = forms.CharField(label=_("What was wrong, as published"), max_length=150)
    right = forms.CharField(label=_("What it should be"), max_length=150)
    note = forms.CharField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
    public_text = forms.CharField(label=_("Text for readers"), max_length=200)

    def __init__(self, row, data=None, *, story=None, sent_with=""):
        super().__init__(
            data,
            prefix=f"_{row.name}",
            initial=_initial(story),
            use_required_attribute=not sent_with,
        )
        self.row = row
        self.sent_with = sent_with
        for name in set(self.fields) - {*row.asks, *row.offers}:
            del self.fields[name]
        for name in row.offers:
            self.fields[name].required = False
        if {"reason", "note"} <= set(self.fields):
            self.fields["note"].label = _("In your own words")
        if sent_with:
            for field in self.fields.values():
                field.widget.attrs["form"] = sent_with

    def complaints(self):
        """What is missing or wrong, as one text for the screen."""
        return " ".join(
            f"{self.fields[name].label}: {' '.join(errors)}" for name, errors in self.errors.items()
        )


def _initial(story):
    planned = story.publish_at if story else None
    return {"at": planned and timezone.localtime(planned), "public_text": WITHDRAWN_TEXT}
