"""The form of an entry, new or stored: what fails loses nothing that was typed or uploaded."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from competition.deadlines import due_of, takes_description, takes_entries, why_closed
from competition.descriptions import check_has_broken_down
from competition.entering import EDITABLE, TEXTS, begin_entry, logs_of
from competition.entryforms import EntryForm
from competition.models import Entry
from competition.saving import TooManyEntries
from competition.views.saving import save
from competition.views.shared import own_entry, own_team, still_here, told_of_pdf
from submissions.forms import CUT_OFF
from workshop.forms import problems
from workshop.rush import waits_in_a_rush


@waits_in_a_rush
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_entry(request, slug, code):
    """The first POST makes the draft, whatever it holds."""
    team = own_team(request, slug, code)
    blank = Entry(team=team)
    if not takes_entries(team.competition, request.arrived_at):
        return _closed(request, blank)
    if request.method != "POST":
        return form_page(request, blank, EntryForm(instance=blank))
    form = EntryForm(request.POST, request.FILES, instance=blank)
    form.is_valid()
    if form.is_cut_off:
        return refused(request, blank, form, CUT_OFF)
    try:
        draft = begin_entry(team, by=request.user, key=str(form.cleaned_data["key"]))
    except TooManyEntries:
        return refused(request, blank, form, _too_many(team))
    return _save(request, draft)


def _too_many(team):
    told = _("“%(team)s” has %(most)d entries already. Withdraw one, or replace what is in it.")
    return told % {"team": team, "most": team.competition.most_entries}


@waits_in_a_rush
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_entry(request, slug, code):
    """A draft, or what takes the place of what was sent in."""
    entry = own_entry(request, slug, code)
    if why := why_not_editable(request, entry):
        return _closed(request, entry, why)
    return _save(request, entry) if request.method == "POST" else _opened(request, entry)


def why_not_editable(request, entry):
    """In words; "" where it can be changed, or its description at least."""
    if entry.state not in EDITABLE:
        return _("This entry can no longer be changed.")
    if not takes_description(entry, request.arrived_at):
        return why_closed(entry.competition, entry.competition.due)
    return ""


def form_of(request, entry, *sent):
    only_description = not takes_entries(entry.competition, request.arrived_at)
    return EntryForm(*sent, instance=entry, only_description=only_description)


def _opened(request, entry):
    return form_page(request, entry, form_of(request, entry))


def _save(request, entry):
    form = form_of(request, entry, request.POST, request.FILES)
    form.is_valid()
    if form.is_cut_off:
        return refused(request, entry, form, CUT_OFF)
    if answer := save(request, entry, form):
        return answer
    return form_page(request, own_entry(request, entry.workshop.slug, entry.code), form)


def _closed(request, entry, why=""):
    """Nothing is stored; what was typed stays on the page, with the reason."""
    why = why or why_closed(entry.competition, entry.competition.due)
    if request.method != "POST":
        messages.error(request, why)
        return redirect(
            entry if entry.pk else "enter", *([] if entry.pk else [entry.workshop.slug])
        )
    form = EntryForm(request.POST, instance=entry)
    form.is_valid()
    return refused(request, entry, form, still_here(why))


def refused(request, entry, form, why):
    form.add_error(None, why)
    return form_page(request, entry, form)


def form_page(request, entry, form):
    """`entry` as it is stored now; the form with what was typed into it."""
    newest = entry.description if entry.pk else None
    context = {
        "workshop": entry.workshop,
        "competition": entry.competition,
        "entry": entry,
        "form": form,
        "problems": problems_of(form),
        "heading": _("Not sent in yet") if "submit" in request.POST else _("Not saved"),
        "advice": _("The rest is kept as a draft.") if entry.pk and entry.is_draft else "",
        "deadline": due_of(entry.competition, entry),
        "action": _action(entry),
        "newest": newest,
        "findings": told_of_pdf(newest),
        "has_broken_down": bool(newest) and check_has_broken_down(newest),
        "logs": logs_of(entry) if entry.pk else [],
        "has_texts": "title" in form.fields,
        "texts": TEXTS,
    }
    bad = form.is_bound and form.errors
    return render(request, "competition/entry_form.html", context, status=422 if bad else 200)


def problems_of(form):
    """As elsewhere; what is confirmed is too long to be its own name there."""
    told = {"id_attests": _("What you confirm")}
    return [(one, told.get(one, label), why) for one, label, why in problems(form)]


def _action(entry):
    if entry.pk:
        return reverse("edit_entry", args=[entry.workshop.slug, entry.code])
    return reverse("new_entry", args=[entry.workshop.slug, entry.team.code])
