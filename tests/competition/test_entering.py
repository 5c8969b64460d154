"""Entries are begun, sent in, replaced, withdrawn; what fails loses nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from competition.models import Entry
from competition.models.entries import State
from competition.states import change_state
from submissions.deadlines import GRACE
from tests.competition.factories import log_of, make_entry, make_team
from tests.competition.forms import again, entry_typed, pdf, without_files, work
from tests.factories import make_member, make_user
from tests.pdfs import paper
from workshop.models import Change, KeyDate, Message, User
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
HTML = b"<!doctype html><html><body>Sign in</body></html>"


@pytest.fixture
def team(competition, ana):
    return make_team(competition, "Cold start", users=[ana, make_user("bo@example.org")])


def new(team):
    return f"/warm/competition/teams/{team.code}/new/"


def edit(entry):
    return f"{entry.get_absolute_url()}edit/"


def text_of(response):
    return response.content.decode()


def send(client, team, **more):
    response = client.post(new(team), entry_typed(submit=1, **more))
    return response, Entry.objects.with_all().order_by("-pk").first()


def sent(client, team):
    """An entry that is in, its PDF checked."""
    _response, entry = send(client, team)
    work()
    return Entry.objects.with_all().get(pk=entry.pk)


def mails(purpose):
    return Message.objects.filter(purpose=purpose)


# --- sent in ---


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


# --- limits and deadlines ---


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


# --- replaced ---


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


# --- withdrawn ---


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


# --- the description ---


def test_a_description_that_is_refused_at_once_is_asked_for_again(client, team):
    client.post(new(team), entry_typed(save=1, description=pdf(paper(5))))
    work()
    entry = Entry.objects.get()
    response = client.post(edit(entry), again(entry, submit=1))

    assert response.status_code == 422
    assert "Choose another PDF: this one was refused." in text_of(response)
    assert "This PDF has 5 pages" in text_of(response)


def test_what_is_refused_after_it_was_sent_in_wants_attention(client, team, after_the_deadline):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()

    entry.refresh_from_db()
    assert entry.state == State.ATTENTION
    assert entry.replace_until > timezone.now() + timedelta(hours=11)
    told = mails("description_refused")
    assert {one.recipient for one in told} == {"ana@example.org", "bo@example.org"}
    assert "This PDF has 5 pages" in told[0].body
    assert "Another can be sent until" in told[0].body
    assert "Replace the description" in text_of(client.get(entry.get_absolute_url()))
    assert is_still_due(told[0])


def test_for_twelve_hours_another_description_is_taken_and_nothing_else(
    client, team, after_the_deadline
):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()
    typed = entry_typed(submit=1, title="Smuggled", key=entry.key, seen=3)
    client.post(edit(entry), typed)
    work()

    entry = Entry.objects.with_all().get()
    assert (entry.state, entry.title) == (State.REPORTED, "Sparse net")
    assert entry.replace_until is None
    assert (entry.description.number, entry.measurements.count()) == (2, 1)
    assert not is_still_due(mails("description_refused")[0])
    assert mails("entry_replaced").count() == 2


def test_what_is_sent_within_the_twelve_hours_does_not_make_them_longer(
    client, team, after_the_deadline
):
    _response, entry = send(client, team, description=pdf(paper(5)))
    after_the_deadline()
    work()
    entry.refresh_from_db()
    until = entry.replace_until
    client.post(edit(entry), again(entry, submit=1, description=pdf(paper(6))))
    work()

    entry.refresh_from_db()
    assert (entry.state, entry.replace_until) == (State.ATTENTION, until)
    type(entry).objects.update(replace_until=timezone.now() - timedelta(minutes=1))
    late = client.post(edit(entry), again(entry, submit=1, description=pdf()))
    assert "The deadline was" in text_of(late)
    assert entry.descriptions.count() == 2


def test_a_web_page_is_no_description(client, team):
    send(client, team, description=pdf(HTML))
    work()

    entry = Entry.objects.with_all().get()
    assert entry.description.is_rejected
    assert "This is a web page, not a PDF" in text_of(client.get(entry.get_absolute_url()))


def test_all_versions_are_kept_and_served_to_the_team_alone(client, team):
    entry = sent(client, team)
    client.post(edit(entry), again(entry, submit=1, description=pdf(paper(1))))
    work()

    page = client.get(f"{entry.get_absolute_url()}description.pdf")
    assert page["Content-Type"] == "application/pdf"
    assert page["Content-Disposition"].startswith("inline")
    assert f"warm-{entry.code}-2.pdf" in page["Content-Disposition"]
    assert page["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    first = client.get(f"{entry.get_absolute_url()}descriptions/1.pdf")
    assert first.getvalue() == paper(2)
    page.getvalue()
    assert client.get(f"{entry.get_absolute_url()}descriptions/3.pdf").status_code == 404


# --- who may ---


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
