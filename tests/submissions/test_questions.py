"""What a workshop asks beside the proposal: the rules for its chairs."""

import pytest
from django.core.exceptions import ValidationError

from submissions.models import Question
from tests.factories import make_question, make_submission, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return make_question(make_workshop())


def test_a_choice_is_between_two_to_twenty_things(question):
    question.kind = "choice"
    for choices in ("", "one", "\n".join(map(str, range(21)))):
        question.choices = choices
        with pytest.raises(ValidationError, match="Write 2 to 20 choices"):
            question.full_clean()

    question.choices = "yes\nno"
    question.full_clean()


def test_what_was_answered_for_chairs_alone_is_not_shown_to_reviewers(question):
    question.for_reviewers = True
    question.full_clean()

    make_submission(question.workshop).answers.create(question=question, text="Ours is at UPPA")

    with pytest.raises(ValidationError, match="It was answered for chairs alone"):
        question.full_clean()


def test_what_reviewers_have_read_may_be_worded_anew(question):
    question.for_reviewers = True
    question.save()
    make_submission(question.workshop).answers.create(question=question, text="Yes")

    question.text = "Is the code public?"
    question.full_clean()
    question.save()

    assert Question.objects.get().text == "Is the code public?"


def test_an_eleventh_question_is_one_too_many(question):
    for number in range(9):
        make_question(question.workshop, f"Question {number}?")

    question.full_clean()
    question.pk = None
    question.text = "One more?"
    with pytest.raises(ValidationError, match="at most 10 questions"):
        question.full_clean()
