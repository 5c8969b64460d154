"""What a reviewer sees: her queue, the pages beside the form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.forms import ReviewForm
from reviews.models import Assignment
from reviews.services import StaleReview, save_review
from submissions.views import drawn_page
from workshop.forms import say_stale
from workshop.models import KeyDate, Workshop


def own_assignment(request, slug, code):
    own = Assignment.objects.reviewed_by(request.user).for_list()
    return get_object_or_404(own, submission__workshop__slug=slug, code=code)


def review_of(assignment):
    return getattr(assignment, "review", None)


@require_safe
def queue(request, slug):
    """Her own assignments and her own progress alone. Without a role here there is no page."""
    roles = request.user.memberships.reviewers().values("workshop")
    workshop = get_object_or_404(Workshop.objects.filter(pk__in=roles), slug=slug)
    own = Assignment.objects.reviewed_by(request.user).filter(submission__workshop=workshop)
    assignments = list(own.for_list())
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
    assignment = own_assignment(request, slug, code)
    form = ReviewForm(
        request.POST or None,
        criteria=assignment.submission.workshop.criteria.all(),
        review=review_of(assignment),
        is_final="submit" in request.POST or is_done(assignment),
    )
    if request.method == "POST" and form.is_valid() and _saved(assignment, form):
        return _after(request, assignment, form)
    submission = assignment.submission
    context = {
        "assignment": assignment,
        "workshop": submission.workshop,
        "submission": submission,
        "manuscript": submission.proposal,
        "authors": [] if submission.workshop.is_double_blind else submission.authors.all(),
        "form": form,
        "is_done": is_done(assignment),
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
    except StaleReview:
        assignment.review.refresh_from_db()
        stored = assignment.review
        texts = {"for_authors": stored.for_authors, "for_chairs": stored.for_chairs}
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
    manuscript = own_assignment(request, slug, code).submission.proposal
    if manuscript is None:
        raise Http404
    return drawn_page(manuscript, number)
