"""How near a reviewer's own papers are to a submission, from their words alone.

Stemmed words and pairs of words, without stop words; each text weighs them by (1 + log of how
often) × log of how rare; the cosine with each past paper by itself, and over a reviewer's papers
the root of the mean square, so that one near paper counts for more than many that are half near.
"""

import numpy as np
from scipy import sparse

from .explaining import explain
from .weights import Weights

__all__ = ["Weights", "explain", "scores"]

MOST_AT_ONCE = 8_000_000  # cosines in memory


def scores(reviewers, submissions, top=None):
    """{reviewer: {submission: from 0 to 1}}.

    `reviewers` is {reviewer: [text of one past paper, …]}, `submissions` {submission: text}. With
    `top` each submission keeps that many of its best reviewers, those named first where equal.
    """
    reviewers = {one: texts_of(one, texts) for one, texts in reviewers.items()}
    submissions = {one: text or "" for one, text in submissions.items()}
    past = [text for texts in reviewers.values() for text in texts]
    weights = Weights([*past, *submissions.values()])
    blocks = blocks_of(weights, list(reviewers.values()), weights.of(submissions.values()))
    if top is None:
        return everything(reviewers, submissions, blocks)
    return the_best(reviewers, submissions, blocks, int(top))


def texts_of(reviewer, texts):
    if isinstance(texts, str):
        raise TypeError(f"The past papers of {reviewer!r} are a list of texts, not one text.")
    return [text or "" for text in texts]


def everything(reviewers, submissions, blocks):
    rows = (row for _begin, block in blocks for row in block.tolist())
    return {
        one: dict(zip(submissions, row, strict=True))
        for one, row in zip(reviewers, rows, strict=True)
    }


def the_best(reviewers, submissions, blocks, top):
    """What has been best so far is kept beside each block, so that no whole table is needed."""
    best = np.empty((0, len(submissions)))
    who = np.empty((0, len(submissions)), np.int64)
    for begin, block in blocks:
        numbers = np.arange(begin, begin + len(block))[:, None]
        best = np.concatenate([best, block])
        who = np.concatenate([who, np.broadcast_to(numbers, block.shape)])
        order = np.argsort(-best, axis=0, kind="stable")[: max(top, 0)]
        best = np.take_along_axis(best, order, axis=0)
        who = np.take_along_axis(who, order, axis=0)
    return as_table(list(reviewers), list(submissions), best, who)


def as_table(reviewers, submissions, best, who):
    table = {one: {} for one in reviewers}
    for submission, values, numbers in zip(
        submissions, best.T.tolist(), who.T.tolist(), strict=True
    ):
        for value, number in zip(values, numbers, strict=True):
            table[reviewers[number]][submission] = value
    return table


def blocks_of(weights, profiles, submissions):
    """(number of the first reviewer, their rows of scores), so many that they fit in memory."""
    papers = [weights.rows(texts) for texts in profiles]
    papers = [rows[~weights.is_blank[rows]] for rows in papers]
    most = max(MOST_AT_ONCE // max(submissions.shape[0], 1), 1)
    columns = submissions.T.tocsr()
    for begin, end in groups(list(map(len, papers)), most):
        rows = np.concatenate(papers[begin:end])
        cosines = (weights.matrix[rows] @ columns).toarray()
        np.square(cosines, out=cosines)
        yield begin, np.sqrt(averaging(papers[begin:end]) @ cosines)


def averaging(groups):
    """The matrix that takes the mean over each of the groups of rows, 0 where there is none."""
    sizes = np.array(list(map(len, groups)), np.int64)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    parts = np.repeat(1 / np.maximum(sizes, 1), sizes)
    return sparse.csr_array((parts, np.arange(ends[-1]), ends), shape=(len(sizes), ends[-1]))


def groups(sizes, most):
    """Neighbours that are no more than `most` together, one at least in each."""
    begin = held = 0
    for at, size in enumerate(sizes):
        if held + size > most and at > begin:
            yield begin, at
            begin, held = at, 0
        held += size
    if begin < len(sizes):
        yield begin, len(sizes)
