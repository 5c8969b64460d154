"""What a workshop's next edition has of its call: the questions, and nobody's answers."""

from submissions.models import Question
from workshop.editions import add_copy

FIELDS = ["text", "kind", "choices", "is_required", "for_reviewers", "position"]


def copy(old, new, move, *, by, **_wanted):
    for question in old.questions.all():
        add_copy(Question, question, new, FIELDS, by)
