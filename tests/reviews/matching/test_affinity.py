import math

import pytest

from reviews.matching import affinity

PRUNING = "Pruning neural networks: we prune convolutional networks to save energy."
QUANTISING = "Quantisation of weights for low-power inference. Low-power inference on phones."
COOKING = "A history of bread baking in the mountains, with recipes for sourdough."


def of(papers, text, *others):
    """The score of one reviewer for one submission among other texts."""
    others = {f"other {number}": other for number, other in enumerate(others)}
    return affinity.scores({"ana": papers}, {"s": text, **others})["ana"]["s"]


def test_each_reviewer_gets_a_score_for_each_submission():
    table = affinity.scores({"ana": [PRUNING], "bo": []}, {1: QUANTISING, 2: COOKING})

    assert {one: list(row) for one, row in table.items()} == {"ana": [1, 2], "bo": [1, 2]}


def test_a_text_is_nearest_to_its_own_subject():
    table = affinity.scores(
        {"ana": [PRUNING], "bo": [QUANTISING], "cy": [COOKING]},
        {"s": "Inference of quantised networks with low power, and energy saved on phones."},
    )

    assert table["bo"]["s"] > table["ana"]["s"] > table["cy"]["s"]


def test_the_same_text_is_as_near_as_can_be():
    assert of([PRUNING], PRUNING, COOKING) == pytest.approx(1)


def test_words_count_in_each_of_their_forms():
    assert of(["pruned networks"], "pruning the network", COOKING) == pytest.approx(1)


def test_a_pair_of_words_counts_more_than_the_two_apart():
    together = of(["gradient descent"], "gradient descent works", COOKING)

    assert together > of(["descent. gradient"], "gradient descent works", COOKING)


def test_words_without_meaning_bring_nobody_near():
    assert of(["this is what we have and they do not"], "what they have is this", COOKING) == 0


def test_over_several_papers_the_mean_of_the_squares_counts():
    one, other = of([PRUNING], PRUNING, QUANTISING), of([QUANTISING], PRUNING, QUANTISING)

    both = of([PRUNING, QUANTISING], PRUNING)

    assert both == pytest.approx(math.sqrt((one**2 + other**2) / 2), rel=0.01)


def test_a_paper_without_words_does_not_count():
    assert of([PRUNING, "", " … 12"], PRUNING, COOKING) == of(
        [PRUNING], PRUNING, COOKING, "", " … 12"
    )


@pytest.mark.parametrize(
    ("reviewers", "submissions"),
    [({}, {}), ({}, {1: PRUNING}), ({"ana": [PRUNING]}, {}), ({"ana": []}, {1: ""})],
)
def test_nothing_to_compare_is_no_fault(reviewers, submissions):
    assert affinity.scores(reviewers, submissions) == {
        one: dict.fromkeys(submissions, 0.0) for one in reviewers
    }


@pytest.mark.parametrize("text", ["", "a", "the of", "\x00\ud7ff", "1 2 3", "\\alpha $x^2$", None])
def test_a_text_that_says_nothing_is_near_nothing(text):
    assert of([text], PRUNING) == of([PRUNING], text) == 0


def test_one_word_is_a_text():
    assert of(["energy"], "energy", COOKING) == pytest.approx(1)


@pytest.mark.parametrize(
    ("paper", "near", "far"),
    [
        ("神经网络的剪枝与量化", "我们研究神经网络", "山区面包的历史"),
        ("ニューラルネットワークの枝刈り", "ネットワークを速くする", "パンの歴史"),
        ("신경망 가지치기", "신경망 학습", "빵의 역사"),
        ("Обрезка нейронных сетей", "нейронных моделей", "История хлеба"),
        ("Étude des réseaux", "etude de reseaux", "une autre"),
    ],
)
def test_other_scripts_are_compared_as_well(paper, near, far):
    table = affinity.scores({"ana": [paper]}, {"near": near, "far": far})["ana"]

    assert table["near"] > table["far"] == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("low-power inference", "low power inference"),
        ("re-\ncognition of speech", "recognition of speech"),
        (r"\textbf{sparse} na\"ive codes", "sparse naïve codes"),
        ("e\ufb03cient search", "efficient search"),
        ("Bayes’ rule", "Bayes' rule"),
    ],
)
def test_how_it_is_written_makes_no_difference(one, other):
    assert of([one], other, COOKING) == pytest.approx(1)


def test_a_very_long_text_is_read():
    assert of([PRUNING * 5_000], PRUNING, COOKING) > 0.5


def test_only_the_best_of_each_submission_are_kept():
    reviewers = {"ana": [PRUNING], "bo": [QUANTISING], "cy": [COOKING]}
    submissions = {1: PRUNING, 2: COOKING}
    whole = affinity.scores(reviewers, submissions)

    best = affinity.scores(reviewers, submissions, top=1)

    assert best == {"ana": {1: whole["ana"][1]}, "bo": {}, "cy": {2: whole["cy"][2]}}


def test_in_small_blocks_the_scores_are_the_same(monkeypatch):
    reviewers = {"ana": [PRUNING, QUANTISING], "bo": [], "cy": [COOKING, PRUNING], "di": [COOKING]}
    submissions = {1: PRUNING, 2: COOKING, 3: QUANTISING}
    whole = affinity.scores(reviewers, submissions), affinity.scores(reviewers, submissions, top=2)

    monkeypatch.setattr(affinity, "MOST_AT_ONCE", 1)

    assert whole == (
        affinity.scores(reviewers, submissions),
        affinity.scores(reviewers, submissions, top=2),
    )


def test_one_text_in_place_of_a_list_is_refused():
    with pytest.raises(TypeError, match="papers of 'ana' are a list"):
        affinity.scores({"ana": PRUNING}, {})


def test_a_reason_names_the_nearest_paper_and_what_is_shared():
    submission = "We study Pruned Networks. Pruned Networks save energy."

    reason = affinity.explain(
        [COOKING, "Energy and pruning of networks: network pruning"], submission
    )

    assert reason.paper == 1
    assert reason.terms == ["Pruned Networks", "energy"]


def test_a_pair_of_words_is_shown_whole_and_no_word_twice():
    reason = affinity.explain(
        ["Stochastic gradient descent converges."], "Why does gradient descent converge?", [COOKING]
    )

    assert reason.terms == ["gradient descent", "converge"]


def test_a_reason_weighs_terms_by_the_whole_corpus():
    texts = ["energy of networks", "energy of bread", "energy of sheep"]
    corpus = affinity.Weights(texts)

    reason = affinity.explain(["networks and energy"], "energy in networks", corpus)

    assert reason.terms == ["networks", "energy"]


@pytest.mark.parametrize("papers", [[], [""], [COOKING]])
def test_there_is_no_reason_where_nothing_is_shared(papers):
    assert affinity.explain(papers, "quantum codes") is None
