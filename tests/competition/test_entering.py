"""Entries are begun and sent in, within limits and in time; what fails loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competition.models import Entry
from competition.models.entries import State
from competition.states import change_state
from submissions.deadlines import GRACE
from tests.competition.factories import log_of
from tests.competition.forms import (
    again,
    edit,
    entry_typed,
    mails,
    new,
    pdf,
    send,
    sent,
    text_of,
    without_files,
    work,
)
from workshop.models import Change, KeyDate, Message
from workshop.outbox import is_still_due
from workshop.trail import unsealed

pytestmark = pytest.mark.django_db


def test_an_entry_is_sent_in_with_all_its_files(client, team):
    response, entry = send(client, team)

    assert response.url == entry.get_absolute_url()
    assert (entry.state, entry.claimed) == (State.REPORTED, (9650, 10_000))
    assert entry.attested == team.competition.attestation
    assert entry.description.name == "sparse.pdf"
    assert entry.measurements.get().energy_j == pytest.approx(150e3)
    assert "being checked" in text_of(client.get(response.url))
    work()
    page = text_of(client.get(response.url))
    assert "150\xa0kJ" in page
    assert "96.50\xa0%" in page
    assert "all right" in page


def test_what_is_unseen_is_in_no_text_of_an_entry_nor_in_the_name_of_its_file(client, team):
    typed = entry_typed(submit=1, title="\u202eSparse\x1b[31m", summary="Half\x07 of\u200b it.")
    typed["description"].name = "\u202esparse.pdf"
    client.post(new(team), typed)

    entry = Entry.objects.get()
    assert (entry.title, entry.summary) == ("Sparse[31m", "Half of it.")
    assert entry.description.name == "sparse.pdf"


def test_every_member_gets_a_receipt_with_the_digests(client, team):
    _response, entry = send(client, team)

    told = mails("entry_received")
    assert {one.recipient for one in told} == {"ana@example.org", "bo@example.org"}
    body = told.first().body
    assert "9650 of 10000 correct, 96.50\xa0%" in body
    for digest in ("a" * 64, entry.description.sha256, entry.measurements.get().source_sha256):
        assert digest in body
    assert entry.code in body
    assert is_still_due(told.first())


def test_a_double_click_sends_one_entry_with_one_log_and_one_receipt_each(client, team):
    typed = entry_typed(submit=1)
    for _press in range(2):
        for upload in (typed["description"], *typed["logs"]):
            upload.seek(0)
        response = client.post(new(team), typed)

    assert response.status_code == 302
    entry = Entry.objects.get()
    assert entry.measurements.count() == entry.descriptions.count() == 1
    assert mails("entry_received").count() == 2
    assert not mails("entry_replaced").exists()


def test_a_draft_is_not_sent_in_and_goes_on(client, team):
    response = client.post(new(team), without_files(save=1, title="Half", correct="", attests=""))
    entry = Entry.objects.get()
    assert response.url == entry.get_absolute_url()
    assert (entry.state, entry.title, entry.claimed) == (State.DRAFT, "Half", None)
    assert not Message.objects.filter(purpose__startswith="entry").exists()

    files = {"description": pdf(), "logs": [log_of(10e3)]}
    client.post(edit(entry), again(entry, submit=1) | files)
    entry.refresh_from_db()
    assert entry.state == State.REPORTED


def test_what_is_missing_is_asked_for_and_the_draft_and_its_files_are_kept(client, team):
    typed = entry_typed(submit=1, title="", hardware="", archive_sha256="")
    response = client.post(new(team), typed)

    assert response.status_code == 422
    entry = Entry.objects.with_all().get()
    assert entry.state == State.DRAFT
    assert entry.summary == "Half of the weights are zero."
    assert (entry.description.name, entry.measurements.get().name) == (
        "sparse.pdf",
        "emissions.csv",
    )
    page = text_of(response)
    assert "3 things to mend" in page
    assert "Half of the weights are zero." in page
    assert edit(entry) in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"correct": "95.3"}, "Is 95.3 an accuracy in percent?"),
        ({"correct": "95,3 %"}, "Is 95.3 an accuracy in percent?"),
        ({"correct": "0.953"}, "Correct must be from 0 to total"),
        ({"correct": "many"}, "Write a whole number"),
        ({"correct": "10001"}, "Correct must be from 0 to total"),
        ({"correct": "95", "total": "100"}, "Total is 100, the test set has 10000."),
        ({"total": ""}, "Write of how many predictions."),
        ({"archive_sha256": "abc"}, "run “sha256sum FILE”"),
        ({"image": "Bad Name!", "image_digest": ""}, "image’s name as its registry has it"),
        ({"image_digest": "a" * 64}, "run “docker images --digests”"),
        ({"code_url": "javascript:alert(1)"}, "Write an address that begins with https://"),
        ({"archive_url": "ftp://files.example.org/a.zip"}, "begins with https://"),
    ],
)
def test_what_is_wrong_is_asked_about_and_stays_as_typed(client, team, typed, told):
    response, entry = send(client, team, **typed)

    assert response.status_code == 422
    assert told in text_of(response)
    assert entry.state == State.DRAFT
    name, text = next(iter(typed.items()))
    assert f'value="{text}"' in text_of(response) or not text
    assert getattr(entry, name) in (None, "")


def test_a_digest_is_taken_as_the_tool_prints_it(client, team):
    _response, entry = send(client, team, archive_sha256=f"{'A' * 64}  sparse.zip")

    assert entry.archive_sha256 == "a" * 64


def test_an_image_with_its_digest_will_do(client, team):
    about = {"image": "registry.example.org/cold/start:1", "image_digest": f"sha256:{'b' * 64}"}
    _response, entry = send(client, team, archive_url="", archive_sha256="", **about)

    assert entry.state == State.REPORTED
    assert f"registry.example.org/cold/start:1@sha256:{'b' * 64}" in mails("entry_received")[0].body


def test_without_confirming_nothing_is_sent_in(client, team):
    response, entry = send(client, team, attests="")

    assert "Read this, and tick it if it is so." in text_of(response)
    assert entry.is_draft


def test_a_team_has_no_more_entries_than_it_may(client, team):
    type(team.competition).objects.update(most_entries=1)
    send(client, team)
    response = client.post(new(team), entry_typed(submit=1, title="The second"))
    assert response.status_code == 422
    assert "“Cold start” has 1 entries already" in text_of(response)
    assert "The second" in text_of(response)

    change_state(Entry.objects.get(), State.WITHDRAWN, by=None)
    assert client.post(new(team), entry_typed(submit=1)).status_code == 302


def test_a_team_sends_in_no_more_often_than_it_may_in_a_day(client, team):
    type(team.competition).objects.update(most_a_day=1)
    entry = sent(client, team)
    response = client.post(edit(entry), again(entry, submit=1, title="Sparser"))
    assert response.status_code == 422
    assert "has sent in 1 times within a day" in text_of(response)

    with unsealed("a test of two days later"):
        Change.objects.update(at=timezone.now() - timedelta(days=2))
    entry.refresh_from_db()
    client.post(edit(entry), again(entry, submit=1, title="Sparsest"))
    assert mails("entry_replaced").count() == 2


def test_more_logs_than_it_may_have_are_named_and_the_others_kept(client, team):
    type(team.competition).objects.update(most_logs=1)
    logs = [log_of(10e3, name="first.csv"), log_of(20e3, name="second.csv")]
    response, entry = send(client, team, logs=logs)

    assert response.status_code == 422
    assert "“second.csv” is not kept" in text_of(response)
    assert entry.measurements.get().name == "first.csv"


def test_what_is_late_is_not_stored_and_stays_on_the_page(client, team, after_the_deadline):
    after_the_deadline()
    response = client.post(new(team), entry_typed(submit=1, title="Too late"))

    assert response.status_code == 422
    assert "Too late" in text_of(response)
    assert "The deadline was" in text_of(response)
    assert not Entry.objects.exists()


def test_in_the_grace_period_it_is_taken(client, team):
    soon = timezone.now() - GRACE + timedelta(minutes=1)
    KeyDate.objects.filter(kind="competition").update(at=soon)
    _response, entry = send(client, team)

    assert entry.state == State.REPORTED


def test_after_the_deadline_nothing_is_changed(client, team, after_the_deadline):
    entry = sent(client, team)
    log = entry.measurements.get()
    after_the_deadline()
    late = client.post(edit(entry), again(entry, submit=1, title="Too late"))
    assert late.status_code == 422
    assert "Too late" in text_of(late)
    for act in ("withdraw/", f"logs/{log.code}/remove/", "restore/"):
        client.post(f"{entry.get_absolute_url()}{act}")

    entry.refresh_from_db()
    log.refresh_from_db()
    assert (entry.title, entry.state, log.removed_at) == ("Sparse net", State.REPORTED, None)
