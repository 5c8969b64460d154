"""The progress board: who has done which reviews, what is missing, and reminding of it."""

import uuid

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

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
from reviews.progress.reminding import NobodyToRemind, draft_reminder
from submissions.conflicts import set_aside
from workshop.boards import came_from, kept
from workshop.letters import NotADraft
from workshop.models import KeyDate
from workshop.views.exports import KINDS
from workshop.views.shared import chaired, key_of_page
from workshop.views.tables import heads_of, paging_of, query_of

OF_SUBMISSIONS = [
    (gettext_lazy("Submission"), "title"),
    (gettext_lazy("Code"), "code"),
    (gettext_lazy("Reviewers"), ""),
    (gettext_lazy("Done"), "-done"),
    (gettext_lazy("Missing"), "-missing"),
]
OF_REVIEWERS = [
    (gettext_lazy("Remind"), ""),
    (gettext_lazy("Reviewer"), "name"),
    (gettext_lazy("Done"), "-done"),
    (gettext_lazy("Missing"), "-missing"),
    (gettext_lazy("Last active"), "active"),
]
ALL = "all"


@require_safe
def progress(request, slug):
    """Of each submission, who was asked and who has answered."""
    workshop = chaired(request, slug)
    own = in_review(workshop, request.user)
    counts = by_submission(counted_for(workshop, request.user))
    form = SubmissionsForm(request.GET, workshop=workshop, late=is_late(workshop))
    keys = submissions_for(form, own, counts)
    page = page_of(keys, request.GET.get("page"))
    context = _context(request, form, page, OF_SUBMISSIONS) | {
        "total": total_of(counts.values()),
        "few": few_in(own, counts, workshop.reviews_wanted),
        "entries": entries_of(form, page.object_list, counts),
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
        "key": uuid.uuid4(),
    }
    return render(request, "reviews/progress_of_reviewers.html", context)


@require_POST
def remind(request, slug):
    """Lead to the letter to those who are ticked, or to all: nothing is sent before it is seen."""
    workshop = chaired(request, slug)
    to_all = request.POST.get("to") == ALL
    mails = None if to_all else request.POST.getlist("reviewer")
    try:
        letter = draft_reminder(workshop, mails, by=request.user, key=key_of_page(request))
    except NobodyToRemind:
        told = _("Nobody has reviews to do.") if to_all else _("Tick first whom to remind.")
        messages.error(request, told)
    except NotADraft:
        messages.info(
            request, _("This reminder was sent already. Open this page anew to send one.")
        )
    else:
        return redirect(letter.get_absolute_url() + kept(request))
    board = came_from(request)
    return redirect(board.address if board else reverse("progress_of_reviewers", args=[slug]))


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
        "exports": KINDS,
    }
