from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings

from reviews.matching.faults import Infeasible
from reviews.matching.solver import solve
from tests.reviews.matching.problems import problem, small_problems, without


def fault_of(given):
    with pytest.raises(Infeasible) as refused:
        solve(given)
    return refused.value


def words_of(given):
    fault = fault_of(given)
    return list(map(str, fault.causes)), list(map(str, fault.ways_out))


def test_too_few_eligible_reviewers_are_counted_with_the_conflicts():
    edges = without(8, 11, *[(7, who) for who in range(9)])
    kinds = [[7] * 6, list(range(6)), ["institution"] * 6]

    causes, ways = words_of(problem(8, 11, edges, demand=[3] * 8, conflicts=kinds))

    assert causes == ["submission 7: 2 eligible reviewers, 3 needed; 9 conflicts, 6 by institution"]
    assert ways == [
        "lower the demand of submission 7 to 2",
        "lift the conflict of submission 7 with reviewer 0",
    ]


@pytest.mark.parametrize(
    ("kind", "is_advised"), [("authorship", False), ("declining", False), ("declaration", True)]
)
def test_what_nobody_can_lift_is_no_way_out(kind, is_advised):
    given = problem(1, 2, {(0, 1): 0.5}, demand=[2], conflicts=[[0], [0], [kind]])

    assert ("edges" in [way.key for way in fault_of(given).ways_out]) == is_advised


def test_too_few_places_are_counted():
    given = problem(30, 14, demand=[3] * 30, max_load=[6] * 14)

    causes, ways = words_of(given)

    assert causes == ["90 reviews needed, 84 places"]
    assert len(fault_of(given).ways_out[0].changes) == 6
    assert ways[0].startswith("raise the most of reviewers ")
    assert ways[0].endswith(" to 7")


def test_a_group_that_competes_for_the_same_reviewers_is_named():
    edges = without(4, 5, (1, 0), (1, 1), (2, 0), (2, 1), (1, 2), (2, 2))
    given = problem(4, 5, edges, demand=[1, 1, 2, 1], max_load=[4, 4, 4, 1, 1])

    causes, ways = words_of(given)

    assert causes == [
        "submissions 1 and 2: 3 reviews needed, 2 places among the 2 reviewers who may take them"
    ]
    assert ways[0] in {f"raise the most of reviewer {one} to 2" for one in (3, 4)}


def test_who_must_review_more_than_is_open_to_them_is_named():
    edges = without(4, 3, (0, 0), (1, 0), (2, 0))

    causes, ways = words_of(problem(4, 3, edges, min_load=[2, 0, 0]))

    assert causes == [
        "reviewer 0: at least 2 reviews to be given, 1 to be had from the 1 submission open to it"
    ]
    assert ways == ["lower the least of reviewer 0 to 1"]


def test_more_least_reviews_than_are_needed_are_counted():
    causes, _ways = words_of(problem(4, 3, min_load=[2, 2, 2]))

    assert causes == ["the reviewers must have at least 6 reviews together, 4 needed"]


def test_an_empty_committee_is_told():
    causes, _ways = words_of(problem(4, 0))

    assert causes == ["the committee is empty: 4 reviews needed, 0 places"]


def test_pins_that_ask_too_much_are_told():
    assert words_of(problem(2, 3, pins=[(0, 0), (0, 1)]))[0] == ["submission 0: 2 pinned, 1 needed"]
    assert words_of(problem(2, 1, max_load=[1], pins=[(0, 0), (1, 0)]))[0] == [
        "reviewer 0: 2 pinned, 1 place"
    ]


def test_names_are_used_where_they_are_given():
    names = {"submissions": ["“Warm chips”"], "reviewers": ["Ana Moreau"]}

    causes, _ways = words_of(problem(1, 1, demand=[2], names=names))

    assert causes == ["submission “Warm chips”: 1 eligible reviewer, 2 needed"]


def test_the_exception_says_all_of_it():
    assert str(fault_of(problem(1, 1, demand=[2]))) == (
        "submission 0: 1 eligible reviewer, 2 needed."
        " Ways out: lower the demand of submission 0 to 1."
    )


def changed(given, way):
    """The problem as it would be by this way out."""
    if way.key == "edges":
        columns = zip(*given["edges"], strict=True)
        rows = [*columns, *((*pair, 0.0) for pair in way.changes)]
        return given | {"edges": list(zip(*rows, strict=True))}
    values = list(given[way.key])
    for one, value in way.changes.items():
        values[one] = value
    return given | {way.key: values}


@settings(max_examples=150, deadline=None)
@given(small_problems())
def test_each_way_out_leads_out(given):
    """Of what is short on one side; where both are, each way mends its own."""
    given = given | {"pins": []}
    try:
        solve(given)
        assume(False)
    except Infeasible as fault:
        kinds = {cause.kind for cause in fault.causes}
        ways = fault.ways_out
    assert ways
    for way in ways if len(kinds) == 1 else ():
        after = changed(given, way)
        if way.key == "demand":
            after["min_load"] = [0] * given["reviewers"]
        solve(after)


@settings(max_examples=100, deadline=None)
@given(small_problems())
def test_a_group_that_is_named_is_short_and_none_of_it_could_be_left_out(given):
    given = given | {"pins": [], "min_load": [0] * given["reviewers"]}
    try:
        solve(given)
        assume(False)
    except Infeasible as fault:
        groups = [set(cause.submissions) for cause in fault.causes if cause.submissions]
    for group in groups:
        assert short(given, group)
        assert not any(short(given, set(part)) for part in parts(group))


def parts(group):
    return chain.from_iterable(combinations(group, size) for size in range(len(group)))


def short(given, group):
    """By Hall's condition, for some part of the group exactly this."""
    met = [0] * given["reviewers"]
    for submission, reviewer, _score in zip(*given["edges"], strict=True):
        met[reviewer] += submission in group
    places = sum(map(min, met, given["max_load"]))
    return sum(given["demand"][one] for one in group) > places
