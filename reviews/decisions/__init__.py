"""The decision board: what reviewers say of each submission in numbers, and deciding many at once.

All that is counted, sorted by or searched is of rows that `decidable_by` lets through, and of
reviews by reviewers without a conflict; the rest is as if it were not there.
"""
