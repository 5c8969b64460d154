"""Registering a team; its page, where it is changed and left."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from competition.deadlines import due_of, takes_entries, takes_teams, why_closed
from competition.entering import missing_of
from competition.leaderboard import energies_of
from competition.models import Entry, Team
from competition.saving import StaleSave
from competition.teamforms import TeamForm, lines_of
from competition.teams import (
    HasEntries,
    InATeam,
    NameTaken,
    edit_team,
    entries_left,
    leave_team,
    name_taken,
    people_of,
    register_team,
    teams_of,
)
from competition.views.shared import competition_at, own_team, still_here
from workshop.forms import say_stale


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request, slug):
    """Without a team the form that registers one; else one's teams with their entries."""
    competition = competition_at(request, slug)
    if request.method == "POST":
        return _register(request, competition)
    teams = list(teams_of(request.user, competition))
    if teams:
        return _teams_page(request, competition, teams)
    is_open = takes_teams(competition, request.arrived_at)
    return _form_page(request, competition, _form_of_new(request, competition) if is_open else None)


def _form_of_new(request, competition, *sent):
    return TeamForm(*sent, instance=Team(competition=competition), user=request.user)


def _register(request, competition):
    form = _form_of_new(request, competition, request.POST)
    is_valid = form.is_valid()
    if not takes_teams(competition, request.arrived_at):
        form.add_error(None, still_here(why_closed(competition, competition.teams_due)))
        return _form_page(request, competition, form)
    if not is_valid:
        return _form_page(request, competition, form)
    try:
        about = {"by": request.user, "at": request.arrived_at}
        team = register_team(competition, **form.texts(), **about)
    except NameTaken:
        form.add_error("name", name_taken())
    except InATeam as there:
        told = _("You are of the team “%(team)s” already; one person registers one team.")
        form.add_error(None, told % {"team": there.team})
    else:
        messages.success(request, _("“%(team)s” is registered.") % {"team": team})
        return redirect("enter", competition.workshop.slug)
    return _form_page(request, competition, form)


def _form_page(request, competition, form):
    context = {
        "workshop": competition.workshop,
        "competition": competition,
        "form": form,
        "deadline": competition.teams_due,
        "closed": "" if form else why_closed(competition, competition.teams_due),
    }
    bad = form and form.is_bound and form.errors
    return render(request, "competition/register.html", context, status=422 if bad else 200)


def _teams_page(request, competition, teams):
    context = {
        "workshop": competition.workshop,
        "competition": competition,
        "teams": [with_entries(request, one, competition) for one in teams],
        "deadline": competition.due,
    }
    return render(request, "competition/enter.html", context)


def with_entries(request, team, competition):
    """A team with its entries, each with its energy and what it still lacks."""
    entries = list(Entry.objects.filter(team=team).with_all())
    energies = energies_of(competition, entries)
    is_open = takes_entries(competition, request.arrived_at)
    rows = [(one, energies.get(one.pk), missing_of(one) if one.is_draft else []) for one in entries]
    left = entries_left(competition, team) if is_open else 0
    return {"team": team, "rows": rows, "left": left, "is_open": is_open}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def team(request, slug, code):
    found = own_team(request, slug, code)
    if request.method == "POST":
        return _save(request, found)
    is_open = takes_teams(found.competition, request.arrived_at)
    form = TeamForm(instance=found, user=request.user) if is_open else None
    return _team_page(request, found, form)


def _save(request, found):
    name = found.name
    form = TeamForm(request.POST, instance=found, user=request.user)
    competition, is_valid = found.competition, form.is_valid()
    if not takes_teams(competition, request.arrived_at):
        form.add_error(None, still_here(why_closed(competition, competition.teams_due)))
    elif is_valid and _saved(request, found, form):
        messages.success(request, _("Saved."))
        return redirect("team", competition.workshop.slug, found.code)
    found.name = name
    return _team_page(request, found, form)


def _saved(request, found, form):
    seen = form.cleaned_data["seen"]
    try:
        edit_team(found, **form.texts(), by=request.user, seen=seen)
    except NameTaken:
        form.add_error("name", name_taken())
    except StaleSave:
        found.refresh_from_db()
        stored = {"name": found.name, "affiliation": found.affiliation}
        members = people_of(found)
        shown = {"members": lines_of(members)}
        say_stale(form, stored | {"members": members}, found.version, shown=shown)
    return not form.errors


def _team_page(request, found, form):
    competition = found.competition
    context = with_entries(request, found, competition) | {
        "workshop": competition.workshop,
        "competition": competition,
        "form": form,
        "deadline": due_of(competition),
        "teams_deadline": competition.teams_due,
        "members": people_of(found),
    }
    bad = form and form.is_bound and form.errors
    return render(request, "competition/team.html", context, status=422 if bad else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, slug, code):
    """GET asks, POST leaves; another member can name them again."""
    found = own_team(request, slug, code)
    workshop = found.competition.workshop
    if request.method != "POST":
        context = {"workshop": workshop, "team": found}
        return render(request, "competition/leave.html", context)
    try:
        leave_team(found, by=request.user)
    except HasEntries:
        told = _(
            "You are the last member of “%(team)s”, which has sent something in. Withdraw that "
            "first, or name another member."
        )
        messages.error(request, told % {"team": found})
        return redirect("team", workshop.slug, found.code)
    messages.success(request, _("You have left “%(team)s”.") % {"team": found})
    return redirect("me")
