"""The competition: what it is, its leaderboard, its results. Before they are public, a preview."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from competition.models import Team
from program.leaderboards.asking import NARROWED
from program.leaderboards.exports import csv_of, json_of
from program.leaderboards.facts import (
    carbon_of,
    dates_of,
    entering,
    facts_of,
    slices_in_words,
    ties_of,
)
from program.leaderboards.page import leaderboard_of
from program.leaderboards.reading import board_at, competition_of, public_board
from program.leaderboards.results import (
    approaches_of,
    awards_of,
    missing_of,
    prizes_of,
    statistics_of,
)
from program.views.pages import page_of
from program.views.reading import public_revision, readable_workshop
from workshop.models import KeyDate, Workshop
from workshop.moves import public_moves
from workshop.renderings import stored


def with_competition(request, slug):
    """The workshop of that address, unless everybody reads of no competition."""
    workshop = readable_workshop(request, slug)
    if competition_of(workshop) is None:
        raise Http404
    return workshop


@login_not_required
@require_safe
@stored(public_revision, never_with=NARROWED)
def competition(request, slug):
    workshop = with_competition(request, slug)
    return _page(request, workshop, public_board(workshop))


@require_safe
def competition_preview(request, slug):
    """For organisers, with the leaderboard as it will be."""
    workshop = _chaired(request, slug)
    if not workshop.competition.is_leaderboard_public:
        _refuse_competitors(request, workshop)
    return _page(request, workshop, _board(workshop), is_preview=True)


@login_not_required
@require_safe
@stored(public_revision)
def leaderboard_csv(request, slug):
    workshop = with_competition(request, slug)
    answer = HttpResponse(csv_of(_shown_board(workshop)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-leaderboard.csv"'
    return answer


@login_not_required
@require_safe
@stored(public_revision)
def leaderboard_json(request, slug):
    found = json_of(_shown_board(with_competition(request, slug)))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _shown_board(workshop):
    board = public_board(workshop)
    if board is None:
        raise Http404
    return board


@login_not_required
@require_safe
@stored(public_revision)
def competition_results(request, slug):
    workshop = with_competition(request, slug)
    if not workshop.competition.results_at:
        raise Http404
    return _results(request, workshop)


@require_safe
def results_preview(request, slug):
    workshop = _chaired(request, slug)
    if not workshop.competition.results_at:
        _refuse_competitors(request, workshop)
    return _results(request, workshop, is_preview=True)


def _results(request, workshop, *, is_preview=False):
    found, board = workshop.competition, _board(workshop)
    context = {
        "workshop": workshop,
        "here": "competition",
        "heading": _("Results of the competition"),
        "competition": found,
        "is_preview": is_preview,
        "prizes": prizes_of(board),
        "awards": awards_of(found, board),
        "approaches": approaches_of(board),
        "statistics": statistics_of(found, board),
        "missing": missing_of(found, board),
        "carbon": carbon_of(found),
    }
    return page_of(request, "program/competition_results.html", context)


def _chaired(request, slug):
    chaired = Workshop.objects.chaired_by(request.user).select_related("competition")
    return get_object_or_404(chaired.filter(competition__isnull=False), slug=slug)


def _refuse_competitors(request, workshop):
    """Who is in a team reads of the others' results when everybody does."""
    teams = Team.objects.acted_for_by(request.user)
    if teams.filter(competition=workshop.competition).exists():
        raise Http404


def _board(workshop):
    return board_at(workshop.competition, workshop.revision)


def _page(request, workshop, board, *, is_preview=False):
    found = workshop.competition
    context = {
        "workshop": workshop,
        "here": "competition",
        "heading": found.name,
        "competition": found,
        "is_preview": is_preview,
        "entering": entering(found),
        "dates": dates_of(workshop),
        "old": {move.date.pk: move.old_local for move in public_moves(workshop)},
        "facts": facts_of(found),
        "slices": slices_in_words(found),
        "ties": ties_of(found),
        "carbon": carbon_of(found),
        "ranking": workshop.date_of(KeyDate.Kind.RANKING),
    }
    context |= leaderboard_of(board, request.GET) if board else {}
    return page_of(request, "program/competition.html", context)
