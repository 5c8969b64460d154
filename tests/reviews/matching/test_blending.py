import pytest

from reviews.matching.blending import blend

TEXT = {(1, "ana"): 0.1, (1, "bo"): 0.2, (2, "ana"): 0.3, (2, "bo"): 0.4}


def order(table):
    return sorted(table, key=table.get)


def test_one_table_alone_keeps_its_order_between_0_and_1():
    blended = blend(text=TEXT)

    assert order(blended) == order(TEXT)
    assert 0 < min(blended.values()) < 0.5 < max(blended.values()) < 1


def test_the_scale_of_a_table_makes_no_difference():
    larger = {pair: 1000 * value - 7 for pair, value in TEXT.items()}

    assert blend(text=larger) == pytest.approx(blend(text=TEXT))


def test_imported_scores_weigh_as_much_as_texts():
    against = {pair: -value for pair, value in TEXT.items()}

    assert set(blend(text=TEXT, imported=against).values()) == {0.5}


def test_a_pair_that_one_table_lacks_is_judged_by_the_other():
    assert blend(text=TEXT, imported={(3, "cy"): 9})[3, "cy"] == 0.5


def test_topics_raise_and_lower():
    blended = blend(text=dict.fromkeys(TEXT, 1), topics={(1, "ana"): 1, (1, "bo"): 0})

    assert order(blended) == [(1, "bo"), (2, "ana"), (2, "bo"), (1, "ana")]


def test_bids_are_off_unless_asked_for():
    bids = {(1, "ana"): 1}

    assert blend(text=TEXT, bids=bids) == blend(text=TEXT)
    assert blend({"bids": 0.5}, text=TEXT, bids=bids)[1, "ana"] > blend(text=TEXT)[1, "ana"]


def test_no_bid_takes_what_is_worst_past_what_is_best():
    text = {number: number for number in range(100)}

    blended = blend({"bids": 1}, text=text, bids={0: 1000})

    assert blended[0] < blended[99]


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        ({"bids": 1.5}, "The weight of bids is between 0 and 1, not 1.5"),
        ({"text": -1}, "The weight of text is between 0 and 2, not -1"),
        ({"text": float("nan")}, "The weight of text is between 0 and 2, not nan"),
        ({"luck": 1}, "There is no weight “luck”: there are text, imported, topics, bids"),
    ],
)
def test_a_weight_out_of_bounds_is_refused(weights, why):
    with pytest.raises(ValueError, match=why):
        blend(weights, text=TEXT)


def test_a_score_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match=r"score of \(1, 'ana'\) in imported is nan"):
        blend(imported={(1, "ana"): float("nan")})


def test_nothing_gives_nothing():
    assert blend() == blend(text={}) == {}
