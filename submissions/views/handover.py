"""What its submitter settles about co-authors, and the page of who is to take it over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from submissions.handover import (
    PURPOSE,
    NotAnAuthor,
    heirs_of,
    let_submitter_alone_edit,
    offer,
    offers_of,
    submission_of,
    take_back,
    take_over,
)
from submissions.models import Submission
from submissions.querysets import addresses_of
from submissions.views.shared import discarded_is_gone
from workshop.links import find_link


def _of_submitter(request, slug, code):
    rows = Submission.objects.handed_over_by(request.user).for_page()
    return get_object_or_404(rows, workshop__slug=slug, code=code)


@require_POST
@discarded_is_gone
def limit_coauthors(request, slug, code):
    """Let co-authors change it, or read it alone."""
    found = _of_submitter(request, slug, code)
    is_alone = request.POST.get("only") == "1"
    let_submitter_alone_edit(found, is_alone, by=request.user)
    told = _("Only you change it now.") if is_alone else _("Every author may change it now.")
    messages.success(request, told)
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@discarded_is_gone
def hand_over(request, slug, code):
    """GET asks to whom; POST mails that author a link, or takes what was offered back."""
    found = _of_submitter(request, slug, code)
    if request.method == "POST":
        return _take_back(request, found) if "back" in request.POST else _offer(request, found)
    context = {
        "workshop": found.workshop,
        "submission": found,
        "heirs": [author for author in found.authors.all() if author.mail in heirs_of(found)],
        "offers": offers_of(found),
    }
    return render(request, "submissions/hand_over.html", context)


def _take_back(request, submission):
    take_back(submission)
    messages.success(request, _("It is not offered any more."))
    return redirect(submission)


def _offer(request, submission):
    mail = request.POST.get("to", "")
    try:
        offer(submission, mail, by=request.user)
    except NotAnAuthor:
        messages.error(request, _("Choose one of the other authors."))
        return redirect("hand_over", submission.workshop.slug, submission.code)
    told = _("A link is on its way to %(mail)s. Until it is used, the submission stays yours.")
    messages.success(request, told % {"mail": mail})
    return redirect(submission)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, slug, token):
    """By the account of the address to which the link was mailed; others read nothing of it."""
    link = find_link(token)
    if link is None or link.purpose != PURPOSE or link.workshop.slug != slug:
        raise Http404
    if link.mail not in addresses_of(request.user):
        return render(request, "submissions/hand_over_other.html", {"mail": request.user.email})
    found = submission_of(link)
    if not link.is_open or found is None:
        return render(request, "submissions/hand_over_closed.html", status=410)
    if request.method != "POST":
        context = {"workshop": found.workshop, "submission": found}
        return render(request, "submissions/accept.html", context)
    if take_over(link, by=request.user) is None:
        return render(request, "submissions/hand_over_closed.html", status=410)
    messages.success(request, _("The submission is yours now."))
    return redirect(found)
