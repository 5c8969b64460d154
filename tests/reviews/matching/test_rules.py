import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.matching.faults import BadProblem, Infeasible
from reviews.matching.solver import refill, solution, solve
from tests.reviews.matching.problems import answers, easy_problems, problem, total, without
from tests.reviews.matching.test_solver import larger

# Juniors and colleagues fit better.
FIT = {(0, 0): 0.9, (0, 1): 0.8, (0, 2): 0.1, (0, 3): 0.2}
SENIOR = [False, False, True, False]
HOUSES = ["ETH", "ETH", None, "Pau"]


def fit(**rules):
    return problem(1, 4, FIT, demand=[2], **rules)


def test_without_rules_the_best_two_are_taken():
    assert solve(fit()) == [(0, 0), (0, 1)]


def test_one_senior_at_least():
    assert solve(fit(senior=SENIOR)) == [(0, 0), (0, 2)]


def test_one_of_each_institution_at_most():
    assert solve(fit(institutions=HOUSES)) == [(0, 0), (0, 3)]


def test_both_at_once():
    pins = {"pins": [(0, 3)], "demand": [3]}

    assert solve(fit(senior=SENIOR, institutions=HOUSES)) == [(0, 0), (0, 2)]
    assert solve(fit(senior=SENIOR, institutions=HOUSES) | pins) == [(0, 0), (0, 2), (0, 3)]


def test_a_pinned_senior_is_enough_and_a_pinned_colleague_counts():
    assert solve(fit(senior=SENIOR, pins=[(0, 2)])) == [(0, 0), (0, 2)]
    assert solve(fit(institutions=HOUSES, pins=[(0, 1)])) == [(0, 1), (0, 3)]


@pytest.mark.parametrize("rule", [{"senior": SENIOR}, {"institutions": HOUSES}])
def test_a_soft_rule_is_broken_for_more_than_its_price(rule):
    (name,) = rule

    found = solution(fit(**rule, soft={name: 0.5}))
    kept = solution(fit(**rule, soft={name: 0.9}))

    assert found.pairs == [(0, 0), (0, 1)]
    assert found.is_best
    assert found.gap < 1e-9
    assert found.notes[0].endswith("is broken for submission 0.")
    assert kept.notes == []


def test_two_do_not_review_each_other():
    scores = {(0, 1): 0.9, (1, 0): 0.9, (0, 2): 0.5, (1, 2): 0.1}
    given = problem(2, 3, scores)

    assert solve(given) == [(0, 1), (1, 0)]
    assert solve(given | {"authors": [(0, 0), (1, 1)]}) == [(0, 2), (1, 0)]
    assert solve(given | {"authors": [(0, 0), (1, 1)], "soft": {"mutual": 0.1}}) == [(0, 1), (1, 0)]


@settings(max_examples=40, deadline=None)
@given(easy_problems(), st.data())
def test_the_greatest_total_that_keeps_all_rules_is_found(given, data):
    reviewers = given["reviewers"]
    senior = data.draw(st.lists(st.booleans(), min_size=reviewers, max_size=reviewers))
    houses = st.sampled_from(["Pau", "ETH", None])
    houses = data.draw(st.lists(houses, min_size=reviewers, max_size=reviewers))
    authors = [(one, one) for one in range(min(given["submissions"], reviewers))]
    rules = {"senior": senior, "institutions": houses, "authors": authors}
    used = data.draw(st.sets(st.sampled_from(sorted(rules)), min_size=1))
    rules = {name: rules[name] for name in used}
    kept = [chosen for chosen in answers(given) if keeps(rules, chosen)]
    try:
        found = solution(given | rules)
    except Infeasible:
        assert not kept
    else:
        assert set(found.pairs) in kept
        assert found.total == pytest.approx(max(total(given, one) for one in kept), abs=1e-5)


def keeps(rules, chosen):
    groups = {}
    for submission, reviewer in chosen:
        groups.setdefault(submission, []).append(reviewer)
    senior, houses = rules.get("senior"), rules.get("institutions")
    for group in groups.values():
        if senior and not any(senior[one] for one in group):
            return False
        named = [houses[one] for one in group if houses[one]] if houses else []
        if len(named) > len(set(named)):
            return False
    own = [pair for pair in chosen if pair[0] != pair[1]]
    return "authors" not in rules or not any((two, one) in chosen for one, two in own)


def causes_of(given):
    with pytest.raises(Infeasible) as refused:
        solve(given)
    return list(map(str, refused.value.causes)), list(map(str, refused.value.ways_out))


def test_a_submission_without_an_eligible_senior_is_named():
    edges = without(2, 3, (1, 2))

    assert causes_of(problem(2, 3, edges, senior=[False, False, True])) == (
        ["submission 1: no senior among 2 eligible reviewers"],
        ["make “at least one senior” soft: it is then broken for submission 1"],
    )


def test_too_few_institutions_are_counted():
    assert causes_of(problem(1, 3, demand=[2], institutions=["Pau"] * 3)) == (
        ["submission 0: its eligible reviewers are of 1 institution, 2 needed"],
        ["make “at most one per institution” soft: it is then broken for submission 0"],
    )


def test_a_rule_that_the_loads_do_not_allow_is_named():
    causes, ways = causes_of(problem(2, 2, senior=[True, False], max_load=[1, 1]))

    told = "1 senior with 1 place, 2 submissions"
    assert causes == [f"“at least one senior” cannot be kept with these loads: {told}"]
    assert ways[0].startswith("make “at least one senior” soft: it is then broken for submission ")


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"senior": [True]}, "“senior” has true or false for each of 4 reviewers"),
        ({"institutions": ["Pau"]}, "“institutions” has 1 entries for 4 reviewers"),
        ({"authors": [(0, 7)]}, "“authors” names reviewer 7"),
        ({"institutions": 5}, "A rule of the problem is not understood"),
        ({"institutions": [[], [], [], []]}, "A rule of the problem is not understood"),
        ({"senior": "yes"}, "“senior” has true or false for each"),
        ({"names": {"reviewers": 4}}, "“names” has a list of names under “reviewers”"),
        ({"soft": {"luck": 1}}, "“soft” has a price under senior, institutions, mutual"),
        ({"soft": {"senior": -1}}, "The price of “senior” is from 0 to 1000000, not -1"),
        ({"conflicts": [[9], [0], ["x"]]}, "“conflicts” names submission 9"),
    ],
)
def test_a_rule_that_is_not_understood_is_refused(rule, why):
    with pytest.raises(BadProblem, match=why):
        solve(fit(**rule))


def test_what_is_kept_is_worth_its_bonus():
    given = fit(keep=[(0, 3)])

    assert solve(given | {"keep_bonus": 0.1}) == [(0, 0), (0, 1)]
    assert solve(given) == [(0, 0), (0, 3)]
    assert solution(given).gap < 1e-9


def test_who_drops_out_is_replaced_with_the_fewest_moves():
    given = larger()
    before = solve(given)
    rows = [row for row in zip(*given["edges"], strict=True) if row[1] != 5]
    after = given | {"edges": list(zip(*rows, strict=True))}
    after["min_load"] = [0 if one == 5 else 4 for one in range(20)]
    holes = sum(reviewer == 5 for _, reviewer in before)

    found = refill(after, before)

    assert len(set(before) - set(found.pairs)) == holes
    assert len(set(found.pairs)) == len(before)


def test_a_full_house_makes_room_by_one_move():
    edges = {(0, 0): 1, (0, 1): 1, (1, 1): 1, (1, 2): 1}
    before = [(0, 1), (1, 2)]
    given = problem(2, 3, edges, max_load=[1, 1, 0])

    assert refill(given, before).pairs == [(0, 0), (1, 1)]
