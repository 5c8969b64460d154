"""What a draft says of each pair, computed in a process of its own."""

import pytest

from reviews.assigning.computing import asking
from reviews.assigning.computing.asking import compute
from reviews.assigning.computing.child import UNBALANCED, found
from reviews.assigning.computing.weighing import table_of
from reviews.matching.faults import Infeasible
from reviews.matching.running import OutOfTime

HEAT = "Heat of idle servers. We measure the heat that idle servers give off in winter."
MILK = "Milk of mountain sheep. We compare the milk of sheep in mountain pastures."


def asked(**more):
    """Two submissions, three reviewers: one of heat, one of milk, one who has said nothing."""
    papers = [[f"{HEAT} {n}" for n in range(3)], [f"{MILK} {n}" for n in range(3)], []]
    return {
        "texts": [HEAT, MILK],
        "papers": papers,
        "topics_of_submissions": [[], []],
        "topics_of_reviewers": [[], [], []],
        "imported": [],
        "closed": [],
        "pins": [],
        "kept": [],
        "demand": [1, 1],
        "most": [2, 2, 2],
        "senior": None,
        "institutions": None,
        "soft": {},
        "balanced": False,
        "top": None,
        "names": {
            "submissions": ["AAA", "BBB"],
            "reviewers": ["Ann", "Ben", "Cleo"],
        },
    } | more


def test_who_has_written_of_it_reviews_it():
    found = compute(asked())

    assert found["pairs"] == [(0, 0), (1, 1)]
    assert found["is_best"]


def test_a_pair_says_which_words_of_which_paper_it_shares_and_its_rank():
    [line, _other] = compute(asked())["lines"]

    assert line["paper"] == 0
    assert line["terms"] == ["Heat of idle", "servers give", "measure"]
    assert (line["rank"], line["of"]) == (1, 3)


def test_of_many_all_who_are_eligible_are_counted_not_the_candidates_alone():
    papers = [[], [], [], [HEAT], [MILK]]
    more = {"most": [2] * 5, "topics_of_reviewers": [[]] * 5, "names": {}}

    lines = compute(asked(papers=papers, top=1, closed=[[0, 2, "conflict"]], **more))["lines"]

    assert [line["of"] for line in lines] == [4, 5]


def test_who_was_better_is_told_with_what_kept_them():
    [line, other] = compute(asked(closed=[[0, 0, "conflict"]], most=[2, 1, 2]))["lines"]

    assert line["better"][0] == [0, "conflict"]
    assert line["of"] == 2
    assert other["better"] == []


def test_who_is_needed_elsewhere_is_told_as_such():
    found = compute(asked(texts=[HEAT, HEAT], most=[1, 1, 1]))

    better = [line["better"] for line in found["lines"]]
    assert [0, "elsewhere"] in [*better[0], *better[1]]


def test_a_pin_is_kept_whatever_it_costs():
    assert (0, 1) in compute(asked(pins=[[0, 1]]))["pairs"]


def test_what_stands_stays_and_moves_only_where_it_must():
    kept = compute(asked(kept=[[0, 1]]))["pairs"]
    moved = compute(asked(kept=[[0, 1]], closed=[[1, 0, "x"], [1, 2, "x"]], most=[1, 1, 1]))[
        "pairs"
    ]

    assert (0, 1) in kept
    assert moved == [(0, 0), (1, 1)]


def test_topics_count_where_no_paper_is_known():
    topics = {"topics_of_submissions": [[1], []], "topics_of_reviewers": [[], [], [1]]}
    table = table_of(asked(papers=[[], [], []], **topics))

    assert table[0, 2] > table[0, 0]


def test_a_score_from_elsewhere_counts():
    table = table_of(asked(imported=[[0, 1, 0.9], [0, 0, 0.1], [1, 0, 0.5]]))

    assert table[0, 1] > table_of(asked())[0, 1]


def test_the_price_of_balance_is_told():
    found = compute(asked(balanced=True))

    assert found["fair"]["worst"] >= found["plain"]["worst"]
    assert found["plain"]["total"] >= found["fair"]["total"]


UNFAIR = {"imported": [[0, 0, 1.0], [0, 1, 0.3], [1, 0, 0.5], [1, 1, 0.0]], "most": [1, 1, 0]}


def test_a_price_that_is_not_found_in_time_is_not_told():
    answer = found(asked(**UNFAIR, texts=["", ""], papers=[[], [], []], seconds=0))

    assert answer["fair"] is None
    assert answer["is_best"]


def test_balance_that_is_not_found_in_time_gives_way_and_that_is_said():
    answer = found(asked(**UNFAIR, texts=["", ""], papers=[[], [], []], seconds=0, balanced=True))

    assert answer["total"] == answer["plain"]["total"]
    assert (answer["fair"], answer["is_best"]) == (None, False)
    assert answer["notes"] == [UNBALANCED]


def test_an_answer_without_balance_is_there_before_any_is_looked_for():
    early = []
    answer = found(asked(seconds=9, balanced=True), early.append)

    assert early[0]["fair"] is None
    assert early[0]["plain"] == answer["plain"]


def test_who_takes_too_long_over_balance_has_said_what_is_best_without(monkeypatch):
    """In a real process that is ended by the deadline."""
    monkeypatch.setattr(asking, "CHILD", "tests.reviews.assigning.slow")

    assert compute(asked(), seconds=3)["pairs"] == [(0, 0)]


def test_what_is_cancelled_gives_nothing(monkeypatch):
    monkeypatch.setattr(asking, "CHILD", "tests.reviews.assigning.slow")

    with pytest.raises(OutOfTime):
        compute(asked(), seconds=60, cancelled=lambda: True)


def test_what_cannot_be_is_told_by_name_with_ways_out():
    with pytest.raises(Infeasible) as told:
        compute(asked(demand=[3, 1], closed=[[0, 0, "an author"]]))

    assert "submission AAA: 2 eligible reviewers, 3 needed" in str(told.value)
    assert told.value.ways_out


def test_the_deadline_ends_it():
    with pytest.raises(OutOfTime):
        compute(asked(), seconds=0.01)


def test_of_many_each_submission_has_some_candidates():
    table = table_of(asked(top=1))

    assert {submission for submission, _reviewer in table} == {0, 1}
    assert len(table) <= 4
