""" "My page" and the mails of a team: what waits, what was sent in, what is still due."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competition.models.entries import State
from competition.my_page import open_to, sent_in_by, waiting_for
from competition.states import change_state
from tests.competition.factories import make_entry, make_team
from tests.factories import make_user
from workshop.mailtexts import purposes, render, text_of
from workshop.models import KeyDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(competition, ana):
    return make_team(competition, "Cold start", users=[ana])


def test_a_draft_waits_until_the_deadline(team, ana, after_the_deadline):
    make_entry(make_team(team.competition), state="draft")
    make_entry(team, state="draft", title="Half")
    waiting = waiting_for(ana)
    assert [one.text for one in waiting] == ["Send in your entry “Half”"]
    assert waiting[0].due == team.competition.due.at

    after_the_deadline()
    assert waiting_for(ana) == []


def test_a_team_without_an_entry_is_led_to_its_first(team, ana, after_the_deadline):
    make_team(team.competition)
    waiting = waiting_for(ana)
    assert [(one.text, one.address) for one in waiting] == [
        ("Make the first entry of your team “Cold start”", "/warm/competition/enter/")
    ]
    assert waiting[0].due == team.competition.due.at

    after_the_deadline()
    assert waiting_for(ana) == []


def test_what_needs_attention_waits_urgently_with_its_reason(team, ana):
    entry = change_state(make_entry(team), State.ATTENTION, by=None, reason="It does not open.")
    waiting = waiting_for(ana)

    text = "Your entry “Sparse net” needs attention: It does not open."
    assert [(one.text, one.is_urgent) for one in waiting] == [(text, True)]
    assert waiting[0].address == entry.get_absolute_url()


def test_what_was_sent_in_stands_with_its_state(team, ana):
    make_entry(team, state="measured")
    make_entry(team, state="draft")
    make_entry(make_team(team.competition))

    assert [(title, state) for _one, title, _two, state in sent_in_by(ana)] == [
        ("Sparse net", "measured")
    ]


def test_a_competition_that_takes_teams_is_an_open_call(competition):
    rows = open_to(make_user())
    assert [(what, address) for _workshop, what, address, _due in rows] == [
        ("Register a team for the competition", "/warm/competition/enter/")
    ]

    KeyDate.objects.filter(kind="competition").update(at=timezone.now() - timedelta(minutes=1))
    assert open_to(make_user()) == []


def test_my_page_and_the_teams_page_show_it(client, team):
    entry = make_entry(team, state="draft", title="Half", energy_j=150e3)

    assert "Send in your entry “Half”" in client.get("/me/").content.decode()
    page = client.get("/warm/competition/enter/").content.decode()
    assert entry.get_absolute_url() in page
    assert "150\xa0kJ" in page
    assert "To send it in it needs: a description that passes the check." in page


@pytest.mark.parametrize("count", [1, 4])
def test_the_teams_page_takes_as_many_queries_for_four_entries(
    client, team, count, django_assert_max_num_queries
):
    for _number in range(count):
        make_entry(team, energy_j=150e3)

    with django_assert_max_num_queries(24):
        client.get("/warm/competition/enter/")


OURS = ["team_registered", "entry_received", "entry_replaced", "entry_withdrawn"]


@pytest.mark.parametrize("name", [*OURS, "description_refused"])
def test_each_mail_reads_well_with_its_examples(competition, name):
    purpose = purposes()[name]
    values = {key: str(example) for key, (_what, example) in purpose.placeholders.items()}
    subject, body = render(text_of(competition.workshop, name), competition.workshop, values)

    assert "{" not in subject + body
    assert values["link"] in body


def test_samples_are_of_what_a_chair_may_judge(competition, team):
    make_entry(team)
    chair = competition.workshop.memberships.get(role="chair").user
    samples = purposes()["entry_received"].samples

    assert [mail for mail, _values in samples(competition.workshop, chair)] == ["ana@example.org"]
    assert samples(competition.workshop, team.members.get() and make_user()) == []
