"""Which rule beside the loads leaves no answer, and for whom it would have to be broken."""

from .faults import Infeasible


def blame_rules(problem):
    return Infeasible(["the rules cannot all be met"])
