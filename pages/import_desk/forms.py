"""The form over the workbench: which page of which day this is, and in which section it goes."""

import unicodedata

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from pages.models import Upload


class GivenForm(forms.ModelForm):
    """What a person says of the page. Only the fields that were sent are changed."""

    class Meta:
        model = Upload
        fields = ["section", "date", "number"]
        widgets = {
            "section": UnfoldAdminSelectWidget,
            # The browser's own calendar: no script, and a phone's own wheel.
            "date": UnfoldAdminTextInputWidget(attrs={"type": "date"}),
            "number": UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, read=None, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name in set(self.fields) - set(self.data):
                del self.fields[name]
        if read:
            self._say_what_is_read(read)

    def _say_what_is_read(self, incoming):
        """What holds where nothing is chosen."""
        page = incoming.reading.page
        label = _("as printed: %(section)s") if page.section else _("none printed: %(section)s")
        section = page.section or settings.NEWSROOM_SECTION
        self.fields["section"].empty_label = label % {"section": section}
        self.fields["number"].widget.attrs["placeholder"] = page.number or ""
        if self.instance.date is None:
            self.initial["date"] = incoming.date

    def clean_number(self):
        """`０６` as it is typed with a Chinese keyboard is 06."""
        return unicodedata.normalize("NFKC", self.cleaned_data["number"]).strip().upper()
