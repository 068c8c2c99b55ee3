"""The public addresses. Every page stands in the page cache but `search`; `healthz` never does.

Beside a view stands the parameter that it reads, if any: no other makes a page another page.
"""

from django.urls import path, register_converter

from newsroom.masthead.kinds import Kind
from newsroom.masthead.site import STATEMENTS
from newsroom.press import day_views, front, issue_views, pictures, sitemaps, views
from newsroom.press.addresses import (
    DayConverter,
    MonthConverter,
    NumberConverter,
    SegmentConverter,
)
from newsroom.press.cache import cached
from newsroom.press.feed_formats import FormatConverter
from newsroom.press.feeds import StoryFeed
from newsroom.press.paging import AFTER
from newsroom.press.robots import robots
from newsroom.press.search.views import search
from newsroom.press.statements import statement
from newsroom.press.story_views import story

register_converter(NumberConverter, "number")
register_converter(SegmentConverter, "segment")
register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")
register_converter(FormatConverter, "format")

app_name = "press"
urlpatterns = [
    path("", cached(front.front, AFTER), name="front"),
    path("sections/<slug:slug>/", cached(front.section, AFTER), name="section"),
    *(
        path(f"{kind.folder}/<number:story>/", cached(story), {"kind": kind}, name=kind.value)
        for kind in Kind
    ),
    path("briefs/", cached(views.briefs, AFTER), name="briefs"),
    path("reporters/<number:pk>/", cached(views.reporter, AFTER), name="reporter"),
    path("organizations/<number:pk>/", cached(views.organization, AFTER), name="organization"),
    path("tags/<segment:name>/", cached(views.tag, AFTER), name="tag"),
    path("days/<day:date>/", cached(day_views.day, AFTER), name="day"),
    path("months/<month:date>/", cached(day_views.month, AFTER), name="month"),
    path("pages/", cached(issue_views.calendar, "month"), name="calendar"),
    path("pages/<day:date>/", cached(issue_views.issue), name="issue"),
    path("pages/<day:date>/<segment:number>/", cached(issue_views.page), name="page"),
    *(path(f"{name}/", cached(statement), {"name": name}, name=name) for name in STATEMENTS),
    path("search/", search, name="search"),
    path("photos/<segment:name>", pictures.public, name="photo"),
    path("feeds/latest.<format:format>", cached(StoryFeed()), name="feed"),
    path("feeds/sections/<slug:slug>.<format:format>", cached(StoryFeed()), name="section_feed"),
    path("sitemap.xml", cached(sitemaps.index), name="sitemap"),
    path("sitemaps/sections.xml", cached(sitemaps.sections), name="sitemap_of_sections"),
    path(
        "sitemaps/stories-<number:block>.xml", cached(sitemaps.stories), name="sitemap_of_stories"
    ),
    path("news-sitemap.xml", cached(sitemaps.news), name="news_sitemap"),
    path("robots.txt", cached(robots), name="robots"),
    path("healthz", views.Health.as_view(), name="health"),
]
