"""The root URLconf: the admin, and the public site for everything else."""

from django.contrib import admin
from django.urls import include, path

handler400 = "newsroom.desk.admin.saving.too_large.bad_request"

urlpatterns = [
    path("admin/handbook/", include("newsroom.desk.admin.site.handbook")),
    path("admin/panels/", include("newsroom.desk.admin.panels.whole_list")),
    path("admin/", admin.site.urls),
    path("", include("newsroom.press.urls")),
]
