"""What a workshop's next edition has of its reviewing: the form, the labels, nothing written.

Reviewers are invited anew, and say anew how much and about what: topics and loads are of one
year, and so is all that the matching goes by.
"""

from reviews.models import Criterion, Label
from workshop.editions import add_copy

COPIED = ["name", "anchors", "weight", "is_required", "position"]


def copy(old, new, move, *, by, **_wanted):
    for criterion in old.criteria.all():
        add_copy(Criterion, criterion, new, COPIED, by)
    for label in old.labels.all():
        add_copy(Label, label, new, ["name"], by)
