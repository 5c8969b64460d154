"""Assigning by hand on one board, by form, key or drag: all of them send the same form."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.assigning.applying import Refused
from reviews.assigning.by_hand import Board, HandForm, place
from reviews.assigning.mailing import mails_of
from reviews.chair_page import reviewing_context
from reviews.people import alike_in, reviewers_of
from reviews.progress.counting import is_late
from reviews.progress.listing import page_of
from reviews.querysets import has_closed
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.keys import is_key
from workshop.mailserver import why_mail_waits
from workshop.models import User
from workshop.views.shared import chaired
from workshop.views.tables import paging_of, query_of

DONE = "assigned_by_hand"  # of the session: what the reader did last, so that it can be undone


@require_http_methods(["GET", "HEAD", "POST"])
def assign_by_hand(request, slug):
    workshop = chaired(request, slug)
    return _act(request, workshop) if request.method == "POST" else _page(request, workshop)


def _page(request, workshop):
    board = Board(workshop, request.user, is_late(workshop))
    show = HandForm(request.GET, workshop=workshop)
    page = page_of([one for one in board.entries if show.wants(one)], request.GET.get("page"))
    board.fill(page.object_list)
    context = reviewing_context(workshop) | set_aside(workshop, request.user) | paging_of(page)
    context |= {
        "board": board,
        "alike": alike_in(workshop),
        "form": show,
        "query": query_of(request),
        "is_closed": has_closed(workshop, timezone.now()),
        "mail": mails_of(workshop, board.reviewers[:1]),
        "mail_waits": why_mail_waits(request.user),
        "last": board.last(request.session.get(DONE)),
    }
    return render(request, "reviews/by_hand.html", context)


def _act(request, workshop):
    """Back to the same filter and page, at the submission it was about."""
    new, gone = (_pair(request, workshop, name) for name in ("new", "gone"))
    about = ""
    if not new and not gone:
        messages.error(request, _("Choose a reviewer from the list."))
    elif None in {*(new or ()), *(gone or ())}:
        messages.error(request, _("That is no reviewer of this workshop any more."))
    else:
        about = _placed(request, workshop, new, gone)
    return redirect(request.get_full_path() + about)


def _placed(request, workshop, new, gone):
    """The place on the page; empty where nothing was done, as that is said at its top."""
    try:
        made, ended = place(workshop, new=new, gone=gone, by=request.user)
    except Refused as refused:
        messages.error(request, refused.told())
        return ""
    if not made and not ended:
        messages.info(request, _("Nothing was done: it was so already."))
        return ""
    request.session[DONE] = {"new": [*made], "gone": [*ended]}
    return f"#{(new or gone)[0].code}"


def _pair(request, workshop, name):
    """(submission, reviewer or None where it is none of these) of “CODE number”; or nothing."""
    code, _space, number = request.POST.get(name, "").partition(" ")
    if not code:
        return None
    if not is_key(number):
        raise Http404
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    submission = get_object_or_404(own, code=code)
    people = reviewers_of(workshop).values("pk").order_by()
    known = submission.assignments.standing().values("reviewer")
    rows = User.objects.filter(pk__in=known if name == "gone" else people)
    return submission, rows.filter(pk=number).first()
