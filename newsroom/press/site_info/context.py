"""What every public page shows about the paper; read at most once per request."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.http import Http404
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject

from newsroom.core.labels import field_label
from newsroom.core.masthead import paper_name, site_information
from newsroom.core.models import Section
from newsroom.core.story_kind import story_kinds
from newsroom.press.converters import absolute_url
from newsroom.press.site_info.logo import masthead_logo, site_logo

# The fields of SiteInformation in the footer, row by row. Those with a link share rows, because
# these rows are high enough to tap.
FOOTER_ROWS = [
    ["supervisor", "sponsor", "publisher"],
    ["serial_number", "news_licence", "address"],
    ["report_phone", "report_email", "phone", "icp_filing", "police_filing"],
    ["copyright"],
]
WITHOUT_LABEL = {"icp_filing", "police_filing", "copyright"}
# Fields that are links: {value} is the field's value, {digits} are the digits in it.
LINKS = {
    "report_phone": "tel:{value}",
    "report_email": "mailto:{value}",
    "phone": "tel:{value}",
    "icp_filing": "https://beian.miit.gov.cn/",
    "police_filing": "https://beian.mps.gov.cn/#/query/webSearch?code={digits}",
}


def site(request):
    """Context processor: `paper`, `page_path`, `canonical` and `site`.

    They are the paper's name, the page's URL without a query as a path and in full, and the
    SiteContext of the request, which runs no query before a template uses it.
    """
    page_path = escape_uri_path(request.path)
    return {
        "paper": SimpleLazyObject(paper_name),
        "page_path": page_path,
        "canonical": absolute_url(page_path),
        "site": site_context_for(request),
    }


def site_context_for(request):
    """The SiteContext of this request; every caller gets the same one."""
    if not hasattr(request, "site_context"):
        request.site_context = SiteContext()
    return request.site_context


@dataclass
class SiteContext:
    """The sections and the SiteInformation for one page, each read when first used."""

    @property
    def story_lists(self):
        """The StoryKinds that have a public list of their own."""
        return [kind for kind in story_kinds() if kind.list_title]

    @cached_property
    def all_sections(self):
        """All Sections in their order, hidden ones as well: their pages stay."""
        return list(Section.objects.all())

    @property
    def sections(self):
        """The Sections that readers are led to, in their order."""
        return [section for section in self.all_sections if not section.is_hidden]

    @cached_property
    def information(self):
        """The SiteInformation; an empty one if nothing was filled in."""
        return site_information()

    @property
    def logo(self):
        """The Logo of the paper."""
        return site_logo()

    @property
    def masthead_logo(self):
        """The Logo in the head of every page, None if an administrator uploaded none."""
        return masthead_logo()

    @property
    def footer(self):
        """The rows of FooterLines."""
        return footer_rows(self.information)

    @property
    def is_grey(self):
        """Whether the whole site is shown in grey for mourning now."""
        return self.information.is_grey(timezone.now())

    def section(self, **lookup):
        """The Section with that `pk` or `slug`. Raises Http404."""
        ((name, value),) = lookup.items()
        for section in self.all_sections:
            if getattr(section, name) == value:
                return section
        raise Http404


@dataclass(frozen=True)
class FooterLine:
    """The text of one line of the footer; `href` is empty if it is no link."""

    text: str
    href: str

    @property
    def is_external(self):
        return self.href.startswith("https:")


def footer_rows(information):
    """The FooterLines of the filled-in fields of a SiteInformation: a list of non-empty rows."""
    rows = [
        [_footer_line(information, name) for name in names if getattr(information, name)]
        for names in FOOTER_ROWS
    ]
    return [row for row in rows if row]


def _footer_line(information, name):
    value = getattr(information, name)
    digits = "".join(filter(str.isdecimal, value))
    # Quoted, because a mail program would read what follows a question mark as other headers.
    href = LINKS.get(name, "").format(value=quote(value, safe="@"), digits=digits)
    if name in WITHOUT_LABEL:
        return FooterLine(value, href)
    return FooterLine(f"{field_label(information, name)}：{value}", href)
