"""What a reviewer sees: her queue, the pages beside the form."""

from csp.decorators import csp
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.forms import ReviewForm
from reviews.models import Assignment, Review
from reviews.services import ReviewClosed, ScaleChanged, StaleReview, save_review
from submissions.blind_copies import file_for_reviewers
from submissions.models import Status
from submissions.views.files import NOTHING_ELSE, drawn_page, pdf_of
from workshop.forms import say_stale
from workshop.models import KeyDate, Workshop


def own_assignments(request, slug):
    own = Assignment.objects.readable_by(request.user).for_list()
    return own.filter(submission__workshop__slug=slug)


def review_of(assignment):
    return getattr(assignment, "review", None)


@require_safe
def queue(request, slug):
    """Her own assignments and her own progress alone. Without a role here there is no page."""
    roles = request.user.memberships.reviewers().values("workshop")
    workshop = get_object_or_404(Workshop.objects.filter(pk__in=roles), slug=slug)
    assignments = list(own_assignments(request, slug))
    context = {
        "workshop": workshop,
        "assignments": assignments,
        "done": sum(is_done(assignment) for assignment in assignments),
        "due": workshop.date_of(KeyDate.Kind.REVIEWS),
    }
    return render(request, "reviews/queue.html", context)


def is_done(assignment):
    review = review_of(assignment)
    return bool(review and review.submitted_at)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request, slug, code):
    assignment = get_object_or_404(own_assignments(request, slug), code=code)
    form = ReviewForm(
        request.POST or None,
        criteria=assignment.submission.workshop.criteria.all(),
        review=review_of(assignment),
        is_final="submit" in request.POST or is_done(assignment),
    )
    if request.method == "POST" and form.is_valid() and _saved(assignment, form):
        return _after(request, assignment, form)
    return _review_page(request, assignment, form)


def _review_page(request, assignment, form):
    submission = assignment.submission
    context = {
        "assignment": assignment,
        "workshop": submission.workshop,
        "submission": submission,
        "manuscript": submission.proposal,
        "has_pdf": bool(file_for_reviewers(submission)),
        "authors": [] if submission.workshop.is_double_blind else submission.authors.all(),
        "form": form,
        "review": review_of(assignment),
        "is_done": is_done(assignment),
        "is_open": submission.status == Status.SUBMITTED,
        "due": submission.workshop.date_of(KeyDate.Kind.REVIEWS),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reviews/review.html", context, status=status)


def _saved(assignment, form):
    try:
        save_review(
            assignment,
            texts=form.texts,
            marks=form.marks,
            seen=form.cleaned_data["seen"],
            is_final=form.is_final,
        )
    except ReviewClosed:
        told = _("It can no longer be reviewed, so nothing was saved. What you typed is below.")
        form.add_error(None, told)
        return False
    except ScaleChanged:
        told = _(
            "The chairs have changed the review form meanwhile, so nothing was saved. What you "
            "typed is below; the next press shows the form as it is now."
        )
        form.add_error(None, told)
        return False
    except StaleReview:
        stored = Review.objects.get(assignment=assignment)
        texts = {name: getattr(stored, name) for name in form.TEXTS}
        say_stale(form, texts, stored.version)
        return False
    return True


def _after(request, assignment, form):
    if not form.is_final:
        messages.success(request, _("Saved as a draft. It counts once you submit it."))
        return redirect(assignment)
    messages.success(request, _("Your review is in. You can still change it."))
    return redirect("reviews", assignment.submission.workshop.slug)


@require_safe
def page(request, slug, code, number):
    """A drawn page of the proposal in force."""
    assignment = get_object_or_404(own_assignments(request, slug), code=code)
    return drawn_page(assignment.submission.proposal, number)


@require_safe
@csp(NOTHING_ELSE)
def proposal(request, slug, code):
    """The PDF in force: where reviewing is double-blind, a copy that names no author."""
    assignment = get_object_or_404(own_assignments(request, slug), code=code)
    path = file_for_reviewers(assignment.submission)
    if path is None:
        raise Http404
    return pdf_of(assignment.submission, path)
