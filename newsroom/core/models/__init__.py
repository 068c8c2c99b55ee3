"""The models that every other app shares: people, sections, bylines, organizations, the site."""

from newsroom.core.models.organization import Organization, OrganizationQuerySet
from newsroom.core.models.reporter import Reporter
from newsroom.core.models.section import Section, SectionQuerySet
from newsroom.core.models.site_information import SiteInformation
from newsroom.core.models.user import User

__all__ = [
    "Organization",
    "OrganizationQuerySet",
    "Reporter",
    "Section",
    "SectionQuerySet",
    "SiteInformation",
    "User",
]
