"""The foot of every page: what the paper has to say of itself, line by line."""

from dataclasses import dataclass

# Every line in its order. A field without a label says by itself what it is.
LABELLED = [
    "supervisor",
    "sponsor",
    "publisher",
    "serial_number",
    "news_licence",
    "report_phone",
    "report_email",
    "address",
    "phone",
]
BARE = ["icp_filing", "police_filing", "copyright"]
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


def lines(site):
    """The Lines of a SiteInformation that are filled in."""
    return [_line(site, name) for name in LABELLED + BARE if getattr(site, name)]


def _line(site, name):
    value = getattr(site, name)
    label = [site._meta.get_field(name).verbose_name] if name in LABELLED else []
    digits = "".join(filter(str.isdecimal, value))
    href = LINKS.get(name, "").format(value=value, digits=digits)
    return Line("：".join(map(str, [*label, value])), href)
