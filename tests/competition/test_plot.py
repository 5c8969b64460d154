"""The drawing of accuracy and energy."""

import gzip
import re
import time
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from competition.plot import Mark, figure_of
from competition.ranking import Entry, Slice
from tests.html import faults_in

SLICES = [Slice("80–90", 0.8, 0.9), Slice("90–95", 0.9, 0.95), Slice("95–100", 0.95, 1, True)]


def make(name, correct, energy_j, least_j=None, most_j=None, *, is_verified=False, **more):
    entry = Entry(name, correct, 10_000, energy_j, 1, **more)
    return Mark(entry, f"Team {name}", least_j, most_j, is_verified=is_verified)


WORKED = [make("A1", 9650, 150e3), make("A2", 9250, 10e3), make("A3", 9850, 5e6)]


def many(number):
    """Spread over five decades, a fifth measured."""
    return [one_of_many(place) for place in range(number)]


def one_of_many(place):
    measured = {} if place % 5 else {"least_j": 90, "most_j": 9e6, "is_verified": True}
    energy_j = 10 ** (2 + place * 61 % 500 / 100)
    return make(f"K{place}", 8000 + place * 37 % 1900, energy_j, **measured)


def drawn(marks, slices=SLICES, **more):
    """The figure as it is parsed, which what is not well-formed cannot be."""
    return ElementTree.fromstring(figure_of(marks, slices, **more))


def points(figure):
    """{id: (x, y)}"""
    return {
        link.get("href").removeprefix("#entry-"): tuple(
            map(float, re.findall(r"[-\d.]+", link.get("transform")))
        )
        for link in figure.iter("a")
    }


def texts(figure, kind=None):
    return [one.text for one in figure.iter("text") if kind is None or one.get("class") == kind]


def caption(figure):
    return "".join(figure.find("figcaption").itertext())


def shapes(figure, name):
    """The classes of the shapes of an entry, its target left out."""
    link = next(one for one in figure.iter("a") if one.get("href") == f"#entry-{name}")
    return [(one.tag, one.get("class")) for one in link[1:] if one.get("class") != "hit"]


def test_less_energy_is_further_left_and_more_accuracy_higher_up():
    found = points(drawn(WORKED))

    assert found["A2"][0] < found["A1"][0] < found["A3"][0]
    assert found["A2"][1] > found["A1"][1] > found["A3"][1]


def test_ten_times_the_energy_is_always_as_far():
    found = points(drawn([make(one, 9000 + one, 10.0**one) for one in range(1, 5)]))

    xs = [found[str(one)][0] for one in range(1, 5)]
    ways = [round(after - before) for before, after in pairwise(xs)]
    assert len(set(ways)) == 1


def test_each_point_leads_to_its_row_and_says_what_it_is():
    figure = drawn([make("A", 9499, 9460, 9410, 9520, is_verified=True)])

    link = figure.find(".//a")
    assert link.get("href") == "#entry-A"
    assert link.find("title").text == "Team A: 94.99\xa0%, 9.46\xa0kJ (9.41–9.52), measured"


def test_points_follow_each_other_by_energy_as_a_keyboard_goes():
    assert list(points(drawn(WORKED))) == ["A2", "A1", "A3"]


def test_measured_self_reported_and_baseline_differ_in_shape():
    marks = [make("M", 9000, 1e3, is_verified=True), make("S", 9100, 2e3)]
    marks += [make("B", 9200, 3e3, baseline=True, is_verified=True)]

    figure = drawn(marks)

    assert shapes(figure, "M") == [("circle", None)]
    assert shapes(figure, "S") == [("circle", "hollow")]
    assert shapes(figure, "B") == [("path", None)]
    assert "● measured · ○ self-reported · ■ baseline · —" in caption(figure)


def test_a_shape_that_is_not_there_is_not_explained():
    assert "baseline" not in caption(drawn(WORKED))


def test_a_bar_reaches_from_the_least_to_the_most_that_was_measured():
    figure = drawn([make("A", 9000, 1e4, 5e3, 2e4), make("B", 9100, 1e4, 9999, 10001)])

    assert [tag for tag, _kind in shapes(figure, "A")] == ["path", "circle"]
    assert [tag for tag, _kind in shapes(figure, "B")] == ["circle"]
    least, most = map(float, re.findall(r"-?[\d.]+(?= 0H|\")", bar_of(figure, "A")))
    assert least == pytest.approx(-most, abs=0.1)


def bar_of(figure, name):
    link = next(one for one in figure.iter("a") if one.get("href") == f"#entry-{name}")
    return link.find("path").get("d") + '"'


def test_the_finding_is_told_to_all_in_one_sentence():
    told = (
        "2 of 3 entries are on the front: from 92.50\xa0% at 10\xa0kJ to 96.50\xa0% at 150\xa0kJ."
    )

    figure = drawn([*WORKED[:2], make("A4", 9600, 200e3)])

    assert figure.find(".//desc").text == told
    assert told in caption(figure)


def test_the_drawing_is_named_and_described():
    svg = drawn(WORKED, name="all").find("svg")

    names = {one.get("id"): one.tag for one in svg if one.get("id")}
    assert svg.get("role") == "group"
    assert names == {svg.get("aria-labelledby"): "title", svg.get("aria-describedby"): "desc"}
    assert set(names) == {"all-title", "all-told"}


def test_the_front_is_a_line_in_steps_through_its_entries():
    figure = drawn([*WORKED, make("off", 9000, 1e6)])

    found = points(figure)
    (x, y), *others = (found[name] for name in ("A2", "A1", "A3"))
    line = next(one for one in figure.iter("path") if one.get("class") == "reach").get("d")
    assert f"V{y}{''.join(f'H{x}V{y}' for x, y in others)}H" in line
    assert line.startswith(f"M{x} ")


def test_a_baseline_is_not_on_the_front():
    figure = drawn([make("base", 9900, 1, baseline=True), *WORKED])

    assert caption(figure).startswith("3 of 3 entries are on the front")


def test_the_front_can_be_said():
    figure = drawn(WORKED, front=["A1"])

    assert caption(figure).startswith("1 of 3 entries is on the front: 96.50")
    assert [one.get("href") for one in figure.iter("a") if one.get("class")] == ["#entry-A1"]


def test_bounds_of_slices_are_lines_with_their_names():
    figure = drawn(WORKED)

    lines = [one for one in figure.iter("path") if one.get("class") == "slice"]
    assert len(lines) == 1
    assert set(texts(figure, "slice")) == {"95–100", "90–95"}


def test_names_that_would_meet_are_left_out():
    marks = [make("at the edge", 8500, 1e3), make("one", 9000, 1e4), make("two", 9001, 1.01e4)]
    marks += [make("far", 9900, 1e5)]

    assert texts(drawn(marks), "who") == ["Team one", "Team far"]


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", '" onload="x', "a & b", "]]>"])
def test_what_people_wrote_is_escaped(label):
    marks = [Mark(Entry(label, 9600, 10_000, 150e3, 1), label)]

    figure = drawn(marks, [Slice(label, 0.9, 1)])

    assert figure.find(".//a/title").text.startswith(label)
    assert figure.find(".//a").get("href") == f"#entry-{label}"
    assert {one.tag for one in figure.iter()} <= {"figure", "svg", "title", "desc", "g", "path"} | {
        "text",
        "a",
        "circle",
        "figcaption",
        "span",
    }


def test_a_page_with_it_is_as_html_shall_be():
    rows = "".join(f'<p id="entry-{mark.entry.id}">x</p>' for mark in WORKED)
    head = '<head><meta charset="utf-8"><title>x</title></head>'
    body = f"<body><main><h1>x</h1>{figure_of(WORKED, SLICES)}{rows}</main></body>"

    assert faults_in(f'<!doctype html><html lang="en">{head}{body}</html>') == []


def test_without_entries_a_sentence_stands_there():
    figure = drawn([])

    assert caption(figure) == "No entry has been measured yet: there is nothing to draw."
    assert figure.find("svg") is None


def test_one_entry_is_the_front_with_ticks_around_it():
    figure = drawn([WORKED[1]])

    assert caption(figure).startswith("The only entry is the front: 92.50\xa0% at 10\xa0kJ.")
    assert {"5\xa0kJ", "10\xa0kJ", "20\xa0kJ"} <= set(texts(figure))


def test_a_baseline_alone_is_drawn_without_a_front():
    figure = drawn([make("base", 9000, 1e5, baseline=True)])

    assert caption(figure).startswith("Only the baseline is drawn; there is no entry yet.")
    assert "the front" not in caption(figure)
    assert not [one for one in figure.iter("path") if one.get("class") == "reach"]


def test_a_front_without_entries_is_said_to_be_so():
    assert caption(drawn(WORKED, front=[])).startswith("No entry is on the front yet.")


def test_thresholds_without_an_upper_bound_are_drawn():
    figure = drawn(WORKED, [Slice("94 % and more", 0.94, None), Slice("97 %", 0.97, None)])

    assert texts(figure, "slice") == ["97 %", "94 % and more"]


def test_there_are_no_styles_and_no_scripts_in_it():
    assert not re.search(r"style|<script|\son\w+=", figure_of(many(50), SLICES))


def test_fifty_points_are_all_drawn_and_weigh_little():
    figure = figure_of(many(50), SLICES)

    assert figure.count("<a ") == 50
    assert len(gzip.compress(figure.encode(), 9)) < 3000


def test_of_thousands_of_points_those_close_to_others_are_left_out_and_counted():
    marks = many(2000)
    figure = figure_of(marks, SLICES)

    left = 2000 - figure.count("<a ")
    assert f"{left} entries off the front, close to others, are not drawn" in figure
    assert len(gzip.compress(figure.encode(), 9)) < 12_000


def test_of_many_the_front_and_the_baselines_are_all_drawn():
    marks = [
        *many(2000),
        make("base", 8500, 1e4, baseline=True),
        make("base2", 8500, 1e4, baseline=True),
    ]

    figure = drawn(marks)

    front = int(caption(figure).split()[0])
    assert sum(one.get("class") == "on" for one in figure.iter("a")) == front
    assert {"base", "base2"} <= set(points(figure))


def test_thousands_of_points_are_drawn_at_once():
    """Some 40 ms; the aim is measured by `make bench`, this only sees what grows by the square."""
    marks = many(2000)

    begin = time.process_time()
    figure_of(marks, SLICES)

    assert time.process_time() - begin < 0.5


def test_a_point_leads_to_the_page_with_its_row():
    elsewhere = Mark(WORKED[0].entry, "A1", page="?page=2&sort=<")

    html = figure_of([elsewhere, *WORKED[1:]])

    assert 'href="?page=2&amp;sort=&lt;#entry-A1"' in html
    assert 'href="#entry-A2"' in html
