"""What search engines are told."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from newsroom.press.models import Facet, Listing, story_url


class StorySitemap(Sitemap):
    """Every live story, with the moment its text last changed."""

    limit = 10_000

    def items(self):
        return Listing.objects.of(Facet.ALL).values("version__kind", "version__story", "during")

    def location(self, entry):
        return story_url(entry["version__kind"], entry["version__story"])

    def lastmod(self, entry):
        return entry["during"].lower

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


SITEMAPS = {"stories": StorySitemap}
