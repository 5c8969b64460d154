"""The leaderboard out of the rows: which measurements count, who has a rank, what is listed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from competition.judging_again import ask_to_judge_again, judge_logs
from competition.leaderboard import board_of
from competition.logs import add_log
from competition.models import Competition, Entry, Measurement
from competition.opening import freeze_slices, unfreeze_slices
from tests.competition.energylogs.logs import aipowermeter, codecarbon, eco2ai
from tests.competition.factories import (
    SLICES,
    WORKED,
    make_competition,
    make_entry,
    make_team,
)
from workshop.models import Job, Workshop

pytestmark = pytest.mark.django_db
TOP, MIDDLE, _LOW = (label for label, *_bounds in SLICES)


def ranks_of(competition):
    """{slice: [(rank, title), …]}."""
    board = board_of(competition)
    return {
        label: [(place, board.by_id[one].entry.title) for place, one in places]
        for label, places in board.ranks.items()
        if places
    }


@pytest.fixture
def competition():
    return make_competition()


def enter(competition, title, correct=9650, energy_j=1e5, **fields):
    return make_entry(make_team(competition), correct, energy_j=energy_j, title=title, **fields)


def test_the_worked_example_of_the_rules(competition):
    for title, correct, energy_j in WORKED:
        enter(competition, title, correct, energy_j)

    assert ranks_of(competition) == {TOP: [(1, "A1"), (2, "A3")], MIDDLE: [(1, "A2")]}


def test_energy_is_per_iteration(competition):
    competition.iterations = 200
    competition.save()
    enter(competition, "A1", energy_j=150e3)

    [row] = board_of(competition).rows
    assert row.energy.middle == pytest.approx(150e3, rel=1e-6)


def test_the_organisers_logs_count_before_the_teams_and_the_median_of_them(competition):
    enter(competition, "A1", energy_j=10, organisers_j=[300e3, 100e3, 160e3], state="measured")

    [row] = board_of(competition).rows
    assert [row.energy.least, row.energy.middle, row.energy.most] == pytest.approx(
        [100e3, 160e3, 300e3], rel=1e-6
    )
    assert row.energy.is_of_organisers


def test_the_measured_accuracy_decides_the_slice(competition):
    enter(competition, "A1", measured_correct=9499, measured_total=10_000)

    assert ranks_of(competition) == {MIDDLE: [(1, "A1")]}


def test_once_one_is_verified_the_others_are_listed_without_a_rank(competition):
    enter(competition, "told", energy_j=1e4)
    enter(competition, "measured", energy_j=2e4, state="accepted")

    assert ranks_of(competition) == {TOP: [(1, "measured"), (None, "told")]}


def test_where_all_may_win_what_is_told_counts_as_well(competition):
    competition.only_verified_win = False
    competition.save()
    enter(competition, "told", energy_j=1e4)
    enter(competition, "measured", energy_j=2e4, state="measured")

    assert ranks_of(competition) == {TOP: [(1, "told"), (2, "measured")]}
    marks = [row.mark for row in board_of(competition).rows]
    assert [mark.is_verified for mark in marks] == [False, True]


def test_what_needs_attention_and_the_baseline_are_listed_without_a_rank(competition):
    enter(competition, "amiss", energy_j=1e4, state="attention", reason="Which power supply?")
    enter(competition, "baseline", energy_j=2e4, is_baseline=True)
    enter(competition, "sound", energy_j=3e4)

    assert ranks_of(competition) == {TOP: [(1, "sound"), (None, "amiss"), (None, "baseline")]}


@pytest.mark.parametrize("state", ["draft", "rejected", "withdrawn"])
def test_what_is_not_in_the_competition_is_not_listed(competition, state):
    enter(competition, "gone", state=state, reason="Too late.")

    assert board_of(competition).rows == []


def test_without_energy_it_is_listed_behind_all_others_and_in_no_slice(competition):
    enter(competition, "nothing measured", energy_j=None)
    enter(competition, "A1")

    board = board_of(competition)
    assert [row.entry.title for row in board.rows] == ["A1", "nothing measured"]
    assert ranks_of(competition) == {TOP: [(1, "A1")]}


def test_where_the_last_counts_a_better_one_before_it_has_no_rank():
    competition = make_competition(counts="last")
    team = make_team(competition)
    make_entry(team, energy_j=1e4, title="first")
    make_entry(team, energy_j=2e4, title="last")

    assert ranks_of(competition) == {TOP: [(1, "last"), (None, "first")]}


def test_what_is_saved_is_counted_against_the_least_baseline(competition):
    enter(competition, "baseline", energy_j=2e5, is_baseline=True)
    enter(competition, "A1", energy_j=5e4)

    assert board_of(competition).rows[0].saved == pytest.approx(0.75, rel=1e-6)


def test_slices_that_are_edited_count_once_they_are_frozen_again(competition):
    enter(competition, "A1", 9250)
    unfreeze_slices(competition, reason="One was wrong.", by=None)
    competition.slices.filter(label=TOP).update(lower="0.92")
    competition.slices.filter(label=MIDDLE).update(upper="0.92")
    before = ranks_of(competition)
    freeze_slices(competition, reason="One was wrong.", by=None)
    del competition.newest_opening

    assert before == {MIDDLE: [(1, "A1")]}
    assert ranks_of(competition) == {TOP: [(1, "A1")]}


def test_as_many_queries_for_four_entries_as_for_one(competition, django_assert_num_queries):
    enter(competition, "A0")
    with django_assert_num_queries(3):
        board_of(competition)
    del competition.newest_opening
    for number in range(3):
        enter(competition, f"A{number + 1}", energy_j=1e5 + number)
    with django_assert_num_queries(3):
        board_of(competition)


@pytest.mark.parametrize("joules", [1e-300, 1e300])
def test_a_number_out_of_hand_counts_for_nothing_and_leaves_the_others_theirs(competition, joules):
    enter(competition, "Wild")
    Measurement.objects.update(energy_j=joules, cpu_j=joules / 2, gpu_j=joules / 2)
    enter(competition, "Tame")

    assert [row.energy is None for row in board_of(competition).rows] == [False, True]
    assert ranks_of(competition) == {TOP: [(1, "Tame")]}


def test_what_is_called_measured_does_not_win_by_the_logs_of_its_team(competition):
    told = enter(competition, "Told", energy_j=1)
    Entry.objects.filter(pk=told.pk).update(state="measured")
    enter(competition, "Measured", energy_j=1, organisers_j=[1e5], state="measured")

    assert ranks_of(competition) == {TOP: [(1, "Measured"), (None, "Told")]}


SERIES = aipowermeter(gpu={"nvidia_power": 1.0})
REJECTED = {
    "shuffled": "".join(reversed(SERIES.splitlines(keepends=True))),
    "cut in its first sample": SERIES[:60],
    "not a number": SERIES.replace('"nvidia_power": 1.0', '"nvidia_power": NaN', 1),
    "below zero": SERIES.replace('"nvidia_power": 1.0', '"nvidia_power": -2.0', 1),
    "without the graphics card": aipowermeter(),
    "two runs": codecarbon({}, {"run_id": "other"}),
}


@pytest.mark.parametrize("text", REJECTED.values(), ids=REJECTED)
def test_a_log_that_is_rejected_has_no_place(competition, text):
    entry = enter(competition, "Rejected", energy_j=None, state="accepted")
    upload = SimpleUploadedFile("log", text.encode())
    log = add_log(entry, upload, taken_by=Measurement.By.TEAM, by=None)

    assert log.errors
    assert [row.energy for row in board_of(competition).rows] == [None]
    assert ranks_of(competition) == {}


def test_the_log_that_others_are_broken_of_has_one(competition):
    entry = enter(competition, "Sound", energy_j=None)
    upload = SimpleUploadedFile("log", SERIES.encode())
    add_log(entry, upload, taken_by=Measurement.By.TEAM, by=None)

    assert ranks_of(competition) == {TOP: [(1, "Sound")]}


def test_a_model_does_not_win_over_a_sensor(competition):
    modelled = enter(competition, "Modelled", energy_j=None, state="accepted")
    text = eco2ai(("a", "2026-02-01 10:00:00", 100, 0.001))
    upload = SimpleUploadedFile("emission.csv", text.encode())
    add_log(modelled, upload, taken_by=Measurement.By.TEAM, by=None)
    enter(competition, "Measured", energy_j=1e5, state="accepted")

    board = board_of(competition)
    assert board.rows[0].energy.middle == pytest.approx(3600)
    assert ranks_of(competition) == {TOP: [(1, "Measured"), (None, "Modelled")]}


def test_a_model_that_is_alone_in_its_slice_wins_only_where_all_may(competition):
    enter(competition, "Modelled", state="accepted")
    Measurement.objects.update(findings=[{"code": "estimate_only", "level": "W"}])

    assert [rows for _part, rows in board_of(competition).winners] == [[], [], []]
    competition.only_verified_win = False
    assert [len(rows) for _part, rows in board_of(competition).winners] == [1, 0, 0]


def test_what_is_judged_beside_another_platform_shows_at_once(competition):
    entry = enter(competition, "Measured", organisers_j=[1e5], state="measured")
    Competition.objects.update(most_watts=1)
    before = Workshop.objects.get(pk=competition.workshop.pk).revision

    ask_to_judge_again(competition, by=None)
    judge_logs(Job.objects.get(key__startswith="judge_logs"))

    entry.refresh_from_db()
    assert Workshop.objects.get(pk=competition.workshop.pk).revision > before
    assert entry.state == "reported"
