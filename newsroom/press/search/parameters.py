"""The parameters of the search page: read them from a URL, and write the URL of another search."""

import datetime
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from newsroom.core.models import Section
from newsroom.core.models.date_limits import DAY_LIMITS
from newsroom.press.search.query import Query, parse
from newsroom.press.site_info.context import site_context_for

FILTERS = ("section", "since", "until", "reporter", "organization")
LARGEST_ID = 2**63 - 1
DATE: dict[str, Any] = {
    "required": False,
    "validators": DAY_LIMITS,
    "input_formats": ["%Y-%m-%d"],
    "error_messages": {
        "invalid": _("Please write the date like 2026-11-26; it was left out."),
    },
}


class ParametersForm(forms.Form):
    """The parameters except words and section. Invalid ones are ignored; dates have a message."""

    since = forms.DateField(**DATE)
    until = forms.DateField(**DATE)
    reporter = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    organization = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    order = forms.ChoiceField(required=False, choices=[("newest", "")])
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)


@dataclass(frozen=True)
class SearchParameters:
    """One search. `section` is a Section, `reporter` and `organization` are ids; None for any."""

    query: Query
    section: Section | None
    since: datetime.date | None
    until: datetime.date | None
    reporter: int | None
    organization: int | None
    order: str
    page: int
    errors: tuple[str, ...]

    def __bool__(self):
        """Whether there is anything to search for. Dates alone are not enough."""
        return bool(self.query or self.section or self.reporter or self.organization)

    @property
    def has_filters(self):
        return any(getattr(self, name) for name in FILTERS)

    def url(self, **changes):
        """The URL of the first page of the same search with some parameters changed."""
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
        query_string = QueryDict(mutable=True)
        query_string.update({name: value for name, value in parameters.items() if value})
        return f"{reverse('press:search')}?{query_string.urlencode()}"


def read_parameters(request):
    """The SearchParameters of the request. Two dates in the wrong order are swapped."""
    form = ParametersForm(request.GET)
    form.is_valid()
    data = form.cleaned_data
    since, until = data.get("since"), data.get("until")
    if since and until and since > until:
        since, until = until, since
    slug = request.GET.get("section")
    sections = site_context_for(request).sections
    return SearchParameters(
        query=parse(request.GET.get("q", "")),
        section=next((section for section in sections if section.slug == slug), None),
        since=since,
        until=until,
        reporter=data.get("reporter"),
        organization=data.get("organization"),
        order=data.get("order", ""),
        page=data.get("page") or 1,
        errors=tuple(map(str, form.errors.get("since") or form.errors.get("until") or ())),
    )
