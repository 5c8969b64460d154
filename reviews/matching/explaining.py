"""Why a reviewer is near a submission: the paper that is nearest, and the terms they share."""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .terms import cleaned
from .weights import Weights, pair, term_numbers


class Reason(NamedTuple):
    """`paper` counts the reviewer's papers from 0; `terms` are as the submission writes them."""

    paper: int
    cosine: float
    terms: list


def explain(papers, submission, corpus=(), most=3):
    """The Reason, or None where nothing is shared.

    `corpus` says how rare terms are: `Weights` of all texts, made once for many reasons, or just
    the texts.
    """
    papers = [text or "" for text in papers]
    if not isinstance(corpus, Weights):
        corpus = Weights([*papers, submission or "", *corpus])
    wanted = profile(corpus, submission or "")
    shares = [shared(wanted, profile(corpus, text)) for text in papers]
    totals = [sum(share.values()) for share in shares]
    if not any(totals):
        return None
    paper = int(np.argmax(totals))
    return Reason(paper, totals[paper], readable(corpus, submission, shares[paper], most))


def profile(corpus, text):
    """{term: weight} of one text."""
    numbers = corpus.numbers(corpus.reader.words(cleaned(text)))
    terms, often = np.unique(term_numbers(numbers), return_counts=True)
    weights = (1 + np.log(often)) * corpus.rarity(terms)
    length = np.sqrt(np.sum(weights**2)) or 1
    return dict(zip(terms.tolist(), (weights / length).tolist(), strict=True))


def shared(one, other):
    return {term: weight * other[term] for term, weight in one.items() if term in other}


def readable(corpus, submission, share, most):
    """The terms that count most: pairs together with their words, no word said twice."""
    text = cleaned(submission)
    chosen, said = [], set()
    for worth, words, shown in sorted(candidates(corpus, text, share)):
        if worth < 0 and not said & set(words):
            chosen.append(shown)
            said |= set(words)
    return chosen[:most]


def candidates(corpus, text, share):
    """(minus its worth, the numbers of its words, as it is written) of each shared term."""
    words = list(corpus.reader.words(text))
    numbers = corpus.numbers(words).tolist()
    written = {}
    for number, word in zip(numbers, words, strict=True):
        if number in share:
            written.setdefault((number,), Counter())[text[word.begin : word.end]] += 1
    for (one, first), (other, second) in pairwise(zip(numbers, words, strict=True)):
        if one and pair(one, other) in share:  # 0: where a sentence ends
            shown = " ".join(text[first.begin : second.end].split())
            written.setdefault((one, other), Counter())[shown] += 1
    for numbers, forms in written.items():
        yield -worth_of(numbers, share), numbers, forms.most_common(1)[0][0]


def worth_of(numbers, share):
    worth = sum(share.get(number, 0) for number in set(numbers))
    return worth + (share.get(pair(*numbers), 0) if len(numbers) == 2 else 0)
