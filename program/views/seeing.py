"""See a submission as its authors, its reviewers and everybody do: read-only, for its chairs."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from program.seeing import now_and_then, reviewers_of
from reviews.views.chair import decidable
from workshop.chair_page import chair_context


@require_safe
def see_as(request, slug, code):
    found = decidable(request, slug, code)
    now, then = now_and_then(found)
    context = chair_context(found.workshop) | {
        "submission": found,
        "times": [(False, now), (True, then)],
        "is_same": now == then,
        "reviewers": reviewers_of(found),
        "authors": [] if found.workshop.is_double_blind else found.authors.all(),
        "section": "decisions",
    }
    return render(request, "program/see_as.html", context)
