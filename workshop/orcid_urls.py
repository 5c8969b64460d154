"""Only where the environment names a client of ORCID."""

from allauth.socialaccount import views
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from workshop.views.orcid import orcid

urlpatterns = [
    path("orcid/", orcid, name="orcid"),
    path("", include("allauth.socialaccount.providers.orcid.urls")),
    path("orcid/cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("orcid/error/", login_not_required(views.login_error), name="socialaccount_login_error"),
    path(
        "orcid/connected/",
        RedirectView.as_view(pattern_name="orcid"),
        name="socialaccount_connections",
    ),
]
