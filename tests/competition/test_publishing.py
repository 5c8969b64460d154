"""The results: published and hidden again, each team mailed its rank once for a publication."""

import pytest
from django.urls import reverse

from competition.models import Award, Competition, Entry
from tests.adminforms import queries_for
from tests.competition.factories import SLICES, WORKED, make_competition, make_entry, make_team
from tests.factories import make_member
from tests.program.test_pages import page, words
from workshop.models import Change, Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
TOP, MIDDLE, _LOW = (label for label, *_bounds in SLICES)


@pytest.fixture
def competition(client, cast):
    """The worked example, all measured; the chair is signed in."""
    client.force_login(cast.chair)
    competition = make_competition(cast.workshop, most_watts=100_000)
    for title, correct, energy_j in WORKED:
        team = make_team(competition, f"Team of {title}")
        make_entry(team, correct, organisers_j=[energy_j], title=title, state="measured")
    return competition


def address_of(competition):
    return reverse("chair_competition_results", args=[competition.workshop.slug])


def press(client, competition, **sent):
    return words(client.post(address_of(competition), sent, follow=True).content.decode())


def publish(client, competition):
    return press(client, competition, publish="1", sure="1")


def mail(client, competition):
    seen = client.get(address_of(competition)).context["seen"]
    return press(client, competition, mail=seen)


def is_published():
    return Competition.objects.get().results_at is not None


def test_it_shows_who_would_win_each_slice(client, competition):
    told = words(page(client, address_of(competition)))

    assert f"{TOP} A1 Team of A1 · 150 kJ · 96.50 %" in told
    assert f"{MIDDLE} A2 Team of A2 · 10 kJ · 92.50 %" in told


def test_what_is_not_verified_is_told(client, competition):
    make_entry(make_team(competition), energy_j=1e5)
    make_entry(make_team(competition), energy_j=1e5, state="attention", reason="Which meter?")

    told = words(page(client, address_of(competition)))
    assert "1 entry is self-reported alone." in told
    assert "1 entry needs attention, and has no rank." in told


def test_publishing_mails_nobody_and_is_in_the_trail(client, cast, competition):
    unsure = press(client, competition, publish="1")
    was = is_published()
    publish(client, competition)
    again = publish(client, competition)

    changes = Change.objects.filter(fields__has_key="results_at")
    assert "Tick that you have seen" in unsure
    assert (was, is_published()) == (False, True)
    assert "nothing was changed" in again
    assert [one.by for one in changes] == [cast.chair]
    assert not Message.objects.exists()


def test_hidden_again_nothing_is_lost(client, competition):
    publish(client, competition)
    press(client, competition, hide="1")

    assert not is_published()
    assert "A1 Team of A1" in words(page(client, address_of(competition)))


def test_ranks_are_not_mailed_before_they_are_published(client, competition):
    mail(client, competition)

    assert not Message.objects.exists()


def test_each_team_is_mailed_its_rank_as_it_was_seen(client, competition):
    publish(client, competition)
    seen = words(page(client, address_of(competition)))
    mail(client, competition)

    mails = {one.recipient: one.body for one in Message.objects.all()}
    first = competition.teams.get(name="Team of A1").mails[0]
    third = competition.teams.get(name="Team of A3").mails[0]
    told = mails[first].replace("\N{NO-BREAK SPACE}", " ")
    assert len(mails) == 3
    assert first in seen
    assert f"“A1”: rank 1 of 2 in {TOP}, a winner; 150 kJ, 96.50 %" in told
    assert f"rank 2 of 2 in {TOP};" in mails[third]
    assert "competition/results/" in told


def test_a_rank_that_does_not_win_says_so_in_the_mail(client, competition):
    Entry.objects.update(state="reported")
    publish(client, competition)
    mail(client, competition)

    told = Message.objects.get(recipient=competition.teams.get(name="Team of A1").mails[0]).body
    assert f"rank 1 of 2 in {TOP} (it was not verified, and only verified entries win);" in told


def test_pressed_twice_nobody_is_mailed_twice_and_who_joins_is_mailed_alone(client, competition):
    publish(client, competition)
    mail(client, competition)
    again = mail(client, competition)
    team = competition.teams.first()
    team.members.create(name="Li Wei", mail="li@example.org", position=1)
    mail(client, competition)

    assert "nothing was sent twice" in again
    assert Message.objects.count() == 4
    assert Message.objects.latest("pk").recipient == "li@example.org"


def test_what_has_changed_since_it_was_seen_is_not_sent(client, competition):
    publish(client, competition)
    seen = client.get(address_of(competition)).context["seen"]
    make_entry(make_team(competition), organisers_j=[1e3], state="measured")
    told = press(client, competition, mail=seen)

    assert "has changed since you saw it" in told
    assert not Message.objects.exists()


def test_another_publication_is_mailed_again_and_what_waits_of_the_first_is_not_due(
    client, competition
):
    publish(client, competition)
    mail(client, competition)
    first = Message.objects.first()
    before = is_still_due(first)
    press(client, competition, hide="1")
    hidden = is_still_due(first)
    publish(client, competition)
    mail(client, competition)

    assert (before, hidden, is_still_due(first)) == (True, False, False)
    assert Message.objects.count() == 6


def test_who_is_in_a_team_does_not_publish_where_another_chair_can(client, cast, competition):
    both = make_member(cast.workshop).user
    own = make_entry(make_team(competition, "Own team", users=[both]), organisers_j=[1e3])
    type(own).objects.filter(pk=own.pk).update(state="measured", title="Kingfisher net")
    Award.objects.create(competition=competition, entry=own, name="Kingfisher award")
    client.force_login(both)
    told = words(page(client, address_of(competition)))
    refused = publish(client, competition)

    assert "The results are published by another chair" in told
    assert "Kingfisher" not in told
    assert "another chair publishes the results" in refused
    assert not is_published()


def test_who_is_in_a_team_and_the_only_chair_publishes(client, cast, competition):
    cast.workshop.memberships.chairs().exclude(user=cast.chair).delete()
    make_team(competition, "Own team", users=[cast.chair])
    publish(client, competition)

    assert is_published()


@pytest.mark.parametrize("role", ["stranger", "other_chair", "reviewer"])
def test_it_is_not_there_for_others(client, cast, competition, role):
    client.force_login(getattr(cast, role))

    assert client.get(address_of(competition)).status_code == 404
    assert client.post(address_of(competition), {"publish": "1", "sure": "1"}).status_code == 404
    assert not is_published()


def test_texts_are_kept_and_never_overwritten_unseen(client, competition):
    seen = client.get(address_of(competition)).context["form"]["seen"].value()
    press(client, competition, write="1", lessons="Measure thrice.", feedback="", seen=seen)
    stale = client.post(
        address_of(competition), {"write": "1", "lessons": "Other words.", "seen": seen}
    ).content.decode()

    assert Competition.objects.get().lessons == "Measure thrice."
    assert "Other words." in stale
    assert "Measure thrice." in stale


def test_as_many_queries_for_four_entries_as_for_one(client, cast):
    client.force_login(cast.chair)
    competition = make_competition(cast.workshop)
    make_entry(make_team(competition), organisers_j=[1e5], state="measured")
    publish(client, competition)
    one = queries_for(client, address_of(competition))
    for number in range(3):
        make_entry(make_team(competition), organisers_j=[2e5 + number], state="measured")

    assert queries_for(client, address_of(competition)) == one
