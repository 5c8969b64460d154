"""Bringing in what stands in a spreadsheet: shown line by line first, then done at one press."""

import csv
import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from program.chair_page import editing_context
from program.importing.forms import ImportForm
from program.importing.services import KINDS, NothingToDo, bring_in, plan_of
from program.views.shared import edited
from workshop.digests import NotSeen
from workshop.sheets import MOST_LINES, Unreadable


@require_http_methods(["GET", "HEAD", "POST"])
def import_program(request, slug):
    """GET and "look" show; "do" does just what was shown."""
    workshop = edited(request, slug)
    form = ImportForm(request.POST or None, request.FILES or None, initial=request.GET.dict())
    plan = _planned(form, workshop) if form.is_bound and form.is_valid() else None
    if plan and "do" in request.POST and _done(request, workshop, form):
        return redirect("import_program", slug)
    context = editing_context(workshop, request.user) | {
        "form": form,
        "plan": plan,
        "kinds": [(name, label, _about(name, workshop)) for name, (label, _r) in KINDS.items()],
        "most": MOST_LINES,
    }
    return render(request, "program/import.html", context)


def _about(kind, workshop):
    return ", ".join(KINDS[kind][1](workshop).columns)


def _planned(form, workshop):
    try:
        return plan_of(workshop, form.cleaned_data["kind"], form.cleaned_data["text"])
    except Unreadable as error:
        form.add_error("text", str(error))
        return None


def _done(request, workshop, form):
    """Whether the page is over: what was seen is done, or was done before."""
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    try:
        counts = bring_in(workshop, kind, text, seen=request.POST.get("seen", ""), by=request.user)
    except NothingToDo:
        messages.info(request, _("All of it is there already. Nothing was done."))
    except NotSeen:
        messages.warning(request, _("This is not what was shown, so nothing was done. Look again."))
        return False
    else:
        told = _("Added: %(add)d. Changed: %(change)d. As it was: %(same)d.")
        messages.success(request, told % counts)
    return True


@require_safe
def template(request, slug, kind):
    """A sheet with the names of its columns and a line as an example, known as UTF-8 by a mark."""
    workshop = edited(request, slug)
    if kind not in KINDS:
        raise Http404
    reader, text = KINDS[kind][1](workshop), io.StringIO()
    csv.writer(text).writerows([reader.columns, *_filled(reader)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{workshop.slug}-{kind}.csv"'
    return response


def _filled(reader):
    """Lines as long as the line of names."""
    return [[*cells, *[""] * (len(reader.columns) - len(cells))] for cells in reader.example]
