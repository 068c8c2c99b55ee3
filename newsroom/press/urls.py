from django.http import HttpResponse
from django.urls import path

app_name = "press"
urlpatterns = [
    path("articles/<int:story>/", lambda r, story: HttpResponse(""), name="article"),
    path("briefs/<int:story>/", lambda r, story: HttpResponse(""), name="brief"),
]
