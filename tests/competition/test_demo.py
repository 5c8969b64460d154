"""The demonstration's competition: the worked example of the rules, in each phase."""

import pytest
from django.core.management import call_command

from competition.demo import clear, load
from competition.leaderboard import board_of
from competition.models import Competition, Measurement
from workshop.trail import unsealed

pytestmark = pytest.mark.django_db
EXAMPLE = {
    "95–100 %": [(1, "A1"), (2, "A3")],
    "90–95 %": [(1, "A2"), (None, "Organisers")],
}


@pytest.fixture(scope="module", autouse=True)
def demonstration(module_db):
    call_command("demo", phase="decided", stdout=None)


def the_competition():
    return Competition.objects.get(workshop__slug="pedl")


def test_the_worked_example_is_ranked_as_the_rules_say():
    board = board_of(the_competition())
    ranks = {
        label: [(place, board.by_id[one].entry.team.name) for place, one in places]
        for label, places in board.ranks.items()
    }

    assert ranks == EXAMPLE | {"80–90 %": [(1, "Meter readers")]}
    assert [(row.entry.team.name, round(row.energy.middle)) for row in board.rows] == [
        ("A2", 10_000),
        ("Meter readers", 21_630),
        ("A1", 150_000),
        ("Organisers", 910_000),
        ("A3", 5_000_000),
    ]


def test_its_logs_are_read_without_a_complaint():
    logs = Measurement.objects.all()

    assert logs.count() == 5 + 4 * 3
    assert {log.name: log.findings for log in logs} == {"power_metrics.json": []}


def test_as_it_is_loaded_its_logs_are_of_its_days():
    with unsealed("a test of what is loaded"):
        clear()
        Competition.objects.all().delete()
        load()

    competition = the_competition()
    assert {log.name: log.findings for log in Measurement.objects.all()} == {
        "power_metrics.json": []
    }
    assert competition.openings.get().at == competition.workshop.date_of("call").at


def test_the_results_are_out_once_it_is_held():
    decided = the_competition().results_at
    call_command("demo", phase="live", stdout=None)

    assert decided is None
    assert the_competition().results_at is not None
    assert [award.entry.team.name for award in the_competition().awards.all()] == ["Meter readers"]
