"""How far reviewing is, by submission and by reviewer.

All that is shown, counted, sorted by or searched is of what the viewer may decide, and of reviewers
who are not in conflict with it; the rest is as if it were not there.
"""
