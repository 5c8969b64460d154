"""Non-interference: worlds that differ in one secret read the same to those who may not know it.

A world is what is done on the stage. It is walked through and rolled back before the next one.
Counts, orders, choices and times are no words: this is where they are found.
"""

import re

import pytest

from tests.access import clock
from tests.access.crawl import (
    Walk,
    client_of,
    text_of,
    without_noise,
)
from tests.access.stage import SECRETS, SENT_IN, STATES, a_stage, act_on
from tests.access.undoing import undone
from tests.access.worlds import ACCEPTED, REJECTED, WORLDS, add_others, differences, read_after

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]
AUTHORS = ["author", "co_author", "reviewing_author"]
OUTSIDERS = """anonymous participant speaker other_reviewer conflicted_reviewer conflicted_chair
conflicted_superuser other_chair""".split()


# Tells chairs that a review is begun, and no more.
BOARD = re.compile(r"/[\w-]+/chair/(progress|assignments|matching/by-hand)/")


# Who has declined is told that of herself.
OF_WHO_DECLINED = {("other_reviewer", f"/me/{page}/") for page in ("data", "erase")}


@pytest.fixture(scope="module")
def stage(module_db):
    with a_stage() as stage:
        add_others(stage)
        yield stage


@pytest.fixture(scope="module")
def read(stage):
    """{world: {(role, address): what it reads}} for everybody; in the world "" nothing is done."""
    worlds = {"": [], **WORLDS, "accepted": ACCEPTED, "rejected": REJECTED}
    walk = Walk(stage, [*AUTHORS, *OUTSIDERS, "publications", "chair"])
    return {world: read_after(stage, walk, acts) for world, acts in worlds.items()}


@pytest.mark.parametrize("secret", WORLDS)
def test_what_chairs_and_reviewers_do_in_secret_changes_no_page_of_others(read, secret):
    others = [*AUTHORS, *OUTSIDERS, "publications"]
    own = OF_WHO_DECLINED if secret == "declined assignment" else set()

    assert set(differences(read[""], read[secret], others)) == own


@pytest.mark.parametrize("secret", WORLDS)
def test_chairs_read_each_difference_so_the_comparison_can_fail(read, secret):
    changed = [path for _role, path in differences(read[""], read[secret], ["chair"])]

    assert changed
    if secret == "draft review":
        assert [path for path in changed if not BOARD.match(path)] == []


def test_a_released_decision_changes_pages_of_its_authors_and_chairs_alone(read):
    roles = ["author", "chair", *OUTSIDERS]

    changed = differences(read["accepted"], read["rejected"], roles)

    assert {role for role, _path in changed} == {"author", "chair"}


@pytest.mark.parametrize("role", ["conflicted_chair", "conflicted_superuser", "other_chair"])
def test_a_search_for_a_secret_answers_like_one_for_nothing(stage, role):
    with undone():
        act_on(stage, *STATES["mailed"][len(SENT_IN) + 1 :])
        client = client_of(stage, role)
        with clock.standing():
            for name in ("message", "change"):
                page = f"/admin/workshop/{name}/?q="
                nothing = without_noise(text_of(client.get(f"{page}nowhere")))
                for word in SECRETS.values():
                    found = without_noise(text_of(client.get(page + word)))
                    assert found.replace(word, "nowhere") == nothing, (name, word)
