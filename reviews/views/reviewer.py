"""What a reviewer sees: her queue, the pages beside the form."""

import uuid

from csp.decorators import csp
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.attesting import reviews_of
from reviews.forms import ReviewForm
from reviews.jobs import ask_for_assigned
from reviews.models import Assignment, NamedReviewer, Review, ReviewVersion
from reviews.namingforms import NameOfReviewerForm
from reviews.queue import next_in, queue_of
from reviews.services import ReviewClosed, ScaleChanged, StaleReview, save_review
from submissions.blind_copies import file_for_reviewers
from submissions.models import Status
from submissions.views.files import NOTHING_ELSE, drawn_page, pdf_of
from workshop.attestations import is_writable
from workshop.forms import say_stale
from workshop.models import KeyDate, Workshop
from workshop.times import in_words

SIZES = (100, 150, 200)  # of the drawn pages, in per cent; the stylesheet knows them


def own_assignments(request, slug):
    own = Assignment.objects.readable_by(request.user).for_list()
    return own.filter(submission__workshop__slug=slug)


def open_to(request):
    """What she may review as of this request's arrival."""
    return Assignment.objects.reviewable_by(request.user, request.arrived_at)


def dates_of(workshop):
    kinds = KeyDate.Kind
    names = {"due": kinds.REVIEWS, "closes": kinds.REVIEWS_CLOSE, "kept": kinds.RETENTION}
    return {name: workshop.date_of(kind) for name, kind in names.items()}


def review_of(assignment):
    return getattr(assignment, "review", None)


def reviewed_workshop(request, slug):
    """Without a role here there is no page."""
    roles = request.user.memberships.reviewers().values("workshop")
    return get_object_or_404(Workshop.objects.filter(pk__in=roles), slug=slug)


@require_safe
def guidelines(request, slug):
    workshop = reviewed_workshop(request, slug)
    if not workshop.guidelines:
        raise Http404
    return render(request, "reviews/guidelines.html", {"workshop": workshop})


@require_POST
def archive(request, slug):
    """Have the PDFs packed, as a job; its page tells how far it is."""
    workshop = reviewed_workshop(request, slug)
    key = request.POST.get("key", "")[:40]
    return redirect("job", ask_for_assigned(workshop, by=request.user, key=key).code)


@require_safe
def queue(request, slug):
    """Her own assignments and her own progress alone."""
    return queue_page(request, reviewed_workshop(request, slug))


def queue_page(request, workshop, form=None):
    """With the form of her name, which may say what is amiss."""
    own = own_assignments(request, workshop.slug).prefetch_related("submission__manuscripts")
    lines = queue_of(request.user, list(own), request.arrived_at)
    named = NamedReviewer.objects.filter(workshop=workshop, user=request.user).first()
    name = named.name if named else request.user.name
    context = {
        "workshop": workshop,
        "lines": lines,
        "next_one": next_in(lines),
        "key": uuid.uuid4(),
        "done": sum(line.is_done for line in lines),
        "named": named,
        "attested": reviews_of(workshop, request.user),
        "is_writable": is_writable(request.user.name),
        "form": form or NameOfReviewerForm(initial={"name": name}),
        **dates_of(workshop),
    }
    status = 422 if form else 200
    return render(request, "reviews/queue.html", context, status=status)


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
    if request.method == "POST":
        kept = form.is_valid() and _saved(assignment, form, request.arrived_at)
        if "auto" in request.POST:
            return _saved_by_itself(request, assignment, form, kept)
        if kept:
            return _after(request, assignment, form)
    return _review_page(request, assignment, form)


def _review_page(request, assignment, form):
    submission = assignment.submission
    context = {
        "assignment": assignment,
        "workshop": submission.workshop,
        "submission": submission,
        "manuscript": submission.proposal,
        "sizes": SIZES,
        "has_pdf": bool(file_for_reviewers(submission)),
        "authors": [] if submission.workshop.is_double_blind else submission.authors.all(),
        "form": form,
        "review": review_of(assignment),
        "earlier": ReviewVersion.objects.filter(review__assignment=assignment),
        "is_done": is_done(assignment),
        "may_discuss": is_done(assignment) and submission.workshop.reviewers_discuss,
        "is_stale": bool(review_of(assignment) and review_of(assignment).is_stale(submission)),
        "next_one": next_of(request, assignment),
        "is_open": open_to(request).filter(pk=assignment.pk).exists(),
        "is_decided": submission.status != Status.SUBMITTED,
        **dates_of(submission.workshop),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reviews/review.html", context, status=status)


def _saved_by_itself(request, assignment, form, kept):
    stored = Review.objects.filter(assignment=assignment).first()
    about = {"kept": kept, "form": form, "version": stored and stored.version}
    return render(request, "reviews/_saved.html", about | {"at": timezone.now()})


def next_of(request, assignment):
    """The next of hers in this workshop that waits for a review; None without any."""
    own = own_assignments(request, assignment.submission.workshop.slug).exclude(pk=assignment.pk)
    return own.open(request.arrived_at).filter(review__submitted_at=None).first()


def _saved(assignment, form, at=None):
    try:
        save_review(
            assignment,
            report=form.report,
            marks=form.marks,
            seen=form.cleaned_data["seen"],
            is_final=form.is_final,
            tab=form.cleaned_data["tab"],
            at=at,
        )
    except ReviewClosed:
        form.add_error(None, _why_closed(assignment.submission))
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


def _why_closed(submission):
    closes = dates_of(submission.workshop)["closes"]
    if submission.status != Status.SUBMITTED or closes is None:
        return _("It can no longer be reviewed, so nothing was saved. What you typed is below.")
    told = _("Reviews closed on %(date)s, so nothing was saved. What you typed is below.")
    return told % {"date": in_words(closes.at, closes.tz)}


def _after(request, assignment, form):
    if not form.is_final:
        messages.success(request, _("Saved as a draft. It counts once you submit it."))
        return redirect(assignment)
    told = _("Your review of “%(title)s” is in. You can still change it.")
    messages.success(request, told % {"title": assignment.submission.title})
    following = request.POST.get("submit") == "next" and next_of(request, assignment)
    if following:
        return redirect(following)
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
