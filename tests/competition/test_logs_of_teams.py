"""The energy logs of a team: chosen, removed, brought back, read later; hostile ones too."""

from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from competition import logs
from competition.leaderboard import board_of
from competition.models import Entry, Measurement
from competition.models.entries import State
from competition.orphans import remove_orphans
from competition.runs import read_into
from competition.sisters import in_pairs
from competition.states import change_state
from competition.views import logs as views
from tests.competition.energylogs.logs import aipowermeter
from tests.competition.factories import log_of, make_team
from tests.competition.forms import again, entry_typed, work
from tests.pdfs import paper
from workshop.models import Message

pytestmark = pytest.mark.django_db
OUTPUT = b"""CarbonTracker:
Actual consumption for 1 epoch(s):
\tTime:\t1:00:00
\tEnergy:\t0.158 kWh
\tCO2eq:\t75 g
"""
STANDARD = b"""2021-11-01 10:00:00 - CarbonTracker version 1.1.6
2021-11-01 10:00:00 - PUE coefficient of 1.58
"""


def file(content, name="power.log"):
    return SimpleUploadedFile(name, content)


def two_runs():
    """One file of CodeCarbon with two runs of 10 and 20 kJ."""
    first, second = (log_of(joules).read().decode().splitlines() for joules in (10e3, 20e3))
    return file("\n".join([*first, second[1]]).encode() + b"\n", "emissions.csv")


@pytest.fixture
def team(competition, ana):
    return make_team(competition, "Cold start", users=[ana])


@pytest.fixture
def send(client, team):
    """Sends these logs with all else that an entry needs: (the answer as text, the entry)."""

    def send(*uploads):
        address = f"/warm/competition/teams/{team.code}/new/"
        response = client.post(address, entry_typed(submit=1, logs=list(uploads)))
        return response.content.decode(), Entry.objects.with_all().get()

    return send


def act(client, log, name, **typed):
    return client.post(f"{log.entry.get_absolute_url()}logs/{log.code}/{name}/", typed, follow=True)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"Dear organisers, it took little.", "note.txt"),
        (Random(1).randbytes(3 * 2**20), "power.log"),
        (paper(2), "power.csv"),
        (b"\x80\x04\x95 a pickle", "emissions.csv"),
        (b"<script>alert(1)</script>", "<b>x.csv"),
    ],
    ids=["text", "3 MB of bytes", "PDF", "pickle", "script"],
)
def test_what_is_no_log_is_kept_refused_and_nothing_is_sent_in_with_it(send, client, content, name):
    _page, entry = send(file(content, name))
    work()
    log = entry.measurements.get()

    assert log.energy_j is None
    assert log.errors[0]["code"] == "not_recognised"
    shown = client.get(entry.get_absolute_url()).content.decode()
    assert "Refused" in shown
    assert "Known are: AIPowerMeter" in shown
    assert "<script>alert" not in shown
    assert entry.is_draft or log.size > logs.READ_AT_ONCE


def test_an_empty_log_is_named_and_the_others_are_kept(send):
    page, entry = send(file(b"", "empty.csv"), log_of(10e3))

    assert "“empty.csv” is empty." in page
    assert [log.name for log in entry.measurements.all()] == ["emissions.csv"]
    assert entry.is_draft


def test_a_log_that_is_too_large_is_not_kept(send, monkeypatch):
    monkeypatch.setattr("competition.entryfields.MOST_BYTES", 2**20)
    page, entry = send(file(b"a" * (2**20 + 1), "huge.csv"), log_of(10e3))

    assert "“huge.csv” is larger than 1 MB." in page
    assert entry.measurements.count() == 1


def test_of_a_file_with_several_runs_one_is_chosen(send, client):
    page, entry = send(two_runs())
    log = entry.measurements.get()
    assert "Choose the run of “emissions.csv” that counts" in page
    assert "10\xa0kJ" in client.get(entry.get_absolute_url()).content.decode()

    assert "Choose one of the runs" in act(client, log, "run", run="7").content.decode()
    assert "counts now" in act(client, log, "run", run="1").content.decode()
    log.refresh_from_db()
    assert log.energy_j == pytest.approx(20e3)
    client.post(f"{entry.get_absolute_url()}edit/", again(entry, submit=1))
    entry.refresh_from_db()
    assert entry.state == State.REPORTED


def test_a_log_is_removed_and_brought_back(send, client):
    _page, entry = send(log_of(10e3), log_of(20e3, name="second.csv"))
    log = entry.measurements.first()
    page = act(client, log, "remove").content.decode()
    assert "“emissions.csv” does not count any more." in page
    assert "Removed logs" in page

    act(client, log, "bring-back")
    assert entry.measurements.standing().count() == 2
    assert Message.objects.filter(purpose="entry_replaced").count() == 2


def test_there_is_no_place_for_it_once_others_are_there(send, client, team):
    type(team.competition).objects.update(most_logs=1)
    _page, entry = send(log_of(10e3))
    log = entry.measurements.get()
    act(client, log, "remove")
    typed = again(entry, submit=1, logs=[log_of(20e3, name="second.csv")])
    client.post(f"{entry.get_absolute_url()}edit/", typed)

    assert "Remove another one first" in act(client, log, "bring-back").content.decode()


def test_removing_and_sending_without_end_is_stopped(send, client, team, monkeypatch):
    monkeypatch.setattr("competition.uploads.MOST_KEPT", 1)
    type(team.competition).objects.update(most_logs=1)
    _page, entry = send(log_of(10e3))
    act(client, entry.measurements.get(), "remove")
    typed = again(entry, submit=1, logs=[log_of(20e3)])
    response = client.post(f"{entry.get_absolute_url()}edit/", typed)

    assert "so many were sent already" in response.content.decode()


def test_what_is_measured_is_verified_anew_when_a_log_is_taken_away(send, client):
    _page, entry = send(log_of(10e3), log_of(20e3, name="second.csv"))
    change_state(entry, State.MEASURED, by=None)
    act(client, entry.measurements.first(), "remove")

    entry.refresh_from_db()
    assert entry.state == State.REPORTED


def test_a_large_log_is_read_by_a_job_and_the_page_says_so(send, client, monkeypatch):
    monkeypatch.setattr(logs, "READ_AT_ONCE", 10)
    _page, entry = send(log_of(150e3))
    page = client.get(entry.get_absolute_url()).content.decode()
    assert entry.state == State.REPORTED
    assert "being read" in page
    assert 'http-equiv="refresh"' in page

    work()
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "150\xa0kJ" in page
    assert 'http-equiv="refresh"' not in page


def test_two_logs_of_carbontracker_are_one(send):
    names = "2021_carbontracker_output.log", "2021_carbontracker.log"
    _page, entry = send(file(STANDARD, names[1]), file(OUTPUT, names[0]))

    log = entry.measurements.get()
    assert log.name == names[0]
    assert log.sister
    assert log.pue == pytest.approx(1.58)


def test_logs_without_a_sister_stay_alone():
    alone = [file(b"1", "a_carbontracker_output.log"), file(b"2", "b_carbontracker.log")]

    assert in_pairs(alone) == [(one, None) for one in alone]


def test_its_figures_are_told(send, client):
    _page, entry = send(log_of(150e3, hours=1))
    page = client.get(entry.get_absolute_url()).content.decode()

    for told in ("processor 75\xa0kJ", "graphics card 75\xa0kJ", "3,600 s", "CodeCarbon", "2.2.3"):
        assert told in page
    assert "it says 0.04167 kWh" in page


def test_a_log_is_downloaded_under_a_name_of_ours(send, client):
    upload = log_of(10e3, name="secret-host.csv")
    content = upload.read()
    _page, entry = send(file(content, "secret-host.csv"))
    log = entry.measurements.get()
    response = client.get(f"{entry.get_absolute_url()}logs/{log.code}/")

    assert response["Content-Disposition"].startswith("attachment")
    assert "secret" not in response["Content-Disposition"]
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert BytesIO(response.getvalue()).read() == content


def test_what_the_organisers_measured_is_not_the_team_s_to_change(send, client):
    _page, entry = send(log_of(10e3))
    by = Measurement.By.ORGANISERS
    theirs = logs.add_log(entry, log_of(11e3, name="ours.csv"), taken_by=by, by=None)

    for name in ("run", "remove", "bring-back"):
        assert act(client, theirs, name).status_code == 404
    assert client.get(f"{entry.get_absolute_url()}logs/{theirs.code}/").status_code == 404


def test_an_entry_that_was_rejected_is_not_changed(send, client):
    _page, entry = send(log_of(10e3))
    change_state(entry, State.REJECTED, by=None, reason="Not your own work.")
    act(client, entry.measurements.get(), "remove")
    assert entry.measurements.standing().count() == 1

    response = client.post(f"{entry.get_absolute_url()}edit/", again(entry, submit=1, title="New"))
    assert response.status_code == 422
    assert "can no longer be changed" in response.content.decode()
    assert timezone.now() - entry.begun_at < timedelta(minutes=1)


def test_a_log_without_all_that_counts_is_kept_and_does_not_count(send, client):
    _page, entry = send(file(aipowermeter(range(120)).encode(), "power_metrics.json"))
    page = client.get(entry.get_absolute_url()).content.decode()

    assert entry.state == State.REPORTED
    assert "does not count" in page
    assert "unknown yet" in page


def test_what_is_removed_while_it_is_read_stays_removed(send, client, monkeypatch):
    monkeypatch.setattr(logs, "READ_AT_ONCE", 10)
    _page, entry = send(log_of(150e3))

    def read_slowly(log):
        read_into(log)
        act(client, Measurement.objects.get(pk=log.pk), "remove")

    monkeypatch.setattr(logs, "read_into", read_slowly)
    work()

    log = Measurement.objects.get()
    assert (log.is_read, log.removed_at is not None) == (True, True)
    assert board_of(entry.competition).rows[0].energy is None


def test_a_log_is_not_removed_where_the_rest_of_it_fails(send, client, monkeypatch):
    _page, entry = send(log_of(150e3))
    change_state(entry, State.ACCEPTED, by=None)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(views, "logs_changed", fail)
    with pytest.raises(RuntimeError):
        act(client, entry.measurements.get(), "remove")

    assert entry.measurements.get().removed_at is None


def test_a_file_without_a_row_is_deleted_a_day_later_and_no_other(send):
    _page, entry = send(log_of(150e3))
    beside = entry.measurements.get().file.name.rpartition("/")[0]
    orphans = [
        default_storage.save(f"{folder}/cut-off", BytesIO(b"host"))
        for folder in ("logs/cut-off", beside)
    ]
    now = timezone.now()

    remove_orphans(now)
    assert all(map(default_storage.exists, orphans))

    assert remove_orphans(now + timedelta(days=2)) >= len(orphans)
    assert not any(map(default_storage.exists, orphans))
    assert default_storage.exists(entry.measurements.get().file.name)
    assert default_storage.exists(entry.description.file.name)


def test_two_logs_of_one_name_and_size_are_two_though_neither_is_read(send, monkeypatch):
    monkeypatch.setattr(logs, "READ_AT_ONCE", 5)
    one, other = (file(b"power,%d\n" % number) for number in (1, 2))

    _page, entry = send(one, other, file(b"power,1\n"))

    assert [log.is_read for log in entry.measurements.all()] == [False, False]
