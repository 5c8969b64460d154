"""The chair's list of submissions: filtered, searched, sorted and paged, or taken out as a file.

All that is shown, counted, sorted by or searched is of rows that `listed_for` lets through; what
a viewer is in conflict with is as if it were not there.
"""
