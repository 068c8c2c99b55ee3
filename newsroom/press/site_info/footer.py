"""The foot of every page: what the paper has to say of itself, in rows of lines."""

from dataclasses import dataclass
from urllib.parse import quote

# Lines that lead somewhere stand together: they are high enough for a thumb.
ROWS = [
    ["supervisor", "sponsor", "publisher"],
    ["serial_number", "news_licence", "address"],
    ["report_phone", "report_email", "phone", "icp_filing", "police_filing"],
    ["copyright"],
]
SAY_ALL = {"icp_filing", "police_filing", "copyright"}  # without a label
# Where a line leads: {value} is what it says, {digits} the digits of that.
LINKS = {
    "report_phone": "tel:{value}",
    "report_email": "mailto:{value}",
    "phone": "tel:{value}",
    "icp_filing": "https://beian.miit.gov.cn/",
    "police_filing": "https://beian.mps.gov.cn/#/query/webSearch?code={digits}",
}


@dataclass(frozen=True)
class Line:
    """What one line says, and where it leads, if anywhere."""

    text: str
    href: str

    @property
    def leads_away(self):
        return self.href.startswith("https:")


def rows(site):
    """The Lines of a SiteInformation that are filled in, row by row, no row without any."""
    rows = [[_line(site, name) for name in names if getattr(site, name)] for names in ROWS]
    return [row for row in rows if row]


def _line(site, name):
    value = getattr(site, name)
    digits = "".join(filter(str.isdecimal, value))
    # An address may hold a question mark, behind which a mail program would read other headers.
    href = LINKS.get(name, "").format(value=quote(value, safe="@"), digits=digits)
    if name in SAY_ALL:
        return Line(value, href)
    return Line(f"{site._meta.get_field(name).verbose_name}：{value}", href)
