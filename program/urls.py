from django.urls import path

from program import views

urlpatterns = [
    path("", views.landing, name="landing"),
    path("program/", views.program, name="program"),
]
