from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.urls import path

from program.sitemaps import SITEMAPS
from program.views import by_link, confirming

urlpatterns = [
    path("speaker/<str:token>/", by_link.speaker_by_link, name="speaker_by_link"),
    path(
        "speaker/<str:token>/materials/<code:code>/",
        by_link.material_by_link,
        name="material_by_link",
    ),
    path("confirm/<str:token>/", confirming.confirm_by_link, name="confirm_by_link"),
    path("sitemap.xml", login_not_required(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
]
