"""What the form of the site information checks, and how it takes a new logo."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media import public_files
from media.stored_files import NotStored
from newsroom.core.validators import IssuedField
from newsroom.desk.admin.site.logo_field import LogoField, ShownLogo
from newsroom.press.site_info.logo import logo_of

NUMBER_FIELDS = [
    "serial_number",
    "news_licence",
    "icp_filing",
    "police_filing",
    "report_phone",
    "phone",
]
GREY_FIELDS = ["grey", "grey_until"]


class SiteForm(forms.ModelForm):
    """Each field sends the value that the user saw, so that only what he changed is saved.

    So two people may edit different fields at the same time.
    """

    logo = LogoField()

    class Meta:
        field_classes = dict.fromkeys(NUMBER_FIELDS, IssuedField)
        help_texts = {
            "paper": _("Pages that were filed under another name keep that name."),
            "city": _("A unit that a page names without its city belongs to this one."),
            "serial_number": _("such as CN 14-0000"),
            "news_licence": _("11 digits"),
            "icp_filing": _("such as 晋ICP备12345678号-1; leads to the register of the ministry"),
            "police_filing": _(
                "such as 晋公网安备14080002000001号; leads to the police's register"
            ),
            "report_phone": _("such as 0359-2000000"),
            "grey": _("every page, pictures included, at once"),
            "grey_until": _("The pages turn to colour again by themselves. Empty: until you do."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "logo"  # a file cannot be sent back
        self._show_setting("paper", settings.NEWSROOM_PAPER)
        self._show_setting("city", settings.NEWSROOM_CITY)
        logo = logo_of(self.instance)
        self.initial["logo"] = logo and ShownLogo(logo.path)

    def _show_setting(self, name, value):
        """Show in the empty field what then holds; a chief's form has not the field."""
        if name in self.fields:
            self.fields[name].widget.attrs["placeholder"] = value

    @property
    def fields_to_save(self):
        """The names of the model's fields that the user changed, or that follow from them."""
        names = set(self.changed_data)
        return names | {"logo_width", "logo_height"} if "logo" in names else names

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        until = cleaned.get("grey_until")
        sets_grey = cleaned.get("grey") and not set(GREY_FIELDS).isdisjoint(self.changed_data)
        if sets_grey and until and until <= timezone.now():
            message = _("This moment has passed: choose a later one, or leave it empty.")
            self.add_error("grey_until", message)
        if "logo" in cleaned:
            self._clean_logo(cleaned)
        return cleaned

    def _clean_logo(self, cleaned):
        """Turn what was sent into the name of the stored file, which the model keeps.

        A new file is stored last, when nothing else is refused.
        """
        logo, cleaned["logo"] = cleaned["logo"], self.instance.logo
        if "logo" not in self.changed_data or self.errors:
            return
        if logo:
            try:
                public_files.store(logo.name, logo.content)
            except NotStored as refusal:
                self.add_error("logo", str(refusal))
                return
        cleaned["logo"] = logo.name if logo else ""
        self.instance.logo_width = logo.width if logo else 0
        self.instance.logo_height = logo.height if logo else 0
