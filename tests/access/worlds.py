"""Worlds that differ in one secret: what is done in each, what is read there, what differs."""

from functools import cache
from hashlib import sha256

from reviews.assigning.applying import assign
from submissions.conflicts import add_conflict, lift_conflict
from tests.access.crawl import ROUTES, without_noise
from tests.access.routes import draw
from tests.access.stage import (
    SENT_IN,
    accept_it,
    act_on,
    assign_it,
    begin_review,
    change_review,
    decline_it,
    discuss_it,
    label_it,
    mail_it,
    reject_it,
    release_it,
    submission_of,
    submit_review,
)
from tests.access.undoing import undone
from tests.factories import make_decided, make_member, make_review, make_submission

PAGES = [name for name in ROUTES if name != "healthz"]  # which tells how much space there is


def add_others(stage):
    """A second and a third submission, so that there are counts and an order to look at."""
    reviewers = {3: stage.other_reviewer, 1: stage.reviewing_author}
    for mark, outcome in ((3, "accept"), (1, "reject")):
        other = make_submission(stage.workshop, stage.author, title=f"Number {mark}")
        draw(other.manuscripts.get())
        make_review(other, reviewers[mark], mark=mark)
        make_decided(other, outcome)
    act_on(stage, *SENT_IN, assign_it)
    stage.somebody_else = make_member(stage.workshop, "reviewer").user


def assign_somebody(stage):
    assign(submission_of(stage), stage.somebody_else, by=stage.chair)


def conflict_with_somebody(stage):
    add_conflict(submission_of(stage), stage.somebody_else, by=stage.chair, reason="friends")


def lift_that_conflict(stage):
    conflict = submission_of(stage).conflicts.get(user=stage.somebody_else)
    lift_conflict(conflict, by=stage.chair, reason="a namesake")


# What is done in each world; in the one they are compared with, nothing.
WORLDS = {
    "assignment": [assign_somebody],
    "draft review": [begin_review],
    "review": [submit_review, change_review, discuss_it],
    "declined assignment": [decline_it],
    "conflict": [conflict_with_somebody],
    "lifted conflict": [conflict_with_somebody, lift_that_conflict],
    "accept": [submit_review, accept_it],
    "label": [submit_review, accept_it, label_it],
    "reject": [submit_review, reject_it],
}
ACCEPTED = [submit_review, accept_it, release_it, mail_it]
REJECTED = [submit_review, reject_it, release_it, mail_it]


def read_after(stage, walk, acts, names=PAGES):
    """{(role, address): what it reads, or as good as that} in the world after these acts."""
    with undone():
        act_on(stage, *acts)
        found = walk.read(names)
    return {
        (role, path): told
        for role, pages in found.items()
        for path, told in [*told_on(pages), ("mails", told_in_mails(pages))]
    }


def told_on(pages):
    return [(path, digest(text)) for name, path, text in pages if name != "mail"]


def told_in_mails(pages):
    return [text for name, _key, text in pages if name == "mail"]


@cache
def digest(text):
    return sha256(without_noise(text).encode()).hexdigest()


def differences(one, other, roles):
    """[(role, address)] of what reads differently; an address of one world is a random code."""
    return [key for key in one if key[0] in roles and key in other and one[key] != other[key]]
