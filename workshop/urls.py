from allauth.mfa.webauthn.views import login_webauthn
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, register_converter
from django.views.generic import RedirectView

from workshop import views
from workshop.fields import CodeConverter

register_converter(CodeConverter, "code")
handler404 = "workshop.typed.not_there"

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("me/", views.me, name="me"),
    path("me/preview/", views.preview, name="preview"),
    path("privacy/", views.privacy, name="privacy"),
    path("me/data/", views.my_data, name="my_data"),
    path("me/erase/", views.erase_me, name="erase_me"),
    path("assets/<slug:digest>/<slug:accent>.css", views.face, name="face"),
    path("arrived/<str:token>/", views.arrival, name="arrival"),
    path("jobs/<code:code>/", views.job, name="job"),
    path("jobs/<code:code>/file/", views.job_file, name="job_file"),
    path("links/<str:token>/", views.action_link, name="action_link"),
    path("start/", views.start, name="start"),
    path("start/<str:token>/", views.start_by_link, name="start_by_link"),
    path("accounts/demo/", views.demo_sign_in, name="demo_sign_in"),
    path("accounts/signup/", views.sign_up, name="sign_up"),
    path("accounts/password/remove/", views.remove_password, name="remove_password"),
    path(
        "accounts/reauthenticate/code/",
        views.ReauthenticateByCode.as_view(),
        name="reauthenticate_by_code",
    ),
    path("accounts/sessions/", views.sessions, name="sessions"),
    path(
        "accounts/security/webauthn/login/",
        login_not_required(login_webauthn),
        name="mfa_login_webauthn",
    ),
    path(
        "accounts/security/webauthn/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_list_webauthn",
    ),
    path("accounts/security/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.account.urls")),
    *([path("accounts/", include("workshop.orcid_urls"))] if settings.ORCID else []),
    path("admin/", admin.site.urls),
    path("", include("reviews.site_urls")),
    path("", include("program.site_urls")),
    path("<slug:slug>/chair/", views.chair, name="chair"),
    path("<slug:slug>/chair/publish/", views.publish, name="publish"),
    path("<slug:slug>/chair/edition/", views.new_edition, name="new_edition"),
    path("<slug:slug>/chair/people/", views.invite_people, name="invite_people"),
    path("<slug:slug>/chair/mail/", views.outbox, name="outbox"),
    path("<slug:slug>/chair/mail/messages/<code:code>/", views.message, name="message"),
    path("<slug:slug>/chair/mail/write/", views.write_letter, name="write_letter"),
    path("<slug:slug>/chair/mail/letters/<code:code>/", views.letter, name="letter"),
    path("<slug:slug>/chair/mail/reminders/", views.reminders, name="reminders"),
    path("<slug:slug>/chair/mail/texts/", views.mail_texts, name="mail_texts"),
    path("<slug:slug>/chair/mail/texts/<slug:name>/", views.mail_text, name="mail_text"),
    path("<slug:slug>/chair/mail/test/", views.mail_setup, name="mail_setup"),
    path("<slug:slug>/", include("submissions.urls")),
    path("<slug:slug>/", include("reviews.urls")),
    path("<slug:slug>/", include("competition.urls")),
    path("<slug:slug>/", include("program.urls")),
]
