"""The field of the site information that receives the paper's logo."""

from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminImageFieldWidget

from media.logos import make_logo
from newsroom.core.refusal import Refused


@dataclass(frozen=True)
class ShownLogo:
    """The logo that is there, as the widget of a file shows it."""

    url: str

    def __str__(self):
        return self.url


class LogoField(forms.FileField):
    """An uploaded picture becomes a LogoFile; the logo that is there may also be removed.

    Its value is the LogoFile, False for removal, or the ShownLogo (or None) if nothing was sent.
    """

    def __init__(self):
        super().__init__(
            label=_("logo"),
            required=False,
            widget=UnfoldAdminImageFieldWidget(attrs={"accept": "image/*"}),
            help_text=_(
                "A picture at least 112 pixels high, best a PNG with a transparent background. A "
                "wide one stands in place of the name, any other one beside it."
            ),
        )

    def clean(self, data, initial=None):
        sent = super().clean(data, initial)
        if not isinstance(sent, UploadedFile):
            return sent
        try:
            return make_logo(sent)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
