"""`manage.py check_invariants` names what is broken, and nothing else."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests.competition import breaks as of_competition
from tests.factories import (
    make_cast,
    make_member,
    make_room,
    make_slot,
    make_speaker,
)
from tests.program import breaks as of_program
from tests.reviews import breaks as of_reviews
from tests.submissions import breaks as of_submissions
from tests.workshop import breaks as of_workshop
from workshop import invariants
from workshop.discovery import merged
from workshop.models import Closing

pytestmark = pytest.mark.django_db

BREAKS = {
    **of_workshop.BREAKS,
    **of_submissions.BREAKS,
    **of_reviews.BREAKS,
    **of_competition.BREAKS,
    **of_program.BREAKS,
}


def run(capsys, *arguments):
    """The exit code of the command and what it printed."""
    code = 0
    try:
        call_command("check_invariants", *arguments)
    except SystemExit as stopped:
        code = stopped.code
    return code, capsys.readouterr().out


def test_every_invariant_has_a_case_that_breaks_it():
    assert BREAKS.keys() == merged("invariants", "INVARIANTS").keys()


@pytest.mark.parametrize("claim", BREAKS)
def test_what_breaks_an_invariant_is_named(capsys, claim):
    BREAKS[claim]()

    code, printed = run(capsys, "--json")

    broken = {name for name, rows in json.loads(printed)["invariants"].items() if rows}
    assert (code, broken) == (1, {claim})


def test_what_goes_a_day_after_it_was_announced_goes_too_early(capsys):
    now = timezone.now()
    told = {"announced_at": now - timedelta(days=1), "removed_at": now}
    Closing.objects.create(workshop=make_member().workshop, **told)

    assert run(capsys)[0] == 1


def test_where_all_holds_the_command_says_so_and_leaves_with_zero(capsys):
    cast = make_cast()
    make_slot(cast.workshop, room=make_room(cast.workshop), speakers=[make_speaker(cast.workshop)])

    code, printed = run(capsys)

    assert code == 0
    assert "BROKEN" not in printed


def test_what_cannot_be_checked_is_neither_yes_nor_no(capsys, monkeypatch):
    def crash():
        raise OSError("no database")

    monkeypatch.setitem(invariants.INVARIANTS, "a workshop has a chair", crash)

    assert run(capsys)[0] == 2
