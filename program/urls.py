from django.urls import path

from program import announce, views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("call/", views.call, name="call"),
    path("chair/announce/", announce.announce, name="announce"),
    path("program/", views.program, name="program"),
]
