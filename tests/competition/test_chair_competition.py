"""The chair's page of the competition: defined, opened, closed, its slices, what to measure."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from competition.judgement import add_baseline
from competition.leaderboard import board_of
from competition.models import Competition, Entry
from competition.opening import unfreeze_slices
from competition.publishing import mail_ranks, publish_results
from competition.ranking_mails import digest_of_mails, mails_of
from competition.teams import leave_team
from tests.adminforms import queries_for
from tests.competition.factories import SLICES, make_competition, make_entry, make_team
from tests.factories import make_key_date, make_member, make_user
from tests.html import faults_in, unprotected_in
from tests.program.test_pages import page, words
from workshop.chair_page import all_steps
from workshop.models import User, Workshop

pytestmark = pytest.mark.django_db
PREVIEWS = ["competition_preview", "results_preview"]
TOP, MIDDLE, _LOW = (label for label, *_bounds in SLICES)


@pytest.fixture
def workshop(client, cast):
    client.force_login(cast.chair)
    return cast.workshop


@pytest.fixture
def competition(workshop):
    return make_competition(workshop)


def enter(competition, title, correct=9650, energy_j=1e5, **fields):
    return make_entry(make_team(competition), correct, energy_j=energy_j, title=title, **fields)


def address_of(workshop):
    return reverse("chair_competition", args=[workshop.slug])


def shown(client, workshop, query=""):
    return words(page(client, address_of(workshop) + query))


def press(client, workshop, **sent):
    return words(client.post(address_of(workshop), sent, follow=True).content.decode())


def steps(workshop, user):
    workshop = Workshop.objects.prefetch_related("key_dates", "topics").get(pk=workshop.pk)
    return {one.text: one for one in all_steps(workshop, user)}


def titles(client, workshop, query=""):
    response = client.get(address_of(workshop) + query)
    return [line.entry.title for line in response.context["page"]]


# --- where it stands ---


def test_where_there_is_none_it_leads_to_the_form(client, workshop):
    html = page(client, address_of(workshop))

    assert f"/admin/competition/competition/add/?workshop={workshop.pk}" in html


def test_while_it_is_defined_it_says_what_is_missing(client, workshop):
    make_competition(workshop, is_open=False, rules="")

    told = shown(client, workshop)
    assert "the rules" in told
    assert "a key date “Competition entries due”" in told
    assert "Open the competition" not in told


def test_it_is_opened_once_it_is_looked_at(client, cast, workshop):
    make_competition(workshop, is_open=False)
    make_key_date(workshop, kind="competition", at=timezone.now() + timedelta(days=7))
    unsure = press(client, workshop, open="1")
    was = Competition.objects.get().opened_at
    press(client, workshop, open="1", sure="1")

    now = Competition.objects.get()
    assert "Tick that you have seen it" in unsure
    assert was is None
    assert (now.shown, now.are_slices_frozen) == ("dates", True)


def test_previews_are_reached_until_everybody_reads_and_not_by_who_competes(
    client, cast, workshop, competition
):
    pages = address_of(workshop), reverse("chair_competition_results", args=[workshop.slug])
    previews = [reverse(name, args=[workshop.slug]) for name in PREVIEWS]

    assert [preview in page(client, one) for one, preview in zip(pages, previews, strict=True)] == [
        True,
        True,
    ]
    assert client.get(previews[0]).status_code == client.get(previews[1]).status_code == 200

    make_team(competition, users=[cast.chair])
    assert [preview in page(client, one) for one, preview in zip(pages, previews, strict=True)] == [
        False,
        False,
    ]


def test_of_a_hidden_site_it_says_that_nobody_reads_it(client, workshop, competition):
    told = "The site is hidden: nobody but its chairs can read of the competition."
    public = shown(client, workshop)
    Workshop.objects.update(is_public=False)

    assert told not in public
    assert told in shown(client, workshop)


def test_closed_hidden_and_shown_again_nothing_is_lost(client, workshop, competition):
    enter(competition, "A1")
    states = []
    for wanted in ("closed", "hidden", "dates"):
        press(client, workshop, show=wanted)
        states.append(Competition.objects.get().shown)

    assert states == ["closed", "hidden", "dates"]
    assert titles(client, workshop) == ["A1"]


@pytest.mark.parametrize("role", ["stranger", "other_chair", "reviewer", "publications"])
def test_it_is_not_there_for_others(client, cast, workshop, competition, role):
    client.force_login(getattr(cast, role))

    assert client.get(address_of(workshop)).status_code == 404
    assert client.post(address_of(workshop), {"show": "hidden"}).status_code == 404
    assert Competition.objects.get().shown == "dates"


# --- slices ---


def move_bound(competition):
    competition.slices.filter(label=TOP).update(lower="0.92")
    competition.slices.filter(label=MIDDLE).update(upper="0.92")


def test_slices_are_edited_for_a_reason_and_frozen_as_another_version(
    client, workshop, competition
):
    enter(competition, "A1", 9250)
    press(client, workshop, unfreeze="1", **{"unfreeze-reason": "One bound was wrong."})
    move_bound(competition)
    response = client.get(address_of(workshop))
    told, seen = words(response.content.decode()), response.context["refreezing"].seen
    before = board_of(Competition.objects.get()).rows[0].places
    press(client, workshop, freeze=seen, **{"freeze-reason": "One bound was wrong."})

    now = Competition.objects.get()
    assert f"1 in {MIDDLE} → 1 in {TOP}" in told
    assert before == {MIDDLE: 1}
    assert board_of(now).rows[0].places == {TOP: 1}
    assert [(one.version, one.reason) for one in now.openings.all()] == [
        (1, ""),
        (2, "One bound was wrong."),
    ]


def test_they_are_frozen_as_they_were_shown_or_not_at_all(client, workshop, competition):
    press(client, workshop, unfreeze="1", **{"unfreeze-reason": "One bound was wrong."})
    seen = client.get(address_of(workshop)).context["refreezing"].seen
    move_bound(competition)
    told = press(client, workshop, freeze=seen, **{"freeze-reason": "It was."})

    assert "is not what you saw any more" in told
    assert not Competition.objects.get().are_slices_frozen


def test_a_reason_is_needed(client, workshop, competition):
    press(client, workshop, unfreeze="1", **{"unfreeze-reason": ""})

    assert Competition.objects.get().are_slices_frozen


# --- to measure ---


def test_needs_attention_first_then_what_would_win_then_by_energy(client, workshop, competition):
    enter(competition, "second", energy_j=2e4)
    enter(competition, "third", energy_j=3e4)
    enter(competition, "first of another slice", 9250, energy_j=9e5)
    enter(competition, "first", energy_j=1e4)
    enter(competition, "amiss", energy_j=9e6, state="attention", reason="Which meter?")
    enter(competition, "done", energy_j=1e3, state="measured")

    order = ["amiss", "first of another slice", "second", "third", "first"]
    assert titles(client, workshop, "?state=all")[0] == "amiss"
    assert titles(client, workshop) == [
        "amiss",
        "first of another slice",
        "first",
        "second",
        "third",
    ], order
    assert titles(client, workshop, "?state=measured") == ["done"]


def test_each_stands_with_what_is_to_be_run(client, workshop, competition):
    image = {"image": "registry.example.org/net", "image_digest": f"sha256:{'b' * 64}"}
    enter(competition, "A1", **image)

    told = shown(client, workshop)
    assert "96.50 %" in told
    assert "100 kJ as its team says" in told
    assert "a" * 64 in told
    assert f"registry.example.org/net@sha256:{'b' * 64}" in told
    assert "RTX 3090" in told
    assert "0 of 1 verified" in told


def test_a_list_that_finds_nothing_leads_to_all(client, workshop, competition):
    enter(competition, "A1")

    assert "No entry is like that." in shown(client, workshop, "?words=nowhere")


def test_who_is_in_a_team_sees_nothing_of_it(client, workshop, competition):
    both = make_member(workshop).user
    own = make_team(competition, "Own team", users=[both])
    make_entry(own, energy_j=1e3, title="Kingfisher net")
    enter(competition, "A1", energy_j=1e4)
    client.force_login(both)
    told = shown(client, workshop, "?state=all")
    export = b"".join(
        client.get(
            reverse("export_to_measure", args=[workshop.slug, "csv"]) + "?state=all"
        ).streaming_content
    ).decode()

    assert "Own team" in told
    assert "Kingfisher" not in told + export
    assert f"first in {TOP}" in told  # as if its own were not there


def test_as_many_queries_for_four_entries_as_for_one(client, workshop, competition):
    enter(competition, "A0")
    one = queries_for(client, address_of(workshop))
    for number in range(3):
        enter(competition, f"A{number + 1}", energy_j=1e5 + number)

    assert queries_for(client, address_of(workshop)) == one


def test_what_the_list_shows_goes_out_as_csv_without_formulas(client, workshop, competition):
    enter(competition, "=1+1")
    enter(competition, "done", state="accepted")
    response = client.get(reverse("export_to_measure", args=[workshop.slug, "csv"]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")

    [row] = csv.DictReader(io.StringIO(text))
    assert row["title"] == "'=1+1"
    assert row["archive_sha256"] == "a" * 64
    assert row["would_win"] == TOP
    assert float(row["energy_j"]) == pytest.approx(1e5)


# --- a baseline ---


def baseline(**more):
    sent = {"title": "ResNet-20", "hardware": "RTX 3090", "correct": "9125", "total": "10000"}
    return {"baseline": "1"} | {f"baseline-{name}": value for name, value in (sent | more).items()}


def test_a_baseline_is_of_the_organisers_team_and_ranks_nobody_out(client, workshop, competition):
    make_team(competition, "organisers")
    key = "0b3f1c5e-0000-4000-8000-000000000001"
    client.post(address_of(workshop), baseline() | {"key": key})
    client.post(address_of(workshop), baseline() | {"key": key})

    entry = Entry.objects.get()
    assert (entry.is_baseline, entry.state, entry.claimed) == (True, "reported", (9125, 10_000))
    assert (entry.team.name, entry.team.members.count()) == ("Organisers 2", 0)


def test_a_baseline_that_cannot_be_keeps_what_was_typed(client, workshop, competition):
    html = client.post(address_of(workshop), baseline(correct="99999")).content.decode()

    assert "Correct must be from 0 to total" in html
    assert 'value="ResNet-20"' in html


# --- what is to be done next ---


def test_opening_is_a_step_once_nothing_is_missing(cast, workshop):
    make_competition(workshop, is_open=False)
    before = steps(workshop, cast.chair)
    make_key_date(workshop, kind="competition", at=timezone.now() + timedelta(days=7))

    assert any(
        text.startswith("Define the competition: a key date") and step.is_suggestion
        for text, step in before.items()
    )
    assert not steps(workshop, cast.chair)["Open the competition"].is_suggestion


def test_measuring_is_urgent_once_entries_are_due(cast, workshop, competition):
    enter(competition, "A1")
    before = steps(workshop, cast.chair)["Measure 1 entry"]
    workshop.key_dates.filter(kind="competition").update(at=timezone.now())

    assert (before.is_suggestion, before.is_urgent) == (True, False)
    assert steps(workshop, cast.chair)["Measure 1 entry"].is_urgent


def test_publishing_is_urgent_once_the_ranking_was_to_be_announced(cast, workshop, competition):
    enter(competition, "A1")
    text = "Publish the results of the competition"
    before = steps(workshop, cast.chair)
    workshop.key_dates.filter(kind="ranking").update(at=timezone.now())

    assert text not in before
    assert steps(workshop, cast.chair)[text].is_urgent


def test_mailing_is_suggested_once_they_are_published(cast, workshop, competition):
    enter(competition, "A1", state="accepted")
    publish_results(competition, by=cast.chair)
    before = steps(workshop, cast.chair)
    mail_ranks(competition, by=cast.chair, seen=digest_of_mails(mails_of(published(competition))))

    assert before["Mail each team its rank"].is_suggestion
    assert "Mail each team its rank" not in steps(workshop, cast.chair)


def published(competition):
    competition.refresh_from_db()
    return competition


def test_slices_that_are_edited_are_to_be_frozen_again(cast, workshop, competition):
    unfreeze_slices(competition, reason="One was wrong.", by=cast.chair)

    assert steps(workshop, cast.chair)["Freeze the slices of the competition again"].is_urgent


# --- as HTML ---


def test_the_pages_are_whole_and_their_forms_protected(client, cast, workshop, competition):
    entry = enter(competition, "A1", organisers_j=[1e5, 2e5], state="accepted")
    enter(competition, "A2")
    publish_results(competition, by=cast.chair)
    unfreeze_slices(competition, reason="One was wrong.", by=cast.chair)
    entry_page = reverse("chair_entry", args=[workshop.slug, entry.code])
    asked = {"preview": "1", "state": "attention", "reason": "Which meter?"}
    pages = [
        page(client, address_of(workshop)),
        page(client, reverse("chair_competition_results", args=[workshop.slug])),
        page(client, entry_page),
        client.post(entry_page, asked).content.decode(),
    ]

    assert [faults_in(html) + unprotected_in(html) for html in pages] == [[]] * 4


def test_a_team_that_all_have_left_gets_no_baseline(workshop, competition):
    team = make_team(competition, "Somebody’s name", users=[make_user("ana@example.org")])
    make_entry(team, state="draft", submitted_at=None)
    leave_team(team, by=User.objects.get(email="ana@example.org"))

    fields = {"title": "ResNet", "correct": 9000, "total": 10_000}
    baseline = add_baseline(competition, fields, by=None, key="one")

    assert baseline.team.name == "Organisers"
