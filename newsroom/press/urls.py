"""The public addresses. Every page stands in the page cache; `healthz` never does."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, register_converter

from newsroom.masthead.kinds import Kind
from newsroom.press import views
from newsroom.press.addresses import TagConverter
from newsroom.press.cache import cached
from newsroom.press.feeds import LatestFeed
from newsroom.press.sitemaps import SITEMAPS

register_converter(TagConverter, "tag")

app_name = "press"
urlpatterns = [
    path("", cached(views.front), name="front"),
    path("sections/<slug:slug>/", cached(views.section), name="section"),
    *(
        path(f"{kind.folder}/<int:story>/", cached(views.story), {"kind": kind}, name=kind.value)
        for kind in Kind
    ),
    path("briefs/", cached(views.briefs), name="briefs"),
    path("reporters/<int:pk>/", cached(views.reporter), name="reporter"),
    path("organizations/<int:pk>/", cached(views.organization), name="organization"),
    path("tags/<tag:name>/", cached(views.tag), name="tag"),
    path("feeds/latest.rss", cached(LatestFeed()), name="feed"),
    path("sitemap.xml", cached(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", cached(views.robots), name="robots"),
    path("healthz", views.Health.as_view(), name="health"),
]
