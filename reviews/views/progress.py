"""The progress board: who has done which reviews, and what is missing."""

from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from reviews.chair_page import reviewing_context
from reviews.progress.asking import ReviewersForm, SubmissionsForm
from reviews.progress.counting import (
    by_reviewer,
    by_submission,
    counted_for,
    few_in,
    in_review,
    is_late,
    total_of,
)
from reviews.progress.listing import entries_of, page_of, people_for, submissions_for
from submissions.conflicts import set_aside
from workshop.models import KeyDate
from workshop.views.shared import chaired
from workshop.views.tables import heads_of, paging_of, query_of

OF_SUBMISSIONS = [
    (gettext_lazy("Submission"), "title"),
    (gettext_lazy("Code"), "code"),
    (gettext_lazy("Reviewers"), ""),
    (gettext_lazy("Done"), "-done"),
    (gettext_lazy("Missing"), "-missing"),
]
OF_REVIEWERS = [
    (gettext_lazy("Reviewer"), "name"),
    (gettext_lazy("Done"), "-done"),
    (gettext_lazy("Missing"), "-missing"),
    (gettext_lazy("Last active"), "active"),
]


@require_safe
def progress(request, slug):
    """Of each submission, who was asked and who has answered."""
    workshop = chaired(request, slug)
    own, assignments = in_review(workshop, request.user), counted_for(workshop, request.user)
    counts = by_submission(assignments)
    form = SubmissionsForm(request.GET, workshop=workshop, late=is_late(workshop))
    keys = submissions_for(form, own, assignments, counts)
    page = page_of(keys, request.GET.get("page"))
    context = _context(request, form, page, OF_SUBMISSIONS) | {
        "total": total_of(counts.values()),
        "few": few_in(own, counts, workshop.reviews_wanted),
        "entries": entries_of(workshop, page.object_list, assignments, counts),
    }
    return render(request, "reviews/progress.html", context)


@require_safe
def progress_of_reviewers(request, slug):
    """Of each reviewer, what they were asked for and have done."""
    workshop = chaired(request, slug)
    counts = by_reviewer(counted_for(workshop, request.user))
    form = ReviewersForm(request.GET, workshop=workshop, late=is_late(workshop))
    page = page_of(people_for(form, counts), request.GET.get("page"))
    context = _context(request, form, page, OF_REVIEWERS) | {
        "total": total_of(counts.values()),
    }
    return render(request, "reviews/progress_of_reviewers.html", context)


def _context(request, form, page, columns):
    workshop = form.workshop
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    shared = reviewing_context(workshop) | set_aside(workshop, request.user) | paging_of(page)
    return shared | {
        "form": form,
        "late": form.late,
        "due": due,
        "heads": heads_of(request, columns, form.order),
        "query": query_of(request),
    }
