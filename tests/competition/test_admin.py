"""A competition is defined in the admin: its slices together, frozen ones to be read alone."""

import pytest
from django.urls import reverse

from competition.judgement import set_baseline
from competition.models import Award, Competition, Slice
from competition.opening import open_competition, unfreeze_slices
from tests.adminforms import change_page, edit, shown
from tests.competition.factories import (
    SLICES,
    make_competition,
    make_entry,
    make_team,
)
from tests.factories import make_key_date, make_member
from workshop.models import Change, Job
from workshop.queue import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
ADD = reverse("admin:competition_competition_add")
LABELS = [label for label, *_bounds in SLICES]


@pytest.fixture
def competition(cast):
    return make_competition(cast.workshop, is_open=False)


def labels(competition):
    return sorted(competition.slices.values_list("label", flat=True))


def test_it_is_added_with_the_usual_slices_and_hidden(client, cast):
    added = edit(client, ADD, name="Little energy", test_size="10000")

    made = Competition.objects.get()
    assert added.status_code == 302
    assert (made.workshop, made.shown, made.opened_at) == (cast.workshop, "hidden", None)
    assert labels(made) == sorted(LABELS)


def test_usual_slices_that_are_emptied_are_not_there(client):
    gone = {f"slices-{row}-{name}": "" for row in (0, 1, 2) for name in ("label", "lower")}
    edit(client, ADD, name="Little energy", test_size="10000", **gone)

    assert labels(Competition.objects.get()) == []


def test_a_workshop_has_one(client, cast):
    data = shown(client.get(ADD)) | {"name": "Another", "test_size": "10"}
    there = make_competition(cast.workshop, is_open=False)
    again = client.post(ADD, data)

    assert client.get(ADD).url == change_page(there)
    assert "This workshop has its competition already" in again.content.decode()
    assert Competition.objects.count() == 1


def test_slices_that_overlap_are_refused_with_which(client, competition):
    told = edit(client, change_page(competition), **{"slices-1-upper": "0.97"}).content.decode()

    assert "95–100 % (0.9500000 to 1.0000000) overlap" in told
    assert Slice.objects.get(label="90–95 %").upper < 0.96


@pytest.mark.parametrize("typed", ["90", "9", "-0.1"])
def test_a_bound_in_per_cent_is_asked_for_as_a_share(client, competition, typed):
    told = edit(client, change_page(competition), **{"slices-1-lower": typed}).content.decode()

    assert told.count("Write a share from 0 to 1: 0.9 for 90 %.") == 1


def test_slices_that_follow_one_another_are_saved_together(client, competition):
    edit(client, change_page(competition), **{"slices-0-lower": "0.96", "slices-1-upper": "0.96"})

    assert float(Slice.objects.get(label="90–95 %").upper) == 0.96
    assert Change.objects.filter(model="competition.slice").count() == 2


def test_frozen_slices_and_their_mode_are_read_alone_until_they_are_unfrozen(client, cast):
    competition = make_competition(cast.workshop)
    page = client.get(change_page(competition))
    data = shown(page) | {"slices-0-label": "other", "mode": "threshold", "prize": "1000 euros"}
    client.post(change_page(competition), data)
    frozen = Competition.objects.get()
    before = labels(frozen)
    unfreeze_slices(competition, reason="One was wrong.", by=cast.chair)
    edit(client, change_page(competition), **{"slices-0-label": "other"})

    assert (frozen.mode, frozen.prize) == ("interval", "1000 euros")
    assert before == sorted(LABELS)
    assert "other" in labels(frozen)


def test_a_save_never_closes_what_was_opened(client, cast, competition):
    make_key_date(cast.workshop, kind="competition")
    data = shown(client.get(change_page(competition))) | {"prize": "1000 euros"}
    open_competition(competition, by=cast.chair)
    told = client.post(change_page(competition), data).content.decode()

    assert "saved this page at" in told
    assert Competition.objects.get().shown == "dates"


def test_it_is_not_deleted_once_teams_are_there(client, competition):
    path = reverse("admin:competition_competition_delete", args=[competition.pk])
    before = client.get(path).status_code
    make_team(competition)

    assert (before, client.get(path).status_code) == (200, 404)


def test_awards_go_to_entries_of_this_competition_alone(client, cast):
    competition = make_competition(cast.workshop)
    own = make_entry(make_team(competition))
    other = make_entry(make_team(make_competition()))
    page = client.get(change_page(competition))
    [awards] = [
        one.formset for one in page.context["inline_admin_formsets"] if one.formset.model is Award
    ]

    assert set(awards.empty_form.fields["entry"].queryset) == {own}
    assert other not in awards.empty_form.fields["entry"].queryset


def test_who_is_in_a_team_sees_neither_its_awards_nor_its_entries(client, cast):
    competition = make_competition(cast.workshop)
    both = make_member(cast.workshop).user
    own = make_entry(make_team(competition, users=[both]), title="Kingfisher net")
    Award.objects.create(competition=competition, entry=own, name="Kingfisher award")
    pages = [change_page(competition)]
    pages += [reverse(f"admin:competition_{one}_changelist") for one in ("entry", "team")]
    seen = [client.get(path).content.decode() for path in pages]
    client.force_login(both)
    hidden = [client.get(path).content.decode() for path in pages]

    assert "Kingfisher award" in seen[0]
    assert "Kingfisher net" in seen[1]
    assert "Kingfisher" not in "".join(hidden)
    assert client.get(change_page(own)).status_code == 404


def test_a_platform_that_changes_has_the_logs_judged_again(client, cast):
    competition = make_competition(cast.workshop)
    entry = make_entry(make_team(competition), energy_j=1e8)  # of an hour: 28 kW
    before = codes(entry)
    edit(client, change_page(competition), most_watts="100000")
    while work_once(Job.Lane.FILES):
        pass

    assert "impossible_power" in before
    assert "impossible_power" not in codes(entry)


def test_a_deadline_that_moves_has_the_logs_judged_again(client, cast):
    competition = make_competition(cast.workshop)
    entry = make_entry(make_team(competition), energy_j=1e5)
    before = codes(entry)
    edit(client, change_page(cast.workshop), **{"key_dates-0-at_0": "2020-06-07"})
    while work_once(Job.Lane.FILES):
        pass

    assert before == []
    assert codes(entry) == ["wrong_window"]


@pytest.mark.parametrize(("place", "jobs"), [(0, 1), (1, 0)])
def test_of_dates_only_those_logs_are_judged_beside_ask_for_it(client, cast, place, jobs):
    make_competition(cast.workshop)

    edit(client, change_page(cast.workshop), **{f"key_dates-{place}-at_0": "2031-06-07"})
    edit(client, change_page(cast.workshop), name="Little energy")

    assert Job.objects.filter(kind="judge_logs").count() == jobs


def codes(entry):
    return [one["code"] for log in entry.measurements.all() for one in log.findings]


def test_the_trail_says_nothing_of_ones_own_entries(client, cast):
    competition = make_competition(cast.workshop)
    both = make_member(cast.workshop).user
    own = make_entry(make_team(competition, users=[both]), title="Kingfisher net")
    make_entry(make_team(competition), title="Heron net")
    for entry in type(own).objects.all():
        set_baseline(entry, True, by=cast.chair)
    trail = reverse("admin:workshop_change_changelist")
    seen = client.get(trail).content.decode()
    client.force_login(both)
    told = client.get(trail).content.decode()

    assert "Kingfisher net" in seen
    assert "Heron net" in told
    assert "Kingfisher net" not in told
