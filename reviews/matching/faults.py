"""What is wrong with a problem, in words."""

from dataclasses import dataclass, field

UNBALANCED = "Nothing fairer was found in time: this is the greatest total."


class BadProblem(ValueError):
    """It has no answer as it stands; the words say what to mend."""


class Infeasible(BadProblem):
    """All of it is understood, and no assignment meets it.

    `causes` are the smallest that were found, `ways_out` what would help, each with its words;
    the exception's own words are both.
    """

    def __init__(self, causes, ways_out=()):
        self.causes, self.ways_out = list(causes), list(ways_out)
        words = [f"{cause}." for cause in self.causes]
        if self.ways_out:
            words.append("Ways out: " + "; or ".join(map(str, self.ways_out)) + ".")
        super().__init__(" ".join(words))


@dataclass
class Cause:
    """`kind`: pins, demand, min_load, or a rule. Those concerned by number."""

    kind: str
    words: str
    submissions: list = field(default_factory=list)
    reviewers: list = field(default_factory=list)
    needed: int = 0
    available: int = 0

    def __str__(self):
        return self.words


@dataclass
class WayOut:
    """`key` of the problem with {number: what it would have to be}; for edges, the new pairs."""

    key: str
    changes: dict | list
    words: str

    def __str__(self):
        return self.words
