"""The public leaderboard: the drawing, the table that is its data, and what may be asked of it."""

import re
from types import SimpleNamespace

import pytest

from competition.logs import read_log
from program.leaderboards.asking import SORTS
from program.leaderboards.page import ROWS
from tests.competition.factories import (
    make_competition,
    make_entry,
    make_many_entries,
    make_team,
)
from tests.html import faults_in
from tests.program.test_competition_page import change, enter_all, pass_dates, path_of
from tests.program.test_pages import page, words
from workshop.footprint import weight_of_page
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def competition():
    found = make_competition()
    pass_dates(found)
    return found


def rows_of(html):
    """[words of a row of the table]; a slice is one as well."""
    table = re.search(r"<tbody.*</tbody>", html, re.S)
    rows = re.findall(r"<tr.*?</tr>", table[0], re.S) if table else []
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def teams_of(html):
    return re.findall(r'<th scope="row"><bdi>Team of (\w+)', html)


def test_the_worked_example_by_slice_and_rank(client, competition):
    enter_all(competition)

    html = page(client, path_of(competition))

    assert [row[:6] for row in rows_of(html)] == ["95–100", "Rank 1", "Rank 2", "90–95 ", "Rank 1"]
    assert teams_of(html) == ["A1", "A3", "A2"]
    assert "No entry yet: 80–90 %" in words(html)
    assert faults_in(html) == []


def test_each_point_of_the_drawing_leads_to_its_row(client, competition):
    enter_all(competition)

    html = page(client, path_of(competition))

    points = re.findall(r'<a href="#(entry-\w+)"', html)
    assert sorted(points) == sorted(re.findall(r'<tr id="(entry-\w+)"', html))
    assert len(points) == 3


def test_a_row_tells_what_was_claimed_and_what_was_measured(client, competition):
    change(competition, grams_per_kwh="50", carbon_source="Ember")
    measured = {"measured_correct": 9499, "measured_total": 10_000, "state": "measured"}
    joules = [360e3, 350e3, 380e3]
    make_entry(make_team(competition, "Warm"), 9650, energy_j=1, organisers_j=joules, **measured)

    html = page(client, path_of(competition))

    [_part, row] = rows_of(html)
    assert "Accuracy 94.99\xa0% claimed 96.50\xa0%".replace("\xa0", " ") in row
    assert "360 kJ (350–380) 5 g CO2e Duration 1 h measured front" in row
    assert "CO2e at 50 g CO2e per kWh (Ember)." in words(html)
    assert 'href="https://code.example.org/sparse" rel="noopener nofollow ugc"' in html


def test_the_state_is_told_in_words(client, competition):
    enter_all(competition, [("B", 9600, 1e6)], is_baseline=True)
    enter_all(competition, [("M", 9600, 1e5)], state="measured")
    enter_all(competition, [("A", 9600, 2e5)], state="accepted")
    enter_all(competition, [("N", 9600, 2e3)], state="attention", reason="Which card?")
    enter_all(competition, [("R", 9600, 4e6)])
    enter_all(competition, [("D", 9600, 1)], state="rejected", reason="No.")

    html = page(client, path_of(competition))

    told = " ".join(rows_of(html))
    for state in ("self-reported baseline", "measured front", "accepted", "needs attention"):
        assert state in told
    assert "saves 90 % " in told
    assert "takes 300 % more" in told
    assert "Team of D" not in html
    assert "Which card?" not in html


def test_what_was_not_measured_stands_at_the_end(client, competition):
    make_entry(make_team(competition, "Team of X"), 9900)
    enter_all(competition)
    enter_all(competition, [("L", 7000, 10)])

    for query in ("", "?sort=energy", "?sort=team"):
        html = page(client, path_of(competition, query))
        assert teams_of(html)[-1] == "X"
        assert "Not measured yet" in html
    assert "Below all slices" in page(client, path_of(competition))


def test_where_nothing_was_sent_in_it_says_so(client, competition):
    text = words(page(client, path_of(competition)))

    assert "Nothing has been sent in yet." in text
    assert "No entry has been measured yet" in text


# --- what may be asked ---


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("energy", ["A2", "A1", "A3"]),
        ("accuracy", ["A3", "A1", "A2"]),
        ("team", ["A1", "A2", "A3"]),
        ("date", ["A1", "A2", "A3"]),
        ("nonsense", ["A1", "A3", "A2"]),
    ],
)
def test_it_is_sorted_by_what_is_asked(client, competition, sort, order):
    enter_all(competition)

    html = page(client, path_of(competition, f"?sort={sort}"))

    assert teams_of(html) == order
    assert "Select a valid choice" not in html


def test_sorted_it_tells_the_rank_in_the_slice(client, competition):
    enter_all(competition)

    html = page(client, path_of(competition, "?sort=energy"))

    assert rows_of(html)[0].startswith("Rank 1 90–95 % Team of A2")
    assert 'aria-sort="ascending"' in html


@pytest.mark.parametrize("asked", ["1", "95–100 %"])
def test_one_slice_is_asked_for_by_number_or_name(client, competition, asked):
    enter_all(competition)

    html = page(client, path_of(competition, f"?slice={asked.replace(' %', '+%25')}"))

    assert teams_of(html) == ["A1", "A3"]
    assert "2 of 2 entries are on the front" in html
    assert faults_in(html) == []


def test_the_front_is_that_of_the_slice(client, competition):
    enter_all(competition, [("cheap", 9600, 10), ("dear", 9400, 1000)])

    assert "on the front: 94" not in page(client, path_of(competition))
    assert "The only entry is the front: 94" in page(client, path_of(competition, "?slice=2"))


@pytest.mark.parametrize("budget", ["150 kJ", "150kJ", "150000", "150,000 J", "0.15 MJ"])
def test_an_energy_leaves_out_what_takes_more(client, competition, budget):
    enter_all(competition)

    html = page(client, path_of(competition, f"?budget={budget}&utm=x"))

    assert teams_of(html) == ["A1", "A2"]
    assert "utm" not in html
    assert "A3" not in html


@pytest.mark.parametrize("budget", ["ten", "0", "-5", "1e99 J", "5 kWh", "9" * 50, "<b>"])
def test_an_energy_that_cannot_be_read_is_kept_and_says_how_it_is_written(
    client, competition, budget
):
    enter_all(competition)

    html = page(client, path_of(competition, f"?budget={budget}"))

    assert "Write an energy above 0, such as 10 kJ or 5000." in words(html)
    assert f'value="{budget.replace("<", "&lt;").replace(">", "&gt;")}"' in html
    assert len(teams_of(html)) == 3
    assert faults_in(html) == []


def test_below_an_energy_a_slice_with_others_above_it_is_not_called_empty(client, competition):
    enter_all(competition)

    told = words(page(client, path_of(competition, "?budget=20+kJ")))

    assert "No entry yet: 80–90 %" in told
    assert "No entry yet: 95–100 %" not in told
    assert "1 entry. Energy is" in told


def test_where_nothing_takes_so_little_it_says_so(client, competition):
    enter_all(competition)

    assert "No entry is like that." in page(client, path_of(competition, "?budget=1+J"))


def test_by_thresholds_an_entry_stands_in_each_slice_and_has_one_anchor(client):
    competition = make_competition(mode="threshold")
    enter_all(competition)
    pass_dates(competition)

    html = page(client, path_of(competition))

    assert teams_of(html) == ["A1", "A3", "A2", "A1", "A3", "A2", "A1", "A3"]
    assert "accuracy of at least 95" in html
    assert faults_in(html) == []


# --- of strangers ---


HOSTILE = ["<script>alert(1)</script>", "\u202ereversed שלום", "W" * 80, "'; DROP TABLE", "=1+1"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_strangers_typed_is_text(client, competition, name):
    team = make_team(competition, name)
    make_entry(team, energy_j=5, title=name, code_url="javascript:alert(1)")

    for query in ("", "?sort=team"):
        html = page(client, path_of(competition, query))
        assert "<script>alert" not in html
        assert "javascript:" not in html
        assert faults_in(html) == []


# --- size ---


def test_a_page_of_50_entries_weighs_at_most_30_kb(client, competition):
    make_many_entries(competition, 50)

    html = client.get(path_of(competition)).content

    assert html.count(b'<tr id="entry-') == 50
    assert weight_of_page(html) <= 30_000
    assert not re.findall(rb"<img|<script|url\(", html)


@pytest.mark.parametrize("query", ["", "?sort=energy", "?slice=1"])
def test_more_entries_take_no_more_queries(client, competition, django_assert_num_queries, query):
    enter_all(competition, [("A1", 9650, 5)])
    with django_assert_num_queries(7):
        page(client, path_of(competition, query))
    enter_all(competition, [("A2", 9650, 6), ("A3", 9500, 6), ("A4", 7000, 6)])
    with django_assert_num_queries(7):
        page(client, path_of(competition, query))


def test_of_many_entries_each_page_has_a_part_and_each_point_leads_to_its_own(client, competition):
    make_many_entries(competition, 450)

    html = page(client, path_of(competition))
    last = page(client, path_of(competition, "?page=3"))

    assert html.count('<tr id="entry-') == ROWS
    assert last.count('<tr id="entry-') == 450 - 2 * ROWS
    assert 'rel="next"' in html
    points = re.findall(r'<a href="\?page=(\d)#(entry-\w+)"', html)
    assert {number for number, _anchor in points} == {"2", "3"}
    assert all(f'id="{anchor}"' in last for number, anchor in points if number == "3")
    assert faults_in(html) + faults_in(last) == []


@pytest.mark.parametrize("number", ["0", "x", "99", ""])
def test_a_page_that_is_not_there_is_the_nearest(client, competition, number):
    enter_all(competition)

    assert len(teams_of(page(client, path_of(competition, f"?page={number}")))) == 3


def test_what_is_asked_for_costs_one_reading_of_the_rows(
    client, competition, django_assert_num_queries
):
    enter_all(competition)
    page(client, path_of(competition))

    for sort in filter(None, SORTS):
        with django_assert_num_queries(2):
            page(client, path_of(competition, f"?sort={sort}"))


def test_a_log_that_is_read_later_shows_once_it_is_read(client, competition):
    entry = make_entry(make_team(competition), energy_j=7000)
    log = entry.measurements.get()
    unread = {"runs": None, "energy_j": None, "chosen": None, "cpu_j": None, "gpu_j": None}
    entry.measurements.update(**unread)
    Workshop.objects.touch()
    assert "7\xa0kJ" not in page(client, path_of(competition))

    read_log(SimpleNamespace(arguments={"log": log.pk}))

    assert "7\xa0kJ" in page(client, path_of(competition))


def test_a_name_turns_the_direction_of_reading_of_nothing_beside_it(client, competition):
    make_entry(make_team(competition, "\u202ereversed"), energy_j=5, title="\u202etoo")

    html = page(client, path_of(competition))

    assert "<bdi>\u202ereversed</bdi>" in html
    assert "<bdi>\u202etoo</bdi> · <a" in html
