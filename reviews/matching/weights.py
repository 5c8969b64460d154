"""Texts as rows of weights of their words and pairs of words (tf-idf), each row of length 1."""

from collections import Counter

import numpy as np
from scipy import sparse

from .terms import Reader, cleaned

PAIR = 32  # bits: a pair of words is one number


class Weights:
    """The rows of some texts; equal texts share one and count once for how rare a term is.

    A text's neighbouring words make a pair unless a sentence ends between them. The columns of
    terms that were given once alone are left out after they have had their part in the length of
    their text: they can be shared by no two.
    """

    def __init__(self, texts):
        self.reader = Reader()
        self.number = {}  # {stem: so many}, from 1
        given = Counter(texts)
        self.row = {text: at for at, text in enumerate(given)}
        counts, self.terms = self._counted()
        self.documents = len(self.row)
        self.frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        self.is_blank = np.diff(counts.indptr) == 0
        times = np.fromiter(given.values(), np.int64)[row_of(counts)]
        may_be_shared = np.bincount(counts.indices, times, minlength=counts.shape[1]) > 1
        self.matrix = self._weighted(counts)[:, may_be_shared]

    def of(self, texts):
        return self.matrix[self.rows(texts)]

    def rows(self, texts):
        return np.array([self.row[text] for text in texts], dtype=np.int64)

    def rarity(self, terms):
        """The idf of terms by their numbers; those of no text are as rare as those of one."""
        at = np.searchsorted(self.terms, terms)
        frequency = np.ones(len(terms), np.int64)
        inside = np.flatnonzero(at < len(self.terms))
        inside = inside[self.terms[at[inside]] == terms[inside]]
        frequency[inside] = self.frequency[at[inside]]
        return self._rarity(frequency)

    def numbers(self, words):
        """The words of a text by number, 0 where a sentence ends."""
        known = self.number
        found = [known.setdefault(one.stem, len(known) + 1) if one.stem else 0 for one in words]
        return np.array(found, np.int64)

    def _terms_of(self, text):
        return term_numbers(self.numbers(self.reader.words(cleaned(text))))

    def _counted(self):
        """How often each text has each term; the numbers of the terms, ascending."""
        found = [self._terms_of(text) for text in self.row]
        lengths = [len(one) for one in found]
        terms, column = np.unique(
            np.concatenate([*found, np.empty(0, np.int64)]), return_inverse=True
        )
        rows = np.repeat(np.arange(len(found)), lengths)
        shape = len(found), len(terms)
        return sparse.csr_array((np.ones(len(rows)), (rows, column)), shape=shape), terms

    def _rarity(self, frequency):
        return np.log((1 + self.documents) / frequency)

    def _weighted(self, counts):
        matrix = counts.copy()
        matrix.data = (1 + np.log(matrix.data)) * self._rarity(self.frequency)[matrix.indices]
        lengths = np.sqrt(np.bincount(row_of(matrix), matrix.data**2, minlength=matrix.shape[0]))
        matrix.data /= lengths[row_of(matrix)]
        return matrix


def row_of(matrix):
    return np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))


def term_numbers(words):
    """Single words, and pairs of neighbours, of a text's words by number."""
    first, second = words[:-1], words[1:]
    neighbours = (first > 0) & (second > 0)
    return np.concatenate([words[words > 0], pair(first, second)[neighbours]])


def pair(first, second):
    return (first << PAIR) | second
