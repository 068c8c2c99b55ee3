"""The inline forms for the pictures of a story."""

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextareaWidget

from media.credits.captions import split_credit
from media.models import Photo
from newsroom.core.models import User
from newsroom.desk.models import StoryPhoto
from newsroom.desk.photos import library_captions, own_pictures
from newsroom.desk.photos.chooser import selectable_photos


def take_credit(form):
    """Move the credit out of a caption that was typed into the form: 渡口（林晓禾 摄）."""
    cleaned = form.cleaned_data
    if "caption" in form.changed_data and "credit" in cleaned and not cleaned["credit"]:
        split = split_credit(cleaned.get("caption", ""))
        cleaned.update(caption=split.caption, credit=split.credit)


class StoryPhotoForm(forms.ModelForm):
    """A photo with its texts in this story. `user` is the person who edits the form.

    A new row refers to a photo of the photo desk, or is a caption whose file comes later.
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

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            del self.fields["photo"]
        elif user:
            photo_field = cast(forms.ModelChoiceField, self.fields["photo"])
            photo_field.queryset = selectable_photos(user)

    @property
    def picture(self):
        """The Photo of the row; None for a new caption."""
        return self.instance.photo if self.instance.photo_id else None

    @property
    def offers_own(self):
        """Whether the card offers to state that the picture is the paper's own."""
        words = {"captions": [self.instance.caption], "credits": [self.instance.credit]}
        return bool(
            self.user and self.picture and own_pictures.is_offered(self.user, self.picture, **words)
        )

    @property
    def offers_caption(self):
        """Whether the card offers the library the caption that is saved in the story."""
        saved = self.user and self.instance.pk
        return bool(saved and library_captions.is_offered(self.user, self.instance))

    @property
    def anchor(self):
        """The first part of the HTML ids that a Reason links to: `story_photos-12`."""
        return f"story_photos-{self.instance.pk}"

    def clean_caption(self):
        return " ".join(self.cleaned_data["caption"].split())

    def clean(self):
        super().clean()
        take_credit(self)
        return self.cleaned_data


class StoryPhotoFormSet(PaginationInlineFormSet):
    """Allows each photo once in a story, and one lead picture."""

    user: User | None = None  # who adds rows; set before saving

    def clean(self):
        """Refuse a second lead picture."""
        super().clean()
        if sum(row.instance.is_lead for row in self._kept()) > 1:
            raise forms.ValidationError(_("Choose one lead picture."))

    def validate_unique(self):
        """Refuse a photo that occurs twice.

        Django's own check misses it, because saved rows have no field `photo`.
        """
        seen: set[int] = set()
        for row in self._kept():
            photo_id = row.instance.photo_id
            if photo_id in seen and not row.errors:
                row.add_error(None, _("This picture is in the story already."))
            seen.update(filter(None, [photo_id]))

    def _kept(self):
        """The forms that are not marked for deletion."""
        return [row for row in self.forms if not self._should_delete_form(row)]

    def save(self, commit=True):
        """Remove the former lead picture first, as the database allows only one at a time."""
        leading = [row.instance.pk for row in self._kept() if row.instance.is_lead]
        former = self.instance.story_photos.filter(is_lead=True)
        former.exclude(pk__in=filter(None, leading)).update(is_lead=False)
        return super().save(commit=commit)

    def save_new(self, form, commit=True):
        """Create a Photo without a file for a row that is only a caption."""
        if form.picture is None:
            texts = {name: form.cleaned_data[name] for name in ("caption", "credit")}
            form.instance.photo = Photo.objects.create(**texts, created_by=self.user)
        return super().save_new(form, commit=commit)
