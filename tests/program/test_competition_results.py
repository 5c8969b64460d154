"""The results of a competition, where else they are told, and what organisers see before."""

import csv
import io
import json

import pytest
from django.utils import timezone

from competition.models import Award, Entry, Team
from tests.competition.factories import (
    WORKED,
    make_competition,
    make_entry,
    make_many_entries,
    make_team,
)
from tests.factories import make_member, make_slot, make_user
from tests.html import faults_in
from tests.program.test_competition_page import change, enter_all, pass_dates, path_of
from tests.program.test_pages import page, words
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    found = make_competition()
    pass_dates(found)
    return found


def publish(competition):
    change(competition, results_at=timezone.now())


def results(client, competition):
    return page(client, path_of(competition, "results/"))


def test_they_are_there_once_they_are_published(client, competition):
    enter_all(competition, state="measured")
    path = path_of(competition, "results/")
    assert client.get(path).status_code == 404
    assert path not in page(client, path_of(competition))

    publish(competition)

    text = words(results(client, competition))
    assert "95–100 % Team of A1 : A1 · code" in text
    assert "The next one takes 3,233 % more energy." in text
    assert "90–95 % Team of A2 : A2" in text
    assert "80–90 % Nobody won in this slice." in text
    assert path in page(client, path_of(competition))
    assert path in page(client, f"/{competition.workshop.slug}/")
    assert path in client.get("/sitemap.xml").content.decode()


def test_published_results_open_the_leaderboard_whatever_its_date(client):
    competition = make_competition()
    enter_all(competition)
    publish(competition)

    assert "Team of A1" in page(client, path_of(competition))


def test_who_is_first_shares_it(client, competition):
    times = {"submitted_at": timezone.now()}
    enter_all(competition, [("A1", 9650, 10), ("A2", 9650, 10)], state="measured", **times)
    publish(competition)

    text = words(results(client, competition))

    assert "Team of A1" in text
    assert "Team of A2" in text
    assert "The next one" not in text


def test_what_was_not_verified_does_not_win(client, competition):
    enter_all(competition)
    publish(competition)

    text = words(results(client, competition))

    assert text.count("Nobody won in this slice: no entry in it was verified.") == 2
    assert text.count("Nobody won in this slice.") == 1
    assert "Team of A1" not in text


def test_awards_approaches_and_texts_of_the_organisers(client, competition):
    enter_all(competition, state="measured")
    a3 = Entry.objects.get(title="A3")
    Award.objects.create(competition=competition, entry=a3, name="Boldest", text="For its size.")
    Entry.objects.filter(title="A2").update(approach="Counts in **bits**.")
    change(competition, lessons="Measure *thrice*.", feedback="<script>Thanks</script>")
    publish(competition)

    html = results(client, competition)

    text = words(html)
    assert "Boldest Team of A3 : A3" in text
    assert "For its size." in text
    assert "A2 Team of A2 Counts in bits ." in text
    assert "<em>thrice</em>" in html
    assert "<script>Thanks" not in html
    assert faults_in(html) == []


def test_an_award_of_what_is_listed_no_more_is_left_out(client, competition):
    enter_all(competition, state="measured")
    a3 = Entry.objects.get(title="A3")
    Award.objects.create(competition=competition, entry=a3, name="Boldest")
    Entry.objects.filter(pk=a3.pk).update(state="withdrawn")
    publish(competition)

    assert "The jury gave no award of its own." in results(client, competition)


def test_the_numbers(client, competition):
    enter_all(competition, state="measured")
    enter_all(competition, [("B", 8100, 1e7)], is_baseline=True)
    make_entry(make_team(competition))
    publish(competition)

    text = words(results(client, competition))

    assert "Teams 5 Entries 5 Entries with an energy 4 Verified by the organisers 3" in text
    assert "Saved by the least energy 99.9 % of the baseline’s" in text
    assert "Hypervolume 0.454 accuracy × log10 of energy, above 80 % and below 10 MJ" in text


def test_of_nothing_the_page_stands_as_well(client, competition):
    publish(competition)

    html = results(client, competition)

    assert "Nobody won" in html
    assert "Entries</dt><dd>0" in html
    assert faults_in(html) == []


def test_more_entries_take_no_more_queries(client, competition, django_assert_num_queries):
    publish(competition)
    for entries in (WORKED[:1], WORKED):
        enter_all(
            competition,
            [(f"{len(entries)}{one}", *more) for one, *more in entries],
            state="measured",
        )
        for entry in Entry.objects.all():
            Award.objects.create(competition=competition, entry=entry, name="Best")
        with django_assert_num_queries(8):
            results(client, competition)


# --- in the program ---


def test_the_slot_of_the_results_lists_the_winners_once_they_are_published(client, competition):
    enter_all(competition, state="measured")
    slot = make_slot(competition.workshop, kind="results", title="")
    Workshop.objects.touch()
    path = path_of(competition, "results/")
    program = f"/{competition.workshop.slug}/program/"
    for address in (slot.get_absolute_url(), program):
        assert path not in page(client, address)

    publish(competition)

    html = page(client, slot.get_absolute_url())
    told = "Winners 09:00 Team of A1 A1 · 95–100 % 09:05 Team of A2 A2 · 90–95 % Each"
    assert told in words(html)
    assert path in html
    assert path in page(client, program)
    assert faults_in(html) == []


def test_who_wins_several_slices_presents_once(client):
    competition = make_competition(mode="threshold")
    pass_dates(competition)
    make_entry(make_team(competition, "Sole"), 9650, energy_j=1e5, state="measured", title="One")
    slot = make_slot(competition.workshop, kind="results", title="")
    publish(competition)
    Workshop.objects.touch()

    told = words(page(client, slot.get_absolute_url() + "?zone=Asia/Tokyo"))

    assert "Winners 18:00 Sole One · 95–100 %, 90–95 %, 80–90 % Each" in told


def test_other_slots_lead_to_no_results(client, competition):
    enter_all(competition, state="measured")
    publish(competition)
    slot = make_slot(competition.workshop)
    Workshop.objects.touch()

    html = page(client, slot.get_absolute_url())

    assert "results/" not in html
    assert "Winners" not in html


# --- as files ---


def csv_rows(client, competition):
    answer = client.get(path_of(competition, "leaderboard.csv"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_csv_has_all_of_it(client, competition):
    change(competition, grams_per_kwh="36", carbon_source="Ember")
    team = make_team(competition, "=1+1")
    measured = {"measured_correct": 9499, "measured_total": 10_000, "state": "measured"}
    make_entry(team, 9650, energy_j=1, organisers_j=[100e3, 90e3, 120e3], title="A1", **measured)
    make_entry(make_team(competition), 9650, title="A2")

    one, other = csv_rows(client, competition)

    assert (one["slice"], one["rank"], one["team"], one["title"]) == ("90–95 %", "1", "'=1+1", "A1")
    assert (one["correct"], one["total"], one["claimed_correct"]) == ("9499", "10000", "9650")
    energies = [float(one[name]) for name in ("energy_j", "energy_j_min", "energy_j_max")]
    assert energies == pytest.approx([100e3, 90e3, 120e3])
    assert float(one["co2e_g"]) == pytest.approx(1)
    assert (one["g_per_kwh"], one["state"], one["baseline"]) == ("36.0", "measured", "no")
    assert one["submitted"].endswith("Z")
    assert (other["slice"], other["rank"], other["energy_j"]) == ("", "", "")


def test_the_json_has_all_of_it(client, competition):
    enter_all(competition)

    found = json.loads(client.get(path_of(competition, "leaderboard.json")).content)

    assert found["competition"]["name"] == competition.name
    assert found["slices"]["version"] == 1
    assert [part["label"] for part in found["slices"]["slices"]] == [
        "95–100 %",
        "90–95 %",
        "80–90 %",
    ]
    entries = {one["title"]: one for one in found["entries"]}
    assert entries["A3"]["slices"] == [{"slice": "95–100 %", "rank": 2}]
    assert entries["A2"]["energy_j"]["median"] == pytest.approx(10e3)
    assert entries["A2"]["on_front"]


@pytest.mark.parametrize("name", ["", "results/", "leaderboard.csv", "leaderboard.json"])
def test_nothing_of_a_person_or_a_file_is_told(client, competition, name):
    user = make_user("kingfisher@example.org", name="Kingfisher")
    team = make_team(competition, users=[user])
    entry = make_entry(team, energy_j=5, state="measured", hardware="kingfisher's machine")
    entry.measurements.update(name="kingfisher.csv")
    publish(competition)

    answer = client.get(path_of(competition, name))

    assert answer.status_code == 200
    assert "kingfisher" not in answer.content.decode().lower()
    assert entry.code in answer.content.decode() or name == "results/"


def test_a_stored_file_costs_one_query(client, competition, django_assert_num_queries):
    make_many_entries(competition, 5)
    for name in ("leaderboard.csv", "leaderboard.json"):
        first = client.get(path_of(competition, name)).content
        with django_assert_num_queries(1):
            assert client.get(path_of(competition, name)).content == first


# --- before it is public ---


def previews(competition):
    before = f"/{competition.workshop.slug}/chair/competition/"
    return [f"{before}preview/", f"{before}results/preview/"]


def test_organisers_see_both_pages_before_they_are_public(client):
    competition = make_competition()
    enter_all(competition, state="measured")
    client.force_login(make_member(competition.workshop).user)

    for path in previews(competition):
        answer = client.get(path)
        html = answer.content.decode()
        assert "Team of A1" in html
        assert "Preview: not public." in html
        assert answer["Cache-Control"] == "private, no-store"
        assert faults_in(html) == []
    assert "Not written yet: promising approaches, lessons learned" in html


def test_what_is_asked_of_the_preview_stays_there(client):
    competition = make_competition()
    enter_all(competition)
    client.force_login(make_member(competition.workshop).user)

    html = page(client, previews(competition)[0] + "?slice=2")

    assert "Team of A2" in html
    assert "Team of A1" not in html
    assert f'"{path_of(competition)}?' not in html


def test_a_competition_that_is_not_opened_is_previewed(client):
    competition = make_competition(is_open=False)
    client.force_login(make_member(competition.workshop).user)

    for path in previews(competition):
        assert client.get(path).status_code == 200


def test_who_competes_sees_no_preview_though_a_chair(client):
    """Nor before anything was sent in: others' entries would be seen as they come."""
    competition = make_competition()
    chair = make_member(competition.workshop).user
    make_team(competition, users=[chair])
    client.force_login(chair)
    leaderboard, results = previews(competition)
    assert Team.objects.acted_for_by(chair).exists()
    for path in (leaderboard, results):
        assert client.get(path).status_code == 404

    pass_dates(competition)
    assert client.get(leaderboard).status_code == 200
    assert client.get(results).status_code == 404

    publish(competition)
    assert client.get(results).status_code == 200


def test_others_see_no_preview(client):
    competition = make_competition()
    for path in previews(competition):
        assert client.get(path).status_code == 302
    client.force_login(make_member().user)
    for path in previews(competition):
        assert client.get(path).status_code == 404
