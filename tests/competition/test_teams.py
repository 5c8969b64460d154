"""Teams register, change and are left; each member is told once, and nobody else acts for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from competition.models import Team
from competition.teams import NameTaken, Person, register_team
from submissions.deadlines import GRACE
from tests.competition.factories import make_entry, make_team
from tests.competition.forms import REGISTER, team_typed
from tests.factories import make_key_date, make_member, make_user
from workshop.models import Change, Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db


def address(team):
    return f"/warm/competition/teams/{team.code}/"


def text_of(response):
    return response.content.decode()


def test_a_stranger_is_led_to_the_sign_in_and_back(competition, client):
    response = client.get(REGISTER)

    assert response.url == f"/accounts/login/code/?next={REGISTER}"


def test_a_team_registers_and_each_member_is_told_once(competition, client, ana):
    assert client.post(REGISTER, team_typed()).status_code == 302

    team = Team.objects.get()
    assert (team.name, team.mails) == ("Cold start", ["ana@example.org", "bo@example.org"])
    assert team.registered_by == ana
    assert team.rules_accepted_at is not None
    told = Message.objects.filter(purpose="team_registered")
    assert {one.recipient for one in told} == {"ana@example.org", "bo@example.org"}
    assert "Ana Moreau has registered you in the team “Cold start”" in told.first().body


def test_nobody_else_puts_a_chair_into_a_team(competition, client, ana):
    chair = make_member(competition.workshop, user=make_user("cam@example.org")).user
    typed = team_typed(members="Ana Moreau <ana@example.org>\nCam Etch <cam@example.org>")
    page = text_of(client.post(REGISTER, typed))
    theirs = Client()
    theirs.force_login(chair)
    theirs.post(REGISTER, typed | {"name": "Organised"})

    assert "cam@example.org organises this workshop" in page
    assert [team.name for team in Team.objects.all()] == ["Organised"]


def test_who_registers_is_a_member_though_they_left_themselves_out(competition, client, ana):
    client.post(REGISTER, team_typed(members="Bo Lund <BO@example.org>"))

    assert Team.objects.get().mails == ["ana@example.org", "bo@example.org"]


def test_a_double_click_registers_one_team(competition, client, ana):
    for _press in range(2):
        response = client.post(REGISTER, team_typed())

    assert response.status_code == 302
    assert Team.objects.count() == 1
    assert Message.objects.filter(purpose="team_registered").count() == 2


def test_a_second_team_is_refused_and_the_first_is_named(competition, client, ana):
    client.post(REGISTER, team_typed())
    response = client.post(REGISTER, team_typed(name="Warm start"))

    assert response.status_code == 422
    assert "You are of the team “Cold start” already" in text_of(response)
    assert "Warm start" in text_of(response)


@pytest.mark.parametrize("name", ["Cold start", "COLD START", " cold  start "])
def test_a_name_is_taken_once(competition, client, ana, name):
    make_team(competition, "Cold start")
    response = client.post(REGISTER, team_typed(name=name))

    assert response.status_code == 422
    assert "Another team has that name. Take another." in text_of(response)


def test_two_names_differ_by_more_than_capitals_in_any_script(competition, ana):
    make_team(competition, "Éclair")

    about = {"affiliation": "", "members": [], "by": ana, "at": timezone.now()}
    with pytest.raises(NameTaken):
        register_team(competition, name="éCLAIR", **about)


def test_who_is_a_moment_later_reads_that_the_name_is_taken(competition, ana, monkeypatch):
    """The other was not there yet when it was looked for: the database refuses it."""
    make_team(competition, "Cold start")
    monkeypatch.setattr("competition.teams._is_taken", lambda *_: False)

    members = [Person("Ana", "ana@example.org")]
    about = {"affiliation": "", "members": members, "by": ana, "at": timezone.now()}
    with pytest.raises(NameTaken):
        register_team(competition, name="cold start", **about)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Give your team a name."),
        ({"accepts": ""}, "Read the rules and tick this"),
        ({"members": "Bo Lund"}, "“Bo Lund”: The mail address is missing."),
        ({"members": "bo@example.org"}, "“bo@example.org”: The name is missing."),
        ({"members": "Bo Lund <bo@nowhere>"}, "Bo Lund"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(competition, client, ana, typed, told):
    response = client.post(REGISTER, team_typed(affiliation="University of Laruns", **typed))

    assert response.status_code == 422
    assert told in text_of(response)
    assert "University of Laruns" in text_of(response)
    assert not Team.objects.exists()


def test_in_the_grace_period_a_team_is_taken_and_after_it_the_text_stays(competition, client, ana):
    date = make_key_date(competition.workshop, "teams", timezone.now() - timedelta(minutes=5))
    assert "Register the team" in text_of(client.get(REGISTER))

    date.at = timezone.now() - GRACE - timedelta(minutes=1)
    date.save()
    late = client.post(REGISTER, team_typed())
    assert late.status_code == 422
    assert "The deadline was" in text_of(late)
    assert "Cold start" in text_of(late)
    assert not Team.objects.exists()
    assert "Register the team" not in text_of(client.get(REGISTER))


def test_a_competition_that_is_closed_or_hidden_takes_nobody(competition, client, ana):
    type(competition).objects.update(shown="closed")
    assert client.post(REGISTER, team_typed()).status_code == 422

    type(competition).objects.update(shown="hidden")
    assert client.get(REGISTER).status_code == 404
    assert not Team.objects.exists()


def test_only_members_see_and_change_a_team(competition, client, ana):
    team = make_team(competition, "Cold start", users=[ana])
    others = [make_team(competition).members.get(), make_member(competition.workshop), None]
    people = [make_user("other@example.org"), others[1].user]

    assert client.get(address(team)).status_code == 200
    for person in people:
        elsewhere = Client()
        elsewhere.force_login(person)
        assert elsewhere.get(address(team)).status_code == 404
        assert elsewhere.post(address(team), team_typed(name="Mine")).status_code == 404
        assert elsewhere.post(f"{address(team)}leave/").status_code == 404


def test_who_is_named_anew_is_told_and_who_was_there_is_not_again(competition, client, ana):
    client.post(REGISTER, team_typed())
    team = Team.objects.get()
    members = "Ana Moreau <ana@example.org>\nLi Wei <li@example.org>"
    client.post(address(team), team_typed(name="Colder", members=members, seen=team.version))

    team.refresh_from_db()
    assert (team.name, team.mails) == ("Colder", ["ana@example.org", "li@example.org"])
    told = Message.objects.filter(purpose="team_registered").order_by("pk")
    assert [one.recipient for one in told][2:] == ["li@example.org"]
    assert not is_still_due(told.get(recipient="bo@example.org"))
    assert Change.objects.filter(model="competition.team", fields__has_key="members").exists()


def test_a_stale_save_shows_both_texts(competition, client, ana):
    client.post(REGISTER, team_typed())
    team = Team.objects.get()
    client.post(address(team), team_typed(name="Colder", seen=1))
    response = client.post(address(team), team_typed(name="Coldest", seen=1))

    assert response.status_code == 422
    assert "Colder" in text_of(response)
    assert "Coldest" in text_of(response)
    assert client.post(address(team), team_typed(name="Coldest", seen=2)).status_code == 302


def test_leaving_is_confirmed_and_the_others_stay(competition, client, ana):
    client.post(REGISTER, team_typed())
    team = Team.objects.get()
    assert client.get(f"{address(team)}leave/").status_code == 200
    assert team.members.count() == 2

    client.post(f"{address(team)}leave/")
    assert team.mails == ["bo@example.org"]
    assert client.get(address(team)).status_code == 404


def test_the_last_member_stays_while_something_is_sent_in(competition, client, ana):
    team = make_team(competition, "Cold start", users=[ana])
    entry = make_entry(team)
    response = client.post(f"{address(team)}leave/", follow=True)
    assert "Withdraw that" in text_of(response)

    type(entry).objects.update(state="withdrawn")
    client.post(f"{address(team)}leave/")
    assert not team.members.exists()


def test_a_team_that_nobody_is_of_any_more_is_gone_with_its_name(competition, client, ana):
    client.post(REGISTER, team_typed(members=""))
    client.post(f"{address(Team.objects.get())}leave/")

    assert not Team.objects.exists()
    assert client.post(REGISTER, team_typed()).status_code == 302
