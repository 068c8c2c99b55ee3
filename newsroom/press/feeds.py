"""What readers subscribe to."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from newsroom.press.addresses import absolute
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import SIZE

# What XML 1.0 has no way to write: https://www.w3.org/TR/xml/#charsets
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text):
    """The text without the characters that no XML document can hold."""
    return UNWRITABLE.sub("", text)


class LatestFeed(Feed):
    """The newest stories. An item's guid is its address; a correction changes it in place."""

    item_guid_is_permalink = True

    def title(self):
        return settings.NEWSROOM_PAPER

    def description(self):
        return _("The newest stories of %(paper)s") % {"paper": settings.NEWSROOM_PAPER}

    def link(self):
        return absolute(reverse("press:front"))

    def feed_url(self):
        return absolute(reverse("press:feed"))

    def items(self):
        return [entry.version for entry in Listing.objects.of(Facet.NEWEST)[:SIZE]]

    def item_title(self, version):
        return writable(version.snapshot.title)

    def item_description(self, version):
        return escape(writable(version.snapshot.summary))

    def item_link(self, version):
        return absolute(version.get_absolute_url())

    def item_pubdate(self, version):
        return version.first_online_at

    def item_updateddate(self, version):
        return version.during.lower

    def item_categories(self, version):
        return [writable(tag) for tag in version.snapshot.tags]
