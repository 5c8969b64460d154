from django.urls import path

from competition.views import (
    chair,
    chair_entry,
    chair_files,
    chair_results,
    entry,
    files,
    form,
    logs,
    teams,
)

OF_CHAIRS = [
    path("chair/competition/", chair.chair_competition, name="chair_competition"),
    path("chair/competition/export/<slug:kind>/", chair.export, name="export_to_measure"),
    path(
        "chair/competition/results/",
        chair_results.chair_competition_results,
        name="chair_competition_results",
    ),
    path("chair/competition/entries/<code:code>/", chair_entry.chair_entry, name="chair_entry"),
    path(
        "chair/competition/entries/<code:code>/descriptions/<int:number>.pdf",
        chair_files.description,
        name="description_for_chair",
    ),
    path(
        "chair/competition/entries/<code:code>/logs/<code:log>/",
        chair_files.log,
        name="log_for_chair",
    ),
]
urlpatterns = [
    *OF_CHAIRS,
    path("competition/enter/", teams.enter, name="enter"),
    path("competition/teams/<code:code>/", teams.team, name="team"),
    path("competition/teams/<code:code>/leave/", teams.leave, name="leave_team"),
    path("competition/teams/<code:code>/new/", form.new_entry, name="new_entry"),
    path("competition/entries/<code:code>/", entry.entry, name="entry"),
    path("competition/entries/<code:code>/edit/", form.edit_entry, name="edit_entry"),
    path("competition/entries/<code:code>/withdraw/", entry.withdraw, name="withdraw_entry"),
    path("competition/entries/<code:code>/restore/", entry.bring_back, name="restore_entry"),
    path("competition/entries/<code:code>/description.pdf", files.description, name="description"),
    path(
        "competition/entries/<code:code>/descriptions/<int:number>.pdf",
        files.description_version,
        name="description_version",
    ),
    path("competition/entries/<code:code>/logs/<code:log>/", files.log, name="log_of_entry"),
    path("competition/entries/<code:code>/logs/<code:log>/run/", logs.choose, name="choose_run"),
    path("competition/entries/<code:code>/logs/<code:log>/remove/", logs.remove, name="remove_log"),
    path(
        "competition/entries/<code:code>/logs/<code:log>/bring-back/",
        logs.bring_back,
        name="bring_back_log",
    ),
]
