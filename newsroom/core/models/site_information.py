"""Site information (站点信息): the paper's name and logo, and what the footer says."""

from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core import validators
from newsroom.core.labels import Label, field_label
from newsroom.core.models.date_limits import LimitedDateTimeField, limits
from newsroom.core.plain_text import PlainCharField, PlainTextField

# The fields that the footer shows; the desk warns when one is empty.
FOOTER_FIELDS = [
    "supervisor",
    "sponsor",
    "serial_number",
    "news_licence",
    "icp_filing",
    "police_filing",
    "report_phone",
    "report_email",
    "copyright",
]
LEGAL_TEXTS = ["about", "contact", "privacy"]


@dataclass(frozen=True)
class LegalText:
    """A text of the paper about itself. It has a public page unless it is empty."""

    name: str
    title: Label
    text: str

    def get_absolute_url(self):
        return reverse(f"press:{self.name}")


def _line(label, length=100, **more):
    return PlainCharField(label, max_length=length, blank=True, **more)


def _issued(label, form, **more):
    return _line(label, 40, validators=[form], **more)


def _text(label):
    return PlainTextField(label, blank=True, max_length=20_000)


class SiteInformationManager(models.Manager):
    def current(self):
        """The only row, or an unsaved one with empty fields."""
        return self.first() or self.model(pk=1)


class SiteInformation(models.Model):
    """The table's single row. Every field may be empty; the footer then leaves it out."""

    paper = _line(_("name of the paper"), 50)
    city = _line(_("home city"), 50)
    # The file of the logo in the public storage, and its size in pixels.
    logo = models.CharField(_("logo"), max_length=100, blank=True)
    logo_width = models.PositiveSmallIntegerField(default=0, editable=False)
    logo_height = models.PositiveSmallIntegerField(default=0, editable=False)
    supervisor = _line(_("supervising body"))
    sponsor = _line(_("sponsoring body"))
    publisher = _line(_("publishing body"))
    serial_number = _issued(_("national serial number (CN)"), validators.SERIAL)
    news_licence = _issued(_("number of the news licence"), validators.NEWS_LICENCE)
    icp_filing = _issued(_("ICP filing"), validators.ICP)
    police_filing = _issued(_("police filing"), validators.POLICE)
    report_phone = _issued(_("telephone for complaints"), validators.TELEPHONE)
    report_email = models.EmailField(_("e-mail for complaints"), blank=True)
    address = _line(_("address"))
    phone = _issued(_("telephone"), validators.TELEPHONE)
    copyright = _line(_("copyright notice"), 300)
    about = _text(_("About us"))
    contact = _text(_("Contact"))
    privacy = _text(_("Privacy"))
    grey = models.BooleanField(_("show the whole site in grey"), default=False)
    grey_until = LimitedDateTimeField(_("grey until (Beijing time)"), null=True, blank=True)

    objects = SiteInformationManager()

    class Meta:
        verbose_name = _("site information")
        verbose_name_plural = _("site information")
        constraints = [
            *limits("site_information", moments=["grey_until"]),
            models.CheckConstraint(condition=models.Q(id=1), name="site_information_single_row"),
            models.CheckConstraint(
                condition=models.Q(logo="") | models.Q(logo_width__gt=0, logo_height__gt=0),
                name="site_information_logo_size",
            ),
        ]

    def __str__(self):
        return str(self._meta.verbose_name)

    def is_grey(self, at):
        """Whether readers see the site in grey (全站置灰) at `at`, an aware datetime."""
        return self.grey and (self.grey_until is None or at < self.grey_until)

    @property
    def legal_texts(self):
        """The LegalTexts that have a text, in the order of the footer."""
        texts = [LegalText(n, field_label(self, n), getattr(self, n)) for n in LEGAL_TEXTS]
        return [legal_text for legal_text in texts if legal_text.text]

    @property
    def missing(self):
        """The labels of empty fields that should not be empty, for the desk's warning."""
        names = [*FOOTER_FIELDS, *LEGAL_TEXTS]
        return [field_label(self, name) for name in names if not getattr(self, name)]
