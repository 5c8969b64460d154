"""Whom the table asks, beyond the cast of four: each stands in another place to the same rows.

Who has a row of their own to ask about has it in `rows_of`, in the place of the world's.
"""

from django.test import Client

from reviews.models import MatchingRun
from submissions.blind_copies import digest_of_people
from submissions.conflicts import add_conflict
from submissions.models import Author, BlindCopy, Submission
from tests.access.routes import HEIR, SPEAKER_TOKEN, draw
from tests.factories import (
    make_assignment,
    make_blind,
    make_member,
    make_participant,
    make_submission,
    make_user,
)
from workshop.models import User


def make_people(cast):
    """Needs the rows of `make_rows`."""
    submission = Submission.objects.get(code=cast.rows["<code:code>"])
    cast.rows_of = {}
    cast.rows["<code:assignment>"] = submission.assignments.get().code
    cast.participant = make_participant(cast.workshop).user
    cast.co_author = make_co_author(cast)
    make_reviewers(cast, submission)
    make_handling_chair(cast)
    cast.conflicted_superuser = User.objects.create_superuser("root@example.org")
    for one in cast.workshop.submissions.filter(conflicts__user=cast.conflicted_chair):
        add_conflict(one, cast.conflicted_superuser, by=cast.chair, reason="a colleague")
    run = MatchingRun.objects.create(workshop=cast.workshop, by=cast.chair)
    cast.named = {"run": run.code, "mail": cast.free_reviewer.email}


def make_co_author(cast):
    """Of all that the author sent in, and in no team."""
    for one in cast.workshop.submissions.filter(submitter=cast.author):
        add_author(one, HEIR)
    return make_user(HEIR)


def add_author(submission, mail):
    about = {"name": "Li Wei", "affiliation": "Pau", "position": submission.authors.count() + 1}
    Author.objects.get_or_create(submission=submission, mail=mail, defaults=about)


def make_reviewers(cast, submission):
    """One without an assignment, and three who have one of their own."""
    cast.free_reviewer = make_member(cast.workshop, "reviewer").user
    cast.writing_reviewer = make_reviewer(cast, submission, "writing_reviewer")
    make_submission(cast.workshop, cast.writing_reviewer)
    cast.conflicted_reviewer = make_reviewer(cast, submission, "conflicted_reviewer")
    add_conflict(submission, cast.conflicted_reviewer, by=cast.chair, reason="a colleague")
    cast.reviewing_author = make_reviewer(cast, submission, "reviewing_author")
    add_author(submission, cast.reviewing_author.email)
    BlindCopy.objects.update(people=digest_of_people(submission))  # which are more now


def make_reviewer(cast, submission, role):
    assignment = make_assignment(submission)
    cast.rows_of[role] = {"reviews/<code:code>": f"reviews/{assignment.code}"}
    return assignment.reviewer


def make_handling_chair(cast):
    """Appointed for one with which all the others are in conflict."""
    closed = make_submission(cast.workshop)
    draw(closed.manuscripts.get())
    make_blind(closed.manuscripts.get())
    for chair in (cast.chair, cast.conflicted_chair):
        add_conflict(closed, chair, by=chair, reason="a colleague")
    cast.handling_chair = make_member(cast.workshop).user
    asked = make_assignment(closed).code
    cast.rows_of["handling_chair"] = {"<code:code>": closed.code, "<code:assignment>": asked}


def client_of(cast, role):
    """Whoever has opened a speaker's link has what that page gave, which is no cookie."""
    client = Client()
    if role == "speaker":
        client.get(f"/speaker/{SPEAKER_TOKEN}/")
    elif role != "anonymous":
        client.force_login(getattr(cast, role))
    return client
