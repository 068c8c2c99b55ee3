"""The public URLs. All pages are in the page cache but search, the picture files and healthz.

`cached(view, PARAMETER)` names the query parameter that the view reads; the cache ignores others.
"""

from django.urls import path, register_converter

from newsroom.core.models.site_information import LEGAL_TEXTS
from newsroom.core.story_kind import story_kinds
from newsroom.press.cache import cached
from newsroom.press.converters import (
    DayConverter,
    MonthConverter,
    NumberConverter,
    SegmentConverter,
)
from newsroom.press.paging import CURSOR_PARAMETER
from newsroom.press.search.views import search
from newsroom.press.site_info.legal_texts import legal_text
from newsroom.press.site_info.manifest import manifest
from newsroom.press.syndication import sitemaps
from newsroom.press.syndication.feed_formats import FormatConverter
from newsroom.press.syndication.feeds import StoryFeed
from newsroom.press.syndication.robots import robots
from newsroom.press.views import front_page, issues, lists, pictures
from newsroom.press.views.health import Health
from newsroom.press.views.story import story_page

register_converter(NumberConverter, "number")
register_converter(SegmentConverter, "segment")
register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")
register_converter(FormatConverter, "format")

app_name = "press"
urlpatterns = [
    path("", cached(front_page.front_page, CURSOR_PARAMETER), name="front"),
    path(
        "sections/<slug:slug>/", cached(front_page.section_page, CURSOR_PARAMETER), name="section"
    ),
    *(
        path(
            f"{kind.path}/<number:story_id>/",
            cached(story_page),
            {"kind": kind.value},
            name=kind.value,
        )
        for kind in story_kinds()
    ),
    *(
        path(
            f"{kind.path}/",
            cached(lists.stories_of_kind, CURSOR_PARAMETER),
            {"kind": kind},
            name=kind.path,
        )
        for kind in story_kinds()
        if kind.list_title
    ),
    path("reporters/<number:pk>/", cached(lists.reporter, CURSOR_PARAMETER), name="reporter"),
    path(
        "organizations/<number:pk>/",
        cached(lists.organization, CURSOR_PARAMETER),
        name="organization",
    ),
    path("tags/<segment:name>/", cached(lists.tag, CURSOR_PARAMETER), name="tag"),
    path("days/<day:date>/", cached(lists.day, CURSOR_PARAMETER), name="day"),
    path("months/<month:date>/", cached(lists.month, CURSOR_PARAMETER), name="month"),
    path("pages/", cached(issues.calendar, "month"), name="calendar"),
    path("pages/<day:date>/", cached(issues.issue), name="issue"),
    path("pages/<day:date>/<segment:number>/", cached(issues.page), name="page"),
    *(path(f"{name}/", cached(legal_text), {"name": name}, name=name) for name in LEGAL_TEXTS),
    path("search/", search, name="search"),
    path("photos/<segment:name>", pictures.picture_file, name="picture_file"),
    path("logo/<segment:name>", pictures.logo_file, name="logo"),
    path("feeds/latest.<format:format>", cached(StoryFeed()), name="feed"),
    path("feeds/sections/<slug:slug>.<format:format>", cached(StoryFeed()), name="section_feed"),
    path("sitemap.xml", cached(sitemaps.index), name="sitemap"),
    path("sitemaps/sections.xml", cached(sitemaps.sections), name="sitemap_of_sections"),
    path(
        "sitemaps/stories-<number:block>.xml", cached(sitemaps.stories), name="sitemap_of_stories"
    ),
    path("sitemaps/issues-<month:month>.xml", cached(sitemaps.issues), name="sitemap_of_issues"),
    path("news-sitemap.xml", cached(sitemaps.news), name="news_sitemap"),
    path("site.webmanifest", cached(manifest), name="manifest"),
    path("robots.txt", cached(robots), name="robots"),
    path("healthz", Health.as_view(), name="health"),
]
