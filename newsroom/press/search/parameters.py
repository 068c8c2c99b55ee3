"""What an address asks the search for, and the addresses that ask for a little more or less."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.press.search import query as queries
from newsroom.press.site_info import site_context

FILTERS = ("section", "since", "until", "reporter", "organization")
LARGEST_ID = 2**63 - 1
DAY = {"required": False, "input_formats": ["%Y-%m-%d"]}
WRITE_A_DAY = {"invalid": _("Please write the date like 2026-11-26; it was left out.")}


class Parameters(forms.Form):
    """The parameters beside the words. What is wrong is left out, and a wrong date said to be."""

    since = forms.DateField(**DAY, error_messages=WRITE_A_DAY)
    until = forms.DateField(**DAY, error_messages=WRITE_A_DAY)
    reporter = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    organization = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    order = forms.ChoiceField(required=False, choices=[("newest", "")])
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)


@dataclass(frozen=True)
class Asked:
    """One search. `section` is a Section, `reporter` and `organization` are ids; None if any."""

    query: queries.Query
    section: object
    since: object
    until: object
    reporter: int | None
    organization: int | None
    order: str
    page: int
    errors: tuple[str, ...]

    def __bool__(self):
        return bool(self.query or self.narrowed)

    @property
    def narrowed(self):
        """Whether it asks for less than the whole paper. Days alone ask for nothing."""
        return bool(self.section or self.reporter or self.organization)

    @property
    def filtered(self):
        return any(getattr(self, name) for name in FILTERS)

    def address(self, **changes):
        """The address of the same search with those parameters changed, on its first page."""
        parameters = {
            "q": self.query.text,
            "section": self.section and self.section.slug,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "reporter": self.reporter,
            "organization": self.organization,
            "order": self.order,
            **changes,
        }
        address = QueryDict(mutable=True)
        address.update({name: value for name, value in parameters.items() if value})
        return f"{reverse('press:search')}?{address.urlencode()}"


def asked(request):
    """What the request asks for."""
    form = Parameters(request.GET)
    form.is_valid()
    said = form.cleaned_data
    days = sorted(filter(None, (said.get("since"), said.get("until"))))
    both = len(days) == 2
    slug = request.GET.get("section")
    sections = site_context.of(request).sections
    return Asked(
        query=queries.parse(request.GET.get("q", "")),
        section=next((section for section in sections if section.slug == slug), None),
        since=days[0] if both else said.get("since"),
        until=days[1] if both else said.get("until"),
        reporter=said.get("reporter"),
        organization=said.get("organization"),
        order=said.get("order", ""),
        page=said.get("page") or 1,
        errors=tuple(form.errors.get("since") or form.errors.get("until") or ()),
    )
