"""Every page of a competition in every role: a secret where it may not be known is a leak."""

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from competition.logs import add_log
from competition.models import Competition, Measurement
from tests.access.crawl import text_of
from tests.access.routes import address, make_site_rows, routes
from tests.competition.factories import log_of, make_entry, make_team
from tests.factories import make_cast, make_member, make_user
from workshop.models import KeyDate, Message

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
NAMES = "title draft mail member log host archive ours approach reason".split()
SECRETS = {name: f"canary{name}" for name in NAMES}
STATES = ["open", "ranked", "published"]
ROLES = "anonymous stranger rival member partial_chair chair superuser other_chair".split()
WALKED = (
    "landing program slot home me chair outbox message competition competition_preview"
    " competition_results results_preview leaderboard_csv leaderboard_json enter team leave_team"
    " new_entry entry edit_entry withdraw_entry description description_version log_of_entry"
    " chair_competition chair_entry chair_competition_results export_to_measure"
    " description_for_chair log_for_chair"
).split()
OF_TEAM = {"title", "draft", "mail", "member", "log", "host", "archive", "reason"}
OF_CHAIR = (OF_TEAM - {"draft"}) | {"ours", "approach"}
PUBLIC = {"open": set(), "ranked": {"title"}, "published": {"title", "approach"}}


def may_know(role, state):
    known = {"member": OF_TEAM, "partial_chair": OF_TEAM, "chair": OF_CHAIR}
    known["superuser"] = OF_CHAIR
    return known.get(role, set()) | PUBLIC[state]


@pytest.fixture
def stage(db):
    """A team with an entry that waits for an answer, and a draft; one chair is in that team."""
    cast = make_cast()
    cast.rows = make_site_rows(cast)
    Competition.objects.update(results_at=None)
    cast.competition = Competition.objects.get()
    cast.member = make_user(f"{SECRETS['mail']}@example.org", name=SECRETS["member"])
    cast.rival = make_user()
    cast.partial_chair = make_member(cast.workshop).user
    make_team(cast.competition, users=[cast.rival])
    cast.team = make_team(cast.competition, users=[cast.member, cast.partial_chair])
    cast.entry = make_entry(
        cast.team,
        title=SECRETS["title"],
        state="attention",
        reason=f"Where is {SECRETS['reason']}?",
        approach=f"It is {SECRETS['approach']}.",
        archive_url=f"https://files.example.org/{SECRETS['archive']}.zip",
    )
    make_entry(cast.team, title=SECRETS["draft"], state="draft", submitted_at=None)
    for taken_by, name in (("team", "log"), ("organisers", "ours")):
        _log(cast.entry, taken_by, f"{SECRETS[name]}.csv")
    cast.entry.descriptions.create(
        number=1, file=ContentFile(b"%PDF-1.7", "d.pdf"), name="d.pdf", size=8, sha256="a" * 64
    )
    return cast


def _log(entry, taken_by, name):
    """Its second line names the machine, as project names do."""
    content = log_of(1e5).read().replace(b",cifar,", f",{SECRETS['host']},".encode())
    add_log(entry, SimpleUploadedFile(name, content), taken_by=taken_by, by=None)


def move_to(stage, state):
    if state != "open":
        ranking = KeyDate.objects.filter(workshop=stage.workshop, kind="ranking")
        ranking.delete()
        stage.workshop.key_dates.create(kind="ranking", at=timezone.now())
    if state == "published":
        Competition.objects.update(results_at=timezone.now())


def addresses(stage):
    patterns = dict(routes())
    names = [*WALKED, *(name for name in patterns if name.startswith("admin:competition"))]
    for name in names:
        for rows in _fillings(stage):
            yield name, address(patterns[name], stage.workshop, stage.rows | rows)


def _fillings(stage):
    for entry in stage.team.entries.all():
        gaps = {"teams/<code:code>": f"teams/{stage.team.code}", "<code:code>": "XXXXXXXX"}
        gaps |= {"reviews/<code:code>": "reviews/XXXXXXXX", "<code:code>/discard": "XXXXXXXX"}
        gaps |= {"entries/<code:code>": f"entries/{entry.code}"}
        gaps |= {"competition_entry": entry.pk, "competition_team": stage.team.pk}
        for log in Measurement.objects.filter(entry=stage.entry):
            yield gaps | {"<code:log>": log.code}


def come_across(stage, role):
    """{secret: {route, …}}."""
    caches["renderings"].clear()
    client, found = Client(), {}
    if role != "anonymous":
        client.force_login(getattr(stage, role))
    for name, path in set(addresses(stage)):
        text = text_of(client.get(path)).lower()
        for secret, word in SECRETS.items():
            if word in text:
                found.setdefault(secret, set()).add(name)
    return found


@pytest.mark.parametrize("state", STATES)
def test_no_page_of_a_competition_tells_more_than_its_reader_may_know(stage, state):
    move_to(stage, state)
    Message.objects.all().delete()  # receipts of what the stage has made

    found = {role: come_across(stage, role) for role in ROLES}

    leaks = [
        (role, secret, sorted(names))
        for role, secrets in found.items()
        for secret, names in secrets.items()
        if secret not in may_know(role, state)
    ]
    assert leaks == []
    assert found["member"].keys() == may_know("member", state)
    assert found["chair"].keys() == may_know("chair", state)
