"""What of a competition goes with the reviews: raw logs and drafts, and no figure."""

import pytest
from django.core.files.storage import default_storage

from competition.leaderboard import board_of
from competition.logs import enqueue_outdated
from competition.models import Entry, Measurement
from tests.competition.factories import make_competition, make_entry, make_team
from workshop.retention import remove

pytestmark = pytest.mark.django_db


def test_the_logs_go_and_their_figures_stay(django_capture_on_commit_callbacks):
    competition = make_competition()
    make_entry(make_team(competition), energy_j=1e5)
    path = Measurement.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        counts = remove(competition.workshop)

    assert counts == {"energy_logs": 1}
    assert not default_storage.exists(path)
    assert board_of(competition).rows[0].energy.middle == pytest.approx(1e5)
    assert remove(competition.workshop) == {}


def test_what_was_never_sent_in_goes_with_its_logs(django_capture_on_commit_callbacks):
    competition = make_competition()
    make_entry(make_team(competition), energy_j=1e5, state="draft")
    path = Measurement.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(competition.workshop)

    assert not Entry.objects.exists()
    assert not default_storage.exists(path)


def test_a_log_without_a_file_is_not_read_again():
    competition = make_competition()
    make_entry(make_team(competition), energy_j=1e5)
    remove(competition.workshop)
    Measurement.objects.update(parser_version=0)

    assert enqueue_outdated(None) == 0
