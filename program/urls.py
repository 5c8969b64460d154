from django.urls import path

from program.views import (
    announce,
    files,
    imports,
    lines,
    participants,
    pictures,
    public,
    run,
    speakers,
)

urlpatterns = [
    path("", public.landing, name="landing"),
    path("call/", public.call, name="call"),
    path("call/copy/", public.call_copy, name="call_copy"),
    path("card.png", pictures.card, name="card"),
    path("chair/announce/", announce.announce, name="announce"),
    path("chair/program/", run.run, name="run"),
    path("chair/program/edit/", lines.edit_program, name="edit_program"),
    path("chair/program/import/", imports.import_program, name="import_program"),
    path("chair/program/import/<slug:kind>.csv", imports.template, name="import_template"),
    path("chair/program/<code:code>/", run.shift_slot, name="shift"),
    path("chair/speakers/", speakers.chair_speakers, name="chair_speakers"),
    path("materials/<code:code>/", files.material, name="material"),
    path("pictures/<slug:name>-<int:side>.webp", pictures.picture, name="picture"),
    path("participants/", participants.participants, name="participants"),
    path("participants/me/", participants.participate, name="participate"),
    path("chair/participants/", participants.participants_of_chair, name="chair_participants"),
    path("program/", public.program, name="program"),
    path("program.ics", public.program_calendar, name="program_calendar"),
    path("program/<code:code>/", public.slot, name="slot"),
    path("program/<code:code>.ics", public.slot_calendar, name="slot_calendar"),
    path("speakers/<slug:name>/", public.speaker, name="speaker"),
    path("speakers/<slug:name>.ics", public.speaker_calendar, name="speaker_calendar"),
]
