"""The rows of a story's form that are its pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextareaWidget

from media.models import Photo
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos.chooser import usable_by


class StoryPhotoForm(forms.ModelForm):
    """A photo with the words that it carries in this story. `by` is the person at the form.

    A new row names a picture of the photo desk, or is only a caption: the picture follows.
    """

    photo = forms.ModelChoiceField(
        Photo.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": _("Somebody else brought this picture: the photo desk places it.")
        },
    )

    class Meta:
        model = StoryPhoto
        fields = ["photo", "caption", "credit", "alt", "is_lead"]
        widgets = {
            "caption": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "is_lead": forms.CheckboxInput,
        }

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["photo"]
        elif by:
            self.fields["photo"].queryset = usable_by(by)

    @property
    def picture(self):
        """The row's Photo, None while it has none."""
        return self.instance.photo if self.instance.photo_id else None

    def clean_caption(self):
        return " ".join(self.cleaned_data["caption"].split())


class StoryPhotoFormSet(PaginationInlineFormSet):
    """No picture twice in a story, and at most one that leads."""

    by = None  # the person who adds a row, set before saving

    def clean(self):
        super().clean()
        if sum(row.instance.is_lead for row in self._kept()) > 1:
            raise forms.ValidationError(_("Choose one lead picture."))

    def validate_unique(self):
        """Django's own way compares only fields of the form: a saved row has its picture beside."""
        seen = set()
        for row in self._kept():
            photo = row.instance.photo_id
            if photo in seen and not row.errors:
                row.add_error(None, _("This picture is in the story already."))
            seen.update(filter(None, [photo]))

    def _kept(self):
        return [row for row in self.forms if not self._should_delete_form(row)]

    def save(self, commit=True):
        """The lead of before goes first: the database knows one at a time."""
        leading = [row.instance.pk for row in self._kept() if row.instance.is_lead]
        former = self.instance.story_photos.filter(is_lead=True)
        former.exclude(pk__in=filter(None, leading)).update(is_lead=False)
        return super().save(commit=commit)

    def save_new(self, form, commit=True):
        if form.picture is None:
            words = {name: form.cleaned_data[name] for name in ("caption", "credit")}
            form.instance.photo = Photo.objects.create(**words, created_by=self.by)
        return super().save_new(form, commit=commit)
