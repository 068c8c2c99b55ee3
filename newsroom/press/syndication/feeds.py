"""The feeds: the newest stories of all sections or of one, as RSS, Atom and JSON Feed."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _

from newsroom.core.masthead import paper_name
from newsroom.core.models import Section
from newsroom.press import picture_sizes
from newsroom.press.converters import absolute_url
from newsroom.press.models import Facet, Listing
from newsroom.press.paging import PAGE_SIZE
from newsroom.press.site_info.context import site_context_for
from newsroom.press.syndication.feed_formats import FORMATS, Illustration, to_the_second, writable
from newsroom.press.templatetags.press import credit_line

LANGUAGE = "zh-cn"


@dataclass(frozen=True)
class Channel:
    """One feed: its format (a key of FORMATS), and its Section or None for all."""

    format: str
    section: Section | None = None

    @property
    def name(self):
        """`民生 - 临川晚报`, or only the paper's name."""
        parts = [self.section.name] if self.section else []
        return writable(" - ".join([*parts, paper_name()]))

    @property
    def description(self):
        paper, section = paper_name(), self.section
        if section and section.description:
            return writable(section.description)
        newest_of = f"{paper}{section.name}" if section else paper
        return writable(_("The newest stories of %(paper)s") % {"paper": newest_of})

    @property
    def home(self):
        """The URL path of the HTML page with the same stories."""
        return self.section.get_absolute_url() if self.section else reverse("press:front")

    @property
    def path(self):
        """The URL path of the feed."""
        if self.section:
            return reverse("press:section_feed", args=[self.section.slug, self.format])
        return reverse("press:feed", args=[self.format])

    def entries(self):
        """Its Listings, newest first."""
        if self.section:
            listings = Listing.objects.in_list(Facet.NEWEST_IN_SECTION, self.section.pk)
        else:
            listings = Listing.objects.in_list(Facet.NEWEST)
        return listings.with_sections()


class StoryFeed(Feed):
    """The newest stories of a Channel. A corrected story keeps its item, with a new date."""

    language = LANGUAGE
    item_guid_is_permalink = False

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Django sets the date of the newest item, but withdrawing a story also changes the feed.
        del response.headers["Last-Modified"]
        return response

    def get_object(self, request, format, slug=None):
        section = site_context_for(request).section(slug=slug) if slug else None
        return Channel(format, section)

    def feed_type(self, *, format, **channel):  # type: ignore[override]  # a class for Django
        """Called by Django with the feed's properties: the feed generator for the format."""
        return FORMATS[format](**channel)

    def feed_extra_kwargs(self, channel):
        return {"format": channel.format}

    def title(self, channel):
        return channel.name

    def description(self, channel):
        return channel.description

    def link(self, channel):
        return absolute_url(channel.home)

    def feed_url(self, channel):
        return absolute_url(channel.path)

    def author_name(self):
        return paper_name()

    def author_link(self):
        return absolute_url(reverse("press:front"))

    def items(self, channel):
        entries = channel.entries()[:PAGE_SIZE]
        return [entry.version for entry in entries]

    def item_title(self, version):
        return writable(version.snapshot.title)

    def item_description(self, version):
        """The summary and the corrections as HTML."""
        corrections = (_correction_html(correction) for correction in version.snapshot.corrections)
        return "".join([escape(writable(version.snapshot.summary)), *corrections])

    def item_link(self, version):
        return absolute_url(version.get_absolute_url())

    def item_guid(self, version):
        """The story's tag: URI. Unlike its URL it stays when a brief becomes an article."""
        return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:story/{version.story_id}"

    def item_pubdate(self, version):
        return to_the_second(version.first_online_at)

    def item_updateddate(self, version):
        return to_the_second(version.during.lower)

    def item_categories(self, version):
        names = [version.section.name, *version.snapshot.tags]
        return list(dict.fromkeys(map(writable, names)))

    def item_extra_kwargs(self, version):
        snapshot = version.snapshot
        original_author = [snapshot.reprint.author] if snapshot.reprint else []
        names = [byline.name for byline in snapshot.bylines] or original_author
        return {
            "authors": [writable(name) for name in names if name],
            "summary": writable(snapshot.summary),
            "picture": _illustration(snapshot.lead_picture),
        }


def _correction_html(correction):
    date = date_format(correction.date) if correction.date else ""
    note = writable(correction.note)
    return format_html("<p><strong>{}</strong> {} {}</p>", _("Corrections"), note, date)


def _illustration(picture):
    """The Illustration of a Picture in the format that every feed reader can show, or None."""
    sources = picture_sizes.sources(picture, "text") if picture else []
    if not sources:
        return None
    file = sources[-1].largest
    return Illustration(
        url=absolute_url(reverse("press:picture_file", args=[file.name])),
        mime=sources[-1].mime,
        width=file.width,
        height=file.height,
        caption=writable(picture.caption),
        credit=writable(_credit(picture)),
    )


def _credit(picture):
    """The credit and the AI label, which must appear wherever the picture does."""
    parts = [
        credit_line(picture.credit) if picture.credit else "",
        _("made with AI") if picture.ai_generated else "",
    ]
    return " ".join(filter(None, parts))
