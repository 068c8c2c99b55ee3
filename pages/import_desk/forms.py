"""The form at the top of the workbench: date and number of the page, and its section."""

import unicodedata
from typing import cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from pages.importing.page_files import ParsedPage
from pages.models import Upload


class PageOverridesForm(forms.ModelForm):
    """What a person states about the page. Fields that the request does not send stay unchanged."""

    class Meta:
        model = Upload
        fields = ["section", "date", "number"]
        widgets = {
            "section": UnfoldAdminSelectWidget,
            # The date picker of the browser: it needs no script and suits a phone.
            "date": UnfoldAdminTextInputWidget(attrs={"type": "date"}),
            "number": UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, parsed: ParsedPage | None = None, **kwargs):
        """With `parsed`, empty fields show the printed values that apply."""
        super().__init__(*args, **kwargs)
        if self.is_bound:
            for name in set(self.fields) - set(self.data):
                del self.fields[name]
        if parsed:
            self._show_printed_values(parsed)

    def _show_printed_values(self, parsed: ParsedPage) -> None:
        head = parsed.reading.page
        label = _("as printed: %(section)s") if head.section else _("none printed: %(section)s")
        section = head.section or settings.NEWSROOM_SECTION
        section_field = cast(forms.ModelChoiceField, self.fields["section"])
        section_field.empty_label = label % {"section": section}
        self.fields["number"].widget.attrs["placeholder"] = head.number or ""
        if self.instance.date is None:
            self.initial["date"] = parsed.date

    def clean_number(self):
        """Full-width digits, as Chinese keyboards type them, become ASCII: `０６` is 06."""
        return unicodedata.normalize("NFKC", self.cleaned_data["number"]).strip().upper()
