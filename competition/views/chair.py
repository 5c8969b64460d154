"""The competition as its chairs run it: define, open, close, hide; what is to be measured."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from competition.chair_page import competition_context
from competition.chairforms import BaselineForm, ReasonForm
from competition.judgement import add_baseline
from competition.measuring import FIELDS, MeasuringForm, cells_of, lines_of, progress_of, record_of
from competition.models import Competition
from competition.opening import (
    NotReady,
    freeze_slices,
    missing_of,
    open_competition,
    show_competition,
    unfreeze_slices,
)
from competition.publishing import own_teams
from competition.refreezing import reason_of, refreezing_of
from workshop.views.exports import KINDS, check_kind, file_of
from workshop.views.shared import chaired, key_of_page
from workshop.views.tables import paging_of, query_of

ON_A_PAGE = 50


def competition_of(workshop):
    """None where none is defined."""
    found = Competition.objects.filter(workshop=workshop).first()
    if found:
        found.workshop = workshop
    return found


def existing(request, slug):
    """(workshop, competition); 404 where there is none."""
    workshop = chaired(request, slug)
    found = competition_of(workshop)
    if found is None:
        raise Http404
    return workshop, found


@require_http_methods(["GET", "HEAD", "POST"])
def chair_competition(request, slug):
    """GET shows how it stands and what is to be measured; POST does one of ACTS."""
    workshop = chaired(request, slug)
    found = competition_of(workshop)
    if found is None:
        return render(request, "competition/chair_none.html", competition_context(workshop))
    forms = _forms(request, found)
    if request.method == "POST":
        done = next((act for name, act in ACTS.items() if name in request.POST), None)
        answer = done(request, found, forms) if done else None
        if not any(form.errors for form in forms.values()):
            return answer or redirect("chair_competition", slug)
    return render(request, "competition/chair.html", _context(request, found, forms))


def _forms(request, found):
    def data(name):
        return request.POST if name in request.POST else None

    reason = {} if found.are_slices_frozen else {"reason": reason_of(found)}
    return {
        "baseline": BaselineForm(data("baseline"), competition=found),
        "unfreeze": ReasonForm(data("unfreeze"), prefix="unfreeze"),
        "freeze": ReasonForm(data("freeze"), prefix="freeze", initial=reason),
    }


def _context(request, found, forms):
    form = MeasuringForm(request.GET, workshop=found.workshop)
    lines = lines_of(found, request.user) if found.opened_at else []
    done, count = progress_of(lines)
    page = Paginator([one for one in lines if form.takes(one)], ON_A_PAGE)
    is_thawed = bool(found.opened_at and not found.are_slices_frozen)
    more = {
        "competition": found,
        "missing": missing_of(found),
        "forms": forms,
        "form": form,
        "has_lines": bool(lines),
        "done": done,
        "count": count,
        "own_teams": own_teams(found, request.user),
        "openings": found.openings.select_related("by"),
        "refreezing": refreezing_of(found, request.user) if is_thawed else None,
        "query": query_of(request),
        "exports": KINDS,
        "key": uuid.uuid4(),
    }
    more |= paging_of(page.get_page(request.GET.get("page")))
    return competition_context(found.workshop) | more


@require_safe
def export(request, slug, kind):
    """What the list shows, all pages of it, as a file."""
    check_kind(kind)
    workshop, found = existing(request, slug)
    form = MeasuringForm(request.GET, workshop=workshop)
    lines = [one for one in lines_of(found, request.user) if form.takes(one)]
    records = [record_of(line) for line in lines]
    return file_of(workshop, "to-measure", kind, records=records, heading=FIELDS, cells=cells_of)


# --- acts: (request, competition, forms) ---


def _open(request, found, forms):
    if "sure" not in request.POST:
        return messages.warning(request, _("Tick that you have seen it, then press it again."))
    try:
        open_competition(found, by=request.user)
    except NotReady as lacking:
        told = _("It was not opened, as this is missing: %(missing)s.")
        return messages.error(request, told % {"missing": ", ".join(map(str, lacking.missing))})
    return messages.success(request, _("The competition is open: teams can register."))


TOLD = {
    Competition.Shown.BY_DATES: gettext_lazy("It is shown, and open as its dates say."),
    Competition.Shown.CLOSED: gettext_lazy("It is closed: it can be read, and nothing is sent in."),
    Competition.Shown.HIDDEN: gettext_lazy(
        "It is hidden, and nothing is lost. Show it again here."
    ),
}


def _show(request, found, forms):
    wanted = request.POST["show"]
    if found.opened_at and wanted in TOLD:
        show_competition(found, wanted, by=request.user)
        messages.success(request, TOLD[wanted])


def _unfreeze(request, found, forms):
    form = forms["unfreeze"]
    if form.is_valid():
        unfreeze_slices(found, reason=form.cleaned_data["reason"], by=request.user)
        told = _("The slices can be edited. Ranks stay as they are until you freeze them again.")
        messages.success(request, told)


def _freeze(request, found, forms):
    """As it was shown: what would change may have moved since."""
    form = forms["freeze"]
    if not form.is_valid():
        return None
    if found.are_slices_frozen:
        return messages.info(request, _("They are frozen already; nothing was changed."))
    if request.POST["freeze"] != refreezing_of(found, request.user).seen:
        told = _("What would change is not what you saw any more. Look once more, then press it.")
        return messages.warning(request, told)
    try:
        freeze_slices(found, reason=form.cleaned_data["reason"], by=request.user)
    except NotReady as lacking:
        told = _("They were not frozen: %(missing)s.")
        return messages.error(request, told % {"missing": ", ".join(map(str, lacking.missing))})
    return messages.success(request, _("The slices are frozen, and everything is ranked by them."))


def _add_baseline(request, found, forms):
    form = forms["baseline"]
    if not form.is_valid():
        return None
    fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
    key = str(key_of_page(request))
    entry = add_baseline(found, fields, by=request.user, key=key)
    messages.success(request, _("The baseline is there. Attach its energy logs."))
    return redirect("chair_entry", found.workshop.slug, entry.code)


ACTS = {
    "open": _open,
    "show": _show,
    "unfreeze": _unfreeze,
    "freeze": _freeze,
    "baseline": _add_baseline,
}
