from django.urls import path

from program.views import announce, public

urlpatterns = [
    path("", public.landing, name="landing"),
    path("call/", public.call, name="call"),
    path("chair/announce/", announce.announce, name="announce"),
    path("program/", public.program, name="program"),
    path("program/<code:code>/", public.slot, name="slot"),
    path("speakers/<slug:name>/", public.speaker, name="speaker"),
]
