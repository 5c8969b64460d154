"""Non-interference: worlds that differ in one secret read the same to those who may not know it.

A world is what is done on the stage. It is walked through and rolled back before the next one.
"""

import re

import pytest
from django.db import transaction

from reviews.assigning.applying import assign
from submissions.conflicts import add_conflict, lift_conflict
from tests.access.crawl import OF_COMPETITION, ROUTES, client_of, mails_to, pages_of, text_of
from tests.access.routes import draw
from tests.access.stage import (
    SECRETS,
    SENT_IN,
    STATES,
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
from tests.factories import make_decided, make_member, make_review, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
AUTHORS = ["author", "co_author"]
OUTSIDERS = "anonymous other_reviewer conflicted_chair conflicted_superuser other_chair".split()
FIXED = re.compile(
    "healthz|home|landing|call|card|picture|publish$|import_|page_of_|.*_(change|history)$"
    f"|{OF_COMPETITION}"
)
PAGES = [name for name in ROUTES if not FIXED.match(name)]


@pytest.fixture
def stage(stage):
    """With a second and a third submission, so that there are counts and an order to look at."""
    for mark, outcome in ((3, "accept"), (1, "reject")):
        other = make_submission(stage.workshop, stage.author, title=f"Number {mark}")
        draw(other.manuscripts.get())
        make_review(other, stage.other_reviewer, mark=mark)
        make_decided(other, outcome)
    act_on(stage, *SENT_IN, assign_it)
    stage.somebody_else = make_member(stage.workshop, "reviewer").user
    return stage


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
BOARD = re.compile(
    r"/[\w-]+/chair/(progress|assignments|matching/by-hand)/"
)  # tells chairs that a review is begun, and no more
ACCEPTED = [submit_review, accept_it, release_it, mail_it]
REJECTED = [submit_review, reject_it, release_it, mail_it]


def test_what_chairs_and_reviewers_do_in_secret_changes_no_page_of_others(stage):
    read = walker(stage, [*AUTHORS, *OUTSIDERS])
    undisturbed = read([])

    changed = {secret: differences(undisturbed, read(acts)) for secret, acts in WORLDS.items()}

    assert changed == {secret: [] for secret in WORLDS}


def test_chairs_read_each_difference_so_the_comparison_can_fail(stage):
    read = walker(stage, ["chair"])
    undisturbed = read([])

    changed = {secret: differences(undisturbed, read(acts)) for secret, acts in WORLDS.items()}

    assert {secret for secret, pages in changed.items() if pages} == WORLDS.keys()
    begun = [path for _role, path in changed["draft review"]]
    assert [path for path in begun if not BOARD.match(path)] == []


def test_a_released_decision_changes_pages_of_its_authors_and_chairs_alone(stage):
    read = walker(stage, ["author", "chair", *OUTSIDERS])

    changed = differences(read(ACCEPTED), read(REJECTED))

    assert {role for role, _path in changed} == {"author", "chair"}


def differences(one, other):
    """[(role, address)] of what reads differently; an address of one world is a random code."""
    return [key for key in one if key in other and one[key] != other[key]]


def walker(stage, roles):
    """A function of acts: {(role, address): what it reads} in the world after them."""
    clients = {role: client_of(stage, role) for role in roles}
    return lambda acts: walk(stage, clients, acts)


def walk(stage, clients, acts):
    with transaction.atomic():
        act_on(stage, *acts)
        read = {
            (role, path): without_noise(text)
            for role, client in clients.items()
            for _name, path, text in pages_of(stage, client, PAGES)
        }
        read |= {(role, "mails"): [text for *_, text in mails_to(stage, role)] for role in clients}
        transaction.set_rollback(True)
    return read


def without_noise(text):
    """Without what is another at every look: tokens, the form's key, how long ago now is."""
    text = re.sub(r'name="(csrfmiddlewaretoken|key|tab|window)" value="[\w-]+"', "", text)
    text = re.sub(r"nonce-[\w+/=-]+|nonce=\"[\w+/=-]+\"", "", text)
    return re.sub(r"<time.*?</time>", "", text, flags=re.S)


@pytest.mark.parametrize("role", ["conflicted_chair", "conflicted_superuser", "other_chair"])
def test_a_search_for_a_secret_answers_like_one_for_nothing(stage, role):
    act_on(stage, *STATES["mailed"][len(SENT_IN) + 1 :])
    client = client_of(stage, role)

    for name in ("message", "change"):
        for word in SECRETS.values():
            found, nothing = (
                without_noise(text_of(client.get(f"/admin/workshop/{name}/?q={asked}")))
                for asked in (word, "nowhere")
            )
            assert found.replace(word, "nowhere") == nothing, (name, word)
