"""The form of one step: the fields that it asks of the user, shown with its button."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.core.form_fields import DateTimePicker
from newsroom.core.models.date_limits import MOMENT_LIMITS
from newsroom.core.plain_text import PlainFormField
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
    at = forms.DateTimeField(
        label=_("Moment (Beijing time)"), widget=DateTimePicker, validators=MOMENT_LIMITS
    )
    wrong = PlainFormField(label=_("What was wrong, as published"), max_length=150)
    right = PlainFormField(label=_("What it should be"), max_length=150)
    ending = PlainFormField(
        label=_("How the note ends, such as “特此更正，并向读者致歉。”"), max_length=100
    )
    correction = CorrectionField(Correction.objects.none())
    note = PlainFormField(label=_("Why?"), widget=forms.Textarea(attrs={"rows": 3}))
    public_text = PlainFormField(label=_("Text for readers"), max_length=200)

    def __init__(self, transition, data=None, *, context=None, seen=None, sent_with=""):
        """`context` is the TransitionContext of the screen, None where no story is at hand.

        `seen` is the RevisionData that the screen shows (default: that of the context). The form
        carries its hashes, so that a step is taken with what the user saw or not at all.
        """
        super().__init__(
            data,
            prefix=f"_{transition.name}",
            initial=_initial(context) if context else None,
            use_required_attribute=not sent_with,
        )
        self.transition = transition
        self._context, self._seen = context, seen
        self.sent_with = sent_with
        for name in set(self.fields) - {*transition.asks, *transition.offers}:
            del self.fields[name]
        for name in transition.offers:
            self.fields[name].required = False
        if "correction" in self.fields:
            self._offer_corrections()
        if {"reason", "note"} <= set(self.fields):
            self.fields["note"].label = _("In your own words")
        if sent_with:
            for field in self.fields.values():
                field.widget.attrs["form"] = sent_with

    @property
    def seen(self):
        """The RevisionData whose hashes the form carries, or None."""
        return self._seen or (self._context and self._context.revision_data)

    def _offer_corrections(self):
        """Let the user choose among the corrections that wait, if there are several."""
        live = self._context and self._context.live
        waiting = Correction.objects.to_print(live) if live else Correction.objects.none()
        if len(waiting) > 1:
            self.fields["correction"] = CorrectionField(waiting, required=False)
        else:
            del self.fields["correction"]


def _initial(context):
    return {
        "at": _proposed_moment(context),
        "public_text": WITHDRAWN_TEXT,
        "ending": ENDING,
    }


def _proposed_moment(context):
    """The planned time of publication, but not before the embargo lifts; None without a plan.

    Rounded up to the minute, since the field knows no seconds.
    """
    planned, lifting = context.story.publish_at, context.story.embargo_until
    if lifting and lifting > context.now:
        planned = max(planned or lifting, lifting)
    if planned is None:
        return None
    seconds = datetime.timedelta(seconds=-planned.second % 60, microseconds=-planned.microsecond)
    return timezone.localtime(planned + seconds)
