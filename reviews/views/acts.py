"""What chairs do about a submission beside deciding: each is asked first, and has its reason."""

from csp.decorators import csp
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reviews.forms import DeskForm, OverrideForm
from reviews.views.chair import back, decidable
from submissions.chairing import NotRefused, desk_reject, override_verdict
from submissions.models import Status, Submission
from submissions.services import NotComplete, TransitionNotAllowed
from submissions.views.files import NOTHING_ELSE, pdf_of
from submissions.views.shared import findings_of
from workshop.chair_page import chair_context


@require_http_methods(["GET", "HEAD", "POST"])
def reject_without_review(request, slug, code):
    """GET asks for the reason, which the authors read; POST rejects."""
    found = decidable(request, slug, code)
    if found.status != Status.SUBMITTED:
        messages.error(request, _("Only what is under review can be rejected without it."))
        return back(request, found)
    form = DeskForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "reviews/desk_reject.html", found, form)
    try:
        desk_reject(found, by=request.user, reason=form.cleaned_data["reason"])
    except TransitionNotAllowed:
        messages.error(request, _("It has moved on meanwhile, so nothing was changed."))
    else:
        told = _("It is rejected without review; its authors are told. You can bring it back.")
        messages.success(request, told)
    return back(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def override(request, slug, code):
    """GET shows what the check refused; POST lets it count, for a reason that is kept."""
    found = _refused(request, slug, code)
    form = OverrideForm(request.POST or None, initial={"number": found.newest.number})
    if not form.is_valid():
        return _page(request, "reviews/override.html", found, form)
    number, reason = form.cleaned_data["number"], form.cleaned_data["reason"]
    try:
        override_verdict(found, number, by=request.user, reason=reason)
    except NotRefused:
        messages.error(request, _("There is another PDF meanwhile, so nothing was changed."))
        return redirect("decisions", slug)
    except NotComplete as incomplete:
        told = _("It cannot be sent in before its authors add: %(what)s. Nothing was changed.")
        form.add_error(None, told % {"what": ", ".join(incomplete.args)})
        return _page(request, "reviews/override.html", found, form)
    messages.success(request, _("The PDF counts, as if it had passed the check."))
    return back(request, found)


@require_safe
@csp(NOTHING_ELSE)
def refused_pdf(request, slug, code):
    found = _refused(request, slug, code)
    return pdf_of(found, found.newest.file.name)


def _refused(request, slug, code):
    rows = Submission.objects.overridable_by(request.user).for_page()
    return get_object_or_404(rows, workshop__slug=slug, code=code)


def _page(request, template, submission, form):
    context = chair_context(submission.workshop) | {
        "submission": submission,
        "newest": submission.newest,
        "findings": findings_of(submission.newest, chair=True),
        "form": form,
        "section": "decisions",
    }
    return render(request, template, context, status=422 if form.is_bound else 200)
