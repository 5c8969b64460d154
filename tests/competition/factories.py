"""Competitions, teams, entries and logs for tests: fixed values, what matters given by name."""

import random
from datetime import timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from competition.logs import add_log
from competition.models import Competition, Entry, Measurement, Slice, Team, TeamMember
from competition.opening import open_competition
from tests.factories import make_key_date, make_member, make_user, make_workshop

numbers = count(1)
SLICES = [("95–100 %", "0.95", "1", True), ("90–95 %", "0.9", "0.95", False)]
SLICES += [("80–90 %", "0.8", "0.9", False)]
WORKED = [("A1", 9650, 150e3), ("A2", 9250, 10e3), ("A3", 9850, 5000e3)]  # the rules' own example


def make_competition(workshop=None, *, is_open=True, **fields):
    """With three slices; open for another week unless told. The ranking is a day ahead of it."""
    workshop = workshop or make_workshop()
    fields = {
        "name": "Efficient deep learning on CIFAR-10",
        "task": "Classify the test set with little energy.",
        "rules": "The program alone runs on the machine.",
        "dataset": "CIFAR-10",
        "test_size": 10_000,
        "hardware": "GeForce RTX 3090, 16 Intel i9 cores",
        "most_watts": 800,
    } | fields
    competition = Competition.objects.create(workshop=workshop, **fields)
    for label, lower, upper, upper_inclusive in SLICES:
        bounds = {"lower": lower, "upper": upper, "upper_inclusive": upper_inclusive}
        Slice.objects.create(competition=competition, label=label, **bounds)
    if is_open:
        week = timezone.now() + timedelta(days=7)
        make_key_date(workshop, kind="competition", at=week)
        make_key_date(workshop, kind="ranking", at=week + timedelta(days=1))
        competition = open_competition(competition, by=make_member(workshop).user)
    return competition


def make_team(competition=None, name=None, users=None, **fields):
    """Of one member, whose account there is."""
    competition, number = competition or make_competition(), next(numbers)
    fields = {"rules_accepted_at": timezone.now()} | fields
    team = Team.objects.create(competition=competition, name=name or f"Team {number}", **fields)
    for position, user in enumerate(users or [make_user()]):
        about = {"name": user.name or "Iris Lumen", "mail": user.email}
        TeamMember.objects.create(team=team, position=position, **about)
    return team


def make_entry(team=None, correct=9650, *, energy_j=None, organisers_j=(), **fields):
    """Sent in, with a measurement where `energy_j` is given, in J per iteration.

    It is the team's; of an entry that is "measured" the organisers', unless they have others.
    """
    team, now = team or make_team(), timezone.now()
    fields = {
        "state": "reported",
        "title": "Sparse net",
        "summary": "Half of the weights are zero.",
        "correct": correct,
        "total": 10_000,
        "hardware": "RTX 3090",
        "code_url": "https://code.example.org/sparse",
        "archive_url": "https://files.example.org/sparse.zip",
        "archive_sha256": "a" * 64,
        "submitted_at": now,
        "changed_at": now,
    } | fields
    entry = Entry.objects.create(team=team, **fields)
    by = Measurement.By
    is_ours = fields["state"] == "measured" and not organisers_j
    if energy_j is not None:
        hours = 10 if is_ours and energy_j > 2e6 else 1  # the platform can draw no more
        whose = by.ORGANISERS if is_ours else by.TEAM
        make_measurement(entry, energy_j, taken_by=whose, hours=hours)
    for one in organisers_j:
        make_measurement(entry, one, taken_by=by.ORGANISERS)
    return entry


def make_measurement(entry, energy_j, *, taken_by=Measurement.By.TEAM, hours=1):
    """A log of its own, read as any other: half is the processor's, half the graphics card's."""
    iterations = entry.team.competition.iterations
    return add_log(entry, log_of(energy_j * iterations, hours=hours), taken_by=taken_by, by=None)


def log_of(joules, *, hours=1, name="emissions.csv"):
    """What CodeCarbon 2.2.3 would write of that energy; no two are the same file."""
    kwh = joules / 3.6e6
    header = (
        "timestamp,project_name,run_id,duration,emissions,emissions_rate,cpu_power,gpu_power,"
        "ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed,codecarbon_version,pue"
    )
    now = timezone.now().replace(tzinfo=None, microsecond=0) - timedelta(hours=3)
    run = f"00000000-0000-0000-0000-{next(numbers):012d}"
    row = (
        f"{now.isoformat()},cifar,{run},{hours * 3600},0.1,0.00001,100,100,0,"
        f"{kwh / 2!r},{kwh / 2!r},0.0,{kwh!r},2.2.3,1.0"
    )
    return SimpleUploadedFile(name, f"{header}\n{row}\n".encode())


def make_many_entries(competition, number):
    """Three of a team; half of them measured by the organisers three times, the others by the team.

    At once, and so without logs that could be read. Who takes more energy is right more often, as
    the drawing of chances wants; the first is a baseline and the last was not measured.
    """
    drawing, now = random.Random(10), timezone.now()
    teams = Team.objects.bulk_create(
        Team(
            competition=competition,
            name=f"Team {place} of the green machines",
            rules_accepted_at=now,
        )
        for place in range(1 + number // 3)
    )
    entries = Entry.objects.bulk_create(
        _entry_of_many(drawing, place, teams[place // 3], now, is_last=place == number - 1)
        for place in range(number)
    )
    Measurement.objects.bulk_create(
        _log_of_many(entry, drawing.gauss(1, 0.02), competition)
        for entry in entries[:-1]
        for _time in range(3 if entry.is_verified else 1)
    )
    type(competition.workshop).objects.touch()
    return entries


def _entry_of_many(drawing, place, team, now, *, is_last):
    is_measured = place % 2 == 1 and not is_last
    share = drawing.random()
    entry = Entry(
        team=team,
        state="measured" if is_measured else "reported",
        is_baseline=place == 0,
        title=f"Sparse and quantised net number {place}",
        summary="Half of the weights are zero.",
        correct=min(10_000, int(7900 + 1800 * share**0.5 + drawing.gauss(0, 120))),
        total=10_000,
        code_url=f"https://code.example.org/{place}",
        submitted_at=now - timedelta(minutes=place),
        changed_at=now,
    )
    entry.joules = 10 ** (3 + 4 * share)
    if is_measured:
        entry.measured_correct, entry.measured_total = entry.correct - 3, 10_000
    return entry


def _log_of_many(entry, factor, competition):
    joules = entry.joules * factor * competition.iterations
    return Measurement(
        entry=entry,
        taken_by=Measurement.By.ORGANISERS if entry.is_verified else Measurement.By.TEAM,
        name="log.csv",
        size=1000,
        chosen=0,
        runs=[{"energy_j": joules}],
        scope=["cpu", "gpu"],
        energy_j=joules,
        cpu_j=joules / 2,
        gpu_j=joules / 2,
        duration_s=3600 * factor,
    )
