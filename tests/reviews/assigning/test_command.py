"""`manage.py assign_reviewers` for scripts."""

import json

import pytest
from django.core.management import call_command

from reviews.models import Assignment
from tests.factories import make_member
from tests.reviews.assigning.rows import make_stage

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    """(exit code, what was printed)"""
    code = 0
    try:
        call_command("assign_reviewers", *arguments)
    except SystemExit as end:
        code = end.code
    return code, capsys.readouterr()


def test_it_assigns_in_nobodys_name(cast, capsys):
    make_stage(cast.workshop)

    code, printed = run(capsys, cast.workshop.slug, "--json")

    told = json.loads(printed.out)
    assert (code, told["new"], told["is_best"]) == (0, 3, True)
    assert [one.by for one in Assignment.objects.all()] == [None, None, None]
    assert {one["reviewer"] for one in told["pairs"]} >= {"ann@ann.example"}


def test_a_dry_run_says_the_same_and_assigns_nothing(cast, capsys):
    make_stage(cast.workshop)

    code, printed = run(capsys, cast.workshop.slug, "--dry-run")

    assert code == 0
    assert "3 would be assigned." in printed.out
    assert not Assignment.objects.exists()


def test_what_every_chair_is_in_conflict_with_is_left_and_named(cast, capsys):
    submissions, _reviewers = make_stage(cast.workshop)
    submissions[0].conflicts.create(user=cast.chair, source="self")

    _code, printed = run(capsys, cast.workshop.slug)

    assert f"{submissions[0].code}: every chair is in conflict, so it is left." in printed.out
    assert not submissions[0].assignments.exists()


def test_another_free_chair_is_enough(cast, capsys):
    submissions, _reviewers = make_stage(cast.workshop)
    submissions[0].conflicts.create(user=cast.chair, source="self")
    make_member(cast.workshop)

    run(capsys, cast.workshop.slug)

    assert submissions[0].assignments.count() == 1


def test_what_cannot_be_is_told_with_ways_out(cast, capsys):
    make_stage(cast.workshop, each=9)

    code, printed = run(capsys, cast.workshop.slug, "--json")

    told = json.loads(printed.out)
    assert code == 1
    assert told["problems"]
    assert told["ways_out"]


def test_a_workshop_that_is_not_there_is_told(capsys):
    code, printed = run(capsys, "nowhere")

    assert code == 2
    assert "there is no workshop “nowhere”" in printed.err
