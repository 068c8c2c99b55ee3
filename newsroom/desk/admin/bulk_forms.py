"""What an action on many stories asks of the person, by the names of the table in `bulk`."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget

from newsroom.core.form_fields import CommaListField
from newsroom.core.models import Section, User
from newsroom.desk import policy

TAG_LENGTH = 100


class NothingAsked(forms.Form):
    """Of an action that is clear without a word."""


class NoteForm(forms.Form):
    """Of steps that need a reason; the note goes to every story."""

    note = forms.CharField(
        label=_("Why?"), max_length=2000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 3})
    )


def _tags_field(label):
    return CommaListField(
        label=label,
        required=False,
        help_text=_("separated by commas"),
        max_item_length=TAG_LENGTH,
    )


class TagForm(forms.Form):
    add = _tags_field(_("Add"))
    remove = _tags_field(_("Remove"))

    def clean(self):
        cleaned = super().clean()
        add, remove = (set(cleaned.get(name) or ()) for name in ("add", "remove"))
        if both := add & remove:
            names = "、".join(sorted(both))
            raise forms.ValidationError(_("Either add or remove: %(names)s.") % {"names": names})
        if not (add or remove or self.errors):
            raise forms.ValidationError(_("Say which keywords to add or to remove."))
        return cleaned


class SectionForm(forms.Form):
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=_("section"),
        empty_label=_("Choose"),
        widget=UnfoldAdminSelectWidget,
    )


class EditorForm(forms.Form):
    editor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("responsible editor"),
        empty_label=_("Choose"),
        widget=UnfoldAdminSelectWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["editor"].queryset = policy.desk_users()


FORMS = {
    "submit": NothingAsked,
    "tag": TagForm,
    "move": SectionForm,
    "assign": EditorForm,
    "return": NoteForm,
    "spike": NoteForm,
}
