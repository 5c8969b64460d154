"""What is sent in is replaced, withdrawn and brought back; who may, and what they read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from competition.leaderboard import board_of
from competition.models import Competition, Entry
from competition.models.entries import State
from competition.states import change_state
from tests.competition.factories import log_of, make_entry, make_measurement, make_team
from tests.competition.forms import (
    again,
    edit,
    entry_typed,
    mails,
    new,
    sent,
    text_of,
    without_files,
)
from tests.factories import make_member, make_user
from workshop.models import KeyDate, User
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db


def test_it_is_replaced_with_a_new_receipt_and_the_old_one_loses_its_reason(client, team):
    entry = sent(client, team)
    client.post(edit(entry), again(entry, submit=1, title="Sparser net"))
    first = mails("entry_replaced").first()
    assert is_still_due(first)

    entry.refresh_from_db()
    client.post(edit(entry), again(entry, submit=1, title="Sparsest net"))
    assert not is_still_due(first)
    assert is_still_due(mails("entry_replaced").latest("pk"))
    assert entry.changed_at > entry.submitted_at


def test_of_what_is_sent_in_all_or_nothing_of_the_texts_is_replaced(client, team):
    entry = sent(client, team)
    response = client.post(edit(entry), again(entry, submit=1, title="New", hardware=""))

    assert response.status_code == 422
    assert "New" in text_of(response)
    entry.refresh_from_db()
    assert (entry.title, entry.hardware) == ("Sparse net", "RTX 3090")


def test_what_was_measured_of_another_program_counts_no_more(client, team):
    entry = sent(client, team)
    make_measurement(entry, 2e5, taken_by="organisers")
    change_state(entry, State.MEASURED, by=None)
    Entry.objects.update(measured_correct=9000, measured_total=10_000)
    before = board_of(team.competition).rows[0].energy
    entry.refresh_from_db()
    client.post(edit(entry), again(entry, submit=1, archive_sha256="b" * 64))

    [row] = board_of(team.competition).rows
    assert (before.is_of_organisers, row.energy.is_of_organisers) == (True, False)
    assert (row.entry.state, row.entry.measured) == (State.REPORTED, None)


def test_nothing_changed_is_no_new_receipt(client, team):
    entry = sent(client, team)
    response = client.post(edit(entry), again(entry, submit=1), follow=True)

    assert "Nothing has changed" in text_of(response)
    assert not mails("entry_replaced").exists()


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ({"title": "Sparser net"}, State.MEASURED),
        ({"correct": "9651"}, State.REPORTED),
        ({"archive_sha256": "b" * 64}, State.REPORTED),
    ],
)
def test_another_program_or_claim_is_verified_anew(client, team, typed, state):
    entry = sent(client, team)
    entry = change_state(entry, State.MEASURED, by=None)
    client.post(edit(entry), again(entry, submit=1, **typed))

    entry.refresh_from_db()
    assert entry.state == state


def test_another_log_is_verified_anew(client, team):
    entry = change_state(sent(client, team), State.ACCEPTED, by=None)
    client.post(edit(entry), again(entry, submit=1, logs=[log_of(90e3, name="second.csv")]))

    entry.refresh_from_db()
    assert entry.state == State.REPORTED
    assert entry.measurements.count() == 2


def test_a_stale_save_shows_both_texts(client, team):
    entry = sent(client, team)
    first = again(entry, submit=1, title="From one window")
    second = again(entry, submit=1, title="From another")
    client.post(edit(entry), first)
    response = client.post(edit(entry), second)

    assert response.status_code == 422
    assert "From one window" in text_of(response)
    assert "From another" in text_of(response)


def test_withdrawing_is_confirmed_told_and_undone(client, team):
    entry = sent(client, team)
    address = entry.get_absolute_url()
    assert "Withdraw this entry?" in text_of(client.get(f"{address}withdraw/"))
    client.post(f"{address}withdraw/")

    entry.refresh_from_db()
    assert entry.state == State.WITHDRAWN
    assert not is_still_due(mails("entry_received").first())
    assert is_still_due(mails("entry_withdrawn").first())
    client.post(f"{address}restore/")
    entry.refresh_from_db()
    assert entry.state == State.REPORTED
    assert not is_still_due(mails("entry_withdrawn").first())


def test_a_draft_that_is_withdrawn_comes_back_as_one(client, team):
    client.post(new(team), without_files(save=1))
    entry = Entry.objects.get()
    client.post(f"{entry.get_absolute_url()}withdraw/")
    assert not mails("entry_withdrawn").exists()

    client.post(f"{entry.get_absolute_url()}restore/")
    entry.refresh_from_db()
    assert (entry.state, entry.submitted_at) == (State.DRAFT, None)


def test_only_its_team_sees_an_entry_and_its_files(client, team, competition):
    entry = sent(client, team)
    code = entry.measurements.get().code
    people = [
        make_team(competition).members.get().mail,
        make_member(competition.workshop).user.email,
        make_user("stranger@example.org").email,
    ]
    paths = ["", "edit/", "withdraw/", "description.pdf", "descriptions/1.pdf", f"logs/{code}/"]
    for mail in people:
        elsewhere = Client()
        elsewhere.force_login(User.objects.get(email=mail))
        for path in paths:
            assert elsewhere.get(f"{entry.get_absolute_url()}{path}").status_code == 404
        for path in ("edit/", "withdraw/", "restore/", f"logs/{code}/remove/", f"logs/{code}/run/"):
            assert elsewhere.post(f"{entry.get_absolute_url()}{path}").status_code == 404
        assert elsewhere.post(new(team), entry_typed(submit=1)).status_code == 404

    assert Entry.objects.get().state == State.REPORTED


def test_a_co_member_acts_for_the_team(client, team):
    entry = sent(client, team)
    bo = Client()
    bo.force_login(User.objects.get(email="bo@example.org"))

    assert bo.get(entry.get_absolute_url()).status_code == 200
    bo.post(edit(entry), again(entry, submit=1, title="By Bo"))
    entry.refresh_from_db()
    assert entry.title == "By Bo"


def test_what_the_organisers_said_and_measured_stands_on_its_page(client, team):
    entry = sent(client, team)
    type(entry).objects.update(measured_correct=9400, measured_total=10_000)
    change_state(entry, State.ATTENTION, by=None, reason="The archive does not open.")
    page = text_of(client.get(entry.get_absolute_url()))

    assert "The archive does not open." in page
    assert "96.50\xa0%" in page
    assert "94.00\xa0%" in page


def test_its_place_is_told_once_the_leaderboard_is_public(client, team):
    entry = sent(client, team)
    make_entry(make_team(team.competition), 9700, energy_j=10e3)
    assert "Rank" not in text_of(client.get(entry.get_absolute_url()))

    KeyDate.objects.filter(kind="ranking").update(at=timezone.now() - timedelta(hours=1))
    page = text_of(client.get(entry.get_absolute_url()))
    assert "<dt>Rank</dt><dd>" in page

    Competition.objects.update(shown="hidden")
    assert "Rank" not in text_of(client.get(entry.get_absolute_url()))
