"""The program, one line for each slot, edited in place."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from program.chair_page import editing_context
from program.line_forms import Lines
from program.lines import save_lines
from program.problems import problems_of
from program.schedule import slots_with_contributions
from program.views.shared import edited


@require_http_methods(["GET", "HEAD", "POST"])
def edit_program(request, slug):
    workshop = edited(request, slug)
    slots, _unplaced = slots_with_contributions(workshop)
    problems = problems_of(slots)
    lines = Lines(workshop, slots, request.POST if request.method == "POST" else None)
    if request.method == "POST" and lines.is_valid() and _saved(request, lines):
        return redirect("edit_program", slug)
    context = editing_context(workshop, request.user) | {"lines": lines, "problems": problems}
    return render(request, "program/lines.html", context)


def _saved(request, lines):
    count = save_lines(lines, by=request.user)
    if count == 0:
        messages.info(request, _("Nothing was changed, so nothing was saved."))
    if count:
        told = ngettext("%d slot is saved.", "%d slots are saved.", count)
        messages.success(request, told % count)
    return count is not None
