"""Competitions, teams, entries and logs for tests: fixed values, what matters given by name."""

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
    """Sent in, with a measurement of the team where `energy_j` is given, in J per iteration."""
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
    if energy_j is not None:
        make_measurement(entry, energy_j)
    for one in organisers_j:
        make_measurement(entry, one, taken_by=Measurement.By.ORGANISERS)
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
