"""The other reviews and the discussion: for a reviewer whose review is in, and for chairs."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reviews.discussion import add_comment, counted_reviews, discussion_of, others_of
from reviews.forms import CommentForm
from reviews.models import Assignment
from reviews.views.chair import decidable
from workshop.boards import kept


@require_http_methods(["GET", "HEAD", "POST"])
def others(request, slug, code):
    """404 before hers is in."""
    rows = Assignment.objects.discussable_by(request.user).for_list()
    assignment = get_object_or_404(rows, submission__workshop__slug=slug, code=code)
    submission = assignment.submission
    here = reverse("others", args=[slug, code])
    form = CommentForm(request.POST or None)
    if form.is_valid():
        _say(request, submission, form)
        return HttpResponseRedirect(f"{here}#discussion")
    reviews = counted_reviews(submission)
    context = {
        "assignment": assignment,
        "submission": submission,
        "workshop": submission.workshop,
        "others": others_of(assignment, reviews),
        "said": discussion_of(submission, reviews, reader=request.user),
        "form": form,
        "action": here,
    }
    return render(request, "reviews/others.html", context, status=422 if form.is_bound else 200)


@require_POST
def discuss_as_chair(request, slug, code):
    found = decidable(request, slug, code)
    form = CommentForm(request.POST)
    if form.is_valid():
        _say(request, found, form)
    else:
        messages.error(
            request, _("Nothing was posted: write a comment of at most 5,000 characters.")
        )
    address = reverse("chair_submission", args=[slug, code]) + kept(request)
    return redirect(f"{address}#discussion")


def _say(request, submission, form):
    about = {"text": form.cleaned_data["text"], "key": form.cleaned_data["key"]}
    add_comment(submission, by=request.user, **about)
    messages.success(request, _("Your comment is posted."))
