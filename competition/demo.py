"""The demonstration's competition: that of 2021 in the live edition, with its worked example."""

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.utils import timezone

from competition.demo_logs import log_of
from competition.demo_texts import AWARD, COMPETITION, ENTRIES, SLICES, TEAMS
from competition.descriptions import add_description, check_description
from competition.logs import add_log
from competition.mails import PURPOSES
from competition.models import (
    Award,
    Competition,
    Entry,
    Measurement,
    Opening,
    Slice,
    Team,
    TeamMember,
)
from competition.models.entries import State
from competition.opening import open_competition
from submissions.demo import FILES
from workshop.demo import DECIDED, LIVE, account_of, person_of
from workshop.models import Job, Message, Workshop
from workshop.trail import record

ARCHIVE = "https://example.org/entries/{}.tar.gz"
SPREAD = [0.985, 1, 1.012]  # of the organisers' three runs
BASELINE, MEASURED_LATE = "Organisers", "Meter readers"


def load():
    workshop = Workshop.objects.get(slug=LIVE)
    opened = workshop.date_of("call").at
    competition = Competition.objects.create(workshop=workshop, opened_at=opened, **COMPETITION)
    for position, (label, lower, upper, inclusive) in enumerate(SLICES, 1):
        bounds = {"lower": lower, "upper": upper, "upper_inclusive": inclusive}
        Slice.objects.create(competition=competition, label=label, position=position, **bounds)
    competition = open_competition(competition, by=person_of("chair"))
    competition.openings.update(at=opened)
    _enter(competition)


def later(by):
    """Entries and logs move along with the days."""
    Competition.objects.filter(workshop__slug=LIVE).update(
        opened_at=F("opened_at") + by, results_at=F("results_at") + by
    )
    Opening.objects.filter(competition__workshop__slug=LIVE).update(at=F("at") + by)
    rows = Entry.objects.filter(team__competition__workshop__slug=LIVE)
    rows.update(submitted_at=F("submitted_at") + by, changed_at=F("changed_at") + by)


def clear():
    """What people tried out in the live edition goes too: it is made anew."""
    Message.objects.filter(purpose__in=PURPOSES, workshop__slug=LIVE).delete()
    rows = Competition.objects.filter(workshop__slug=LIVE)
    Entry.objects.filter(team__competition__in=rows).delete()
    Team.objects.filter(competition__in=rows).delete()
    rows.update(results_at=None)


def move(phase):
    """Decided: measured, the ranks are out. Once it is held: the results as well."""
    competition = Competition.objects.get(workshop__slug=LIVE)
    opened = competition.workshop.date_of("call").at
    Competition.objects.filter(pk=competition.pk).update(opened_at=opened)
    competition.openings.filter(version=1).update(at=opened)
    competition.refresh_from_db()
    entries = _enter(competition)
    for entry in entries:
        check_description(Job(arguments={"description": entry.descriptions.get().pk}))
    if phase not in DECIDED:
        return
    for one, entry in zip(ENTRIES, entries, strict=True):
        if one["team"] != MEASURED_LATE:
            _measure(entry, one)
    if phase != "decided":
        _publish(competition, entries)


def _enter(competition):
    """Each team with its entry and its own log; the entries in their order."""
    teams = {name: _team(competition, name, *about) for name, *about in TEAMS}
    return [_entry(teams[one["team"]], one) for one in ENTRIES]


def _team(competition, name, affiliation, members):
    now = competition.opened_at
    fields = {"name": name, "affiliation": affiliation, "rules_accepted_at": now}
    team = Team.objects.create(competition=competition, **fields)
    for position, (person, mail) in enumerate(members):
        user = account_of(person, mail)
        TeamMember.objects.create(team=team, name=user.name, mail=mail, position=position)
    record(team, by=None, workshop=competition.workshop)
    return team


def _entry(team, about):
    at = _last_moment(team.competition)
    is_baseline = team.name == BASELINE
    entry = Entry.objects.create(
        team=team,
        state=State.REPORTED,
        is_baseline=is_baseline,
        title=about["title"],
        summary=about["summary"],
        correct=about["correct"],
        total=team.competition.test_size,
        hardware="GeForce RTX 3090, Core i9-10980XE",
        code_url="" if is_baseline else f"https://example.org/code/{team.code.lower()}",
        archive_url=ARCHIVE.format(team.code.lower()),
        archive_sha256=hashlib.sha256(about["title"].encode()).hexdigest(),
        attested=team.competition.attestation,
        submitted_at=at,
        changed_at=at,
    )
    record(entry, by=None, workshop=entry.workshop)
    _log(entry, about["energy_j"] * 1.03, Measurement.By.TEAM, at - timedelta(days=3))
    name = f"{about['description']}.pdf"
    add_description(entry, SimpleUploadedFile(name, (FILES / name).read_bytes()), by=None)
    return entry


def _last_moment(competition):
    """When the entries came: some days ago, or shortly before they were due."""
    return min(timezone.now() - timedelta(days=1), competition.due.at - timedelta(hours=5))


def _log(entry, joules, taken_by, begins, by=None):
    content = log_of(joules * entry.competition.iterations, begins=begins.replace(tzinfo=None))
    upload = SimpleUploadedFile("power_metrics.json", content)
    return add_log(entry, upload, taken_by=taken_by, by=by)


def _measure(entry, about):
    """Three runs on the reference platform, with the median as in the rules' example."""
    chair, begins = person_of("chair"), entry.competition.due.at + timedelta(hours=6)
    for number, factor in enumerate(SPREAD):
        at = begins + timedelta(hours=number)
        _log(entry, about["energy_j"] * factor, Measurement.By.ORGANISERS, at, by=chair)
    entry.measured_correct, entry.measured_total = entry.correct, entry.total
    entry.state, entry.approach = State.MEASURED, about["approach"]
    entry.save()
    record(entry, by=chair, workshop=entry.workshop)


def _publish(competition, entries):
    name, text = AWARD
    competition.results_at = competition.workshop.date_of("ranking").at
    competition.save(update_fields=["results_at"])
    late = next(one for one in entries if one.team.name == MEASURED_LATE)
    Award.objects.create(competition=competition, entry=late, name=name, text=text)
