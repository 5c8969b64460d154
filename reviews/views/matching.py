"""The matching: a draft is asked for, read with its reasons, and applied by one press."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reviews.assigning.applying import Refused, apply_draft
from reviews.assigning.forms import PairsForm, SettingsForm, WishForm, newest_run
from reviews.assigning.mailing import mails_of, waiting_of
from reviews.assigning.pool import assignable
from reviews.assigning.proposing import propose
from reviews.assigning.reading import Draft, chart_of
from reviews.assigning.wishing import wish, wishes_for
from reviews.chair_page import reviewing_context
from reviews.models import Assignment, MatchingRun, Preference
from reviews.people import reviewers_of
from reviews.progress.listing import page_of
from reviews.services import InConflict, NotAReviewer
from submissions.conflicts import set_aside
from submissions.models import Submission
from workshop.digests import NotSeen
from workshop.mailserver import why_mail_waits
from workshop.models import Job, User
from workshop.views.shared import chaired
from workshop.views.tables import paging_of, query_of

State = MatchingRun.State


@require_safe
def matching(request, slug):
    """The newest draft of the reader's own, or what a draft is."""
    workshop = chaired(request, slug)
    run = newest_run(workshop, request.user)
    return _page(request, workshop, run, SettingsForm.of(workshop, run))


def _wishing(request, workshop, sent=None):
    people, own = reviewers_of(workshop), assignable(workshop, request.user)
    return WishForm(sent, people=people, own=own)


def _page(request, workshop, run, form, wishing=None, status=200):
    context = reviewing_context(workshop) | set_aside(workshop, request.user)
    own = assignable(workshop, request.user)
    context |= {
        "form": form,
        "wishing": wishing or _wishing(request, workshop),
        "wishes": wishes_for(workshop, request.user),
        "run": run,
        "to_match": own.count(),
        "has_reviewers": reviewers_of(workshop).exists(),
        "has_assigned": Assignment.objects.standing().filter(submission__in=own).exists(),
    }
    if run and run.state == State.WAITING:
        context["job"] = Job.objects.filter(key=run.job_key, by=request.user).first()
    elif run and run.state != State.FAILED:
        context |= _read(request, workshop, run)
    return render(request, "reviews/matching.html", context, status=status)


def _read(request, workshop, run):
    draft, show = Draft(run, request.user), PairsForm(request.GET, workshop=workshop)
    page = page_of([row for row in draft.rows if show.wants(row)], request.GET.get("page"))
    told, loads = draft.told(), draft.loads()
    chart, chart_words = chart_of(loads)
    return paging_of(page) | {
        "draft": draft,
        "filter": show,
        "query": query_of(request),
        "worst": draft.worst(),
        "loads": loads,
        "chart": chart,
        "chart_words": chart_words,
        "mails": list(mails_of(workshop, told).items()),
        "mail_waits": why_mail_waits(request.user),
        "waiting": len(waiting_of(workshop, told)),
        "switched": switched(run.settings),
        "told": told,
    }


def switched(settings):
    """[(name, value)] as a form sends them: the same with balance, or without."""
    asked = settings | {"balanced": not settings["balanced"]}
    return [(name, "on" if value is True else value) for name, value in asked.items() if value]


@require_POST
def propose_matching(request, slug):
    workshop = chaired(request, slug)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        run = newest_run(workshop, request.user)
        return _page(request, workshop, run, form, status=422)
    propose(workshop, form.settings, by=request.user)
    return redirect("matching", slug)


@require_POST
def apply_matching(request, slug):
    """What was shown, or nothing."""
    workshop = chaired(request, slug)
    rows = MatchingRun.objects.filter(workshop=workshop, by=request.user).defer("problem")
    run = get_object_or_404(rows, code=request.POST.get("run", ""))
    try:
        count = _applied(request, run)
    except NotSeen:
        told = _("Something was assigned or taken back since, so nothing was done. Look again.")
        messages.warning(request, told)
    except Refused as refused:
        messages.error(request, refused.told())
    else:
        told = ngettext("%d review is assigned.", "%d reviews are assigned.", count) % count
        more = _("Reviewers are told in ten minutes, so that you can still undo it.")
        messages.success(request, f"{told} {more}")
    return redirect("matching", slug)


def _applied(request, run):
    if run.state not in {State.DONE, State.APPLIED}:
        raise NotSeen
    draft = Draft(run, request.user)
    if draft.seen != request.POST.get("seen"):
        raise NotSeen
    return apply_draft(draft, by=request.user)


@require_POST
def wish_for_matching(request, slug):
    """The button says what of which pair: "pin CODE mail", "forbid CODE mail", "none CODE mail".

    Or a form does, of any pair.
    """
    workshop = chaired(request, slug)
    if "code" in request.POST:
        return _wish_by_form(request, workshop)
    kind, code, mail = ([*request.POST.get("wish", "").split(" ", 2), "", "", ""])[:3]
    if kind not in {*Preference.Kind.values, "none"}:
        raise Http404
    own = Submission.objects.filter(workshop=workshop).decidable_by(request.user)
    submission = get_object_or_404(own, code=code)
    reviewer = get_object_or_404(_people_of(workshop, submission, kind), email=mail)
    try:
        wish(submission, reviewer, "" if kind == "none" else kind, by=request.user)
    except (InConflict, NotAReviewer):
        told = _("%(name)s cannot review it any more, so nothing was pinned.")
        messages.error(request, told % {"name": reviewer})
    else:
        messages.success(request, _("Noted. It counts for the next draft."))
    return redirect(reverse("matching", args=[slug]) + query_of(request))


def _people_of(workshop, submission, kind):
    """Of somebody who reviews no more a wish can still be taken back."""
    if kind != "none":
        return reviewers_of(workshop)
    wished = Preference.objects.filter(submission=submission).values("reviewer")
    return User.objects.filter(Q(pk__in=wished) | Q(pk__in=reviewers_of(workshop).values("pk")))


def _wish_by_form(request, workshop):
    form = _wishing(request, workshop, request.POST)
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            wish(wanted["code"], wanted["reviewer"], wanted["kind"], by=request.user)
        except (InConflict, NotAReviewer):
            form.add_error("reviewer", _("They cannot review it, so nothing was pinned."))
        else:
            messages.success(request, _("Noted. It counts for the next draft."))
            return redirect("matching", workshop.slug)
    run = newest_run(workshop, request.user)
    return _page(request, workshop, run, SettingsForm.of(workshop, run), form, status=422)
