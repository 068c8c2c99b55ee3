"""The public addresses. Every page stands in the page cache; `healthz` never does."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter

from newsroom.masthead.kinds import Kind
from newsroom.press import day_views, front, issue_views, pictures, views
from newsroom.press.addresses import DayConverter, MonthConverter, SegmentConverter
from newsroom.press.cache import cached
from newsroom.press.feeds import LatestFeed
from newsroom.press.sitemaps import SITEMAPS

register_converter(SegmentConverter, "segment")
register_converter(DayConverter, "day")
register_converter(MonthConverter, "month")

app_name = "press"
urlpatterns = [
    path("", cached(front.front), name="front"),
    path("sections/<slug:slug>/", cached(front.section), name="section"),
    *(
        path(f"{kind.folder}/<int:story>/", cached(views.story), {"kind": kind}, name=kind.value)
        for kind in Kind
    ),
    path("briefs/", cached(views.briefs), name="briefs"),
    path("reporters/<int:pk>/", cached(views.reporter), name="reporter"),
    path("organizations/<int:pk>/", cached(views.organization), name="organization"),
    path("tags/<segment:name>/", cached(views.tag), name="tag"),
    path("days/<day:date>/", cached(day_views.day), name="day"),
    path("months/<month:date>/", cached(day_views.month), name="month"),
    path("pages/", cached(issue_views.calendar), name="calendar"),
    path("pages/<day:date>/", cached(issue_views.issue), name="issue"),
    path("pages/<day:date>/<segment:number>/", cached(issue_views.page), name="page"),
    path("photos/<segment:name>", pictures.public, name="photo"),
    path("feeds/latest.rss", cached(LatestFeed()), name="feed"),
    path("sitemap.xml", cached(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", cached(views.robots), name="robots"),
    path("healthz", views.Health.as_view(), name="health"),
]
