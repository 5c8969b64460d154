"""The chair's page of reviewers: who was asked, what came of it, and inviting more."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from reviews.chair_page import reviewing_context
from reviews.invitations import REMINDER, inviting
from reviews.invitations.forms import InviteForm, StateForm
from reviews.invitations.listing import rows_of, suggesting, summary_of
from reviews.invitations.mailing import previews_of
from reviews.invitations.plan import plan_of
from reviews.models import Invitation
from reviews.progress.listing import page_of
from submissions.conflicts import set_aside
from workshop.mailserver import why_mail_waits
from workshop.sheets import Unreadable
from workshop.views.shared import chaired
from workshop.views.tables import paging_of, query_of


@require_safe
def reviewers(request, slug):
    """All of them, with a box to paste more into."""
    workshop = chaired(request, slug)
    rows, form = rows_of(workshop, seen_by=request.user), StateForm(request.GET)
    page = page_of([row for row in rows if form.wants(row)], request.GET.get("page"))
    due = inviting.due_reminders(workshop)
    waiting, asked = summary_of(rows)
    context = _context(request, workshop) | paging_of(page)
    context |= set_aside(workshop, request.user) | {
        "filter": form,
        "form": _box(request, workshop),
        "has_rows": bool(rows),
        "waiting": waiting,
        "asked": asked,
        "suggesting": suggesting(rows),
        "mails": list(previews_of(due, REMINDER)),
        "seen": inviting.digest_of_reminders(due),
        "query": query_of(request),
    }
    return render(request, "reviews/reviewers.html", context)


def _context(request, workshop):
    return reviewing_context(workshop) | {"mail_waits": why_mail_waits(request.user)}


def _box(request, workshop):
    """What somebody who declined suggests is put into it when it is asked for."""
    code = request.GET.get("suggested", "")
    declined = workshop.invitations.filter(state=Invitation.State.DECLINED, code=code).first()
    text = declined.suggestion if declined else ""
    return InviteForm(initial={"most": workshop.most_reviews, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
def import_reviewers(request, slug):
    """ "Look" shows what each line is read as, and each mail; "do" does just what was shown."""
    workshop = chaired(request, slug)
    form = InviteForm(
        request.POST or None, request.FILES or None, initial={"most": workshop.most_reviews}
    )
    plan = _planned(workshop, form) if form.is_bound and form.is_valid() else None
    if plan and "do" in request.POST and _invited(request, workshop, form):
        return redirect("reviewers", slug)
    new = [_asked(workshop, one, plan.most) for one in plan.mailed] if plan else []
    context = _context(request, workshop) | {
        "form": form,
        "plan": plan,
        "mails": list(previews_of(new)),
    }
    status = 422 if form.is_bound and (form.errors or plan.wrong) else 200
    return render(request, "reviews/import_reviewers.html", context, status=status)


def _planned(workshop, form):
    try:
        return plan_of(workshop, form.cleaned_data["text"], form.cleaned_data["most"])
    except Unreadable as error:
        form.add_error("text", str(error))
        return None


def _asked(workshop, entry, most):
    """As it would be stored."""
    line, old = entry.line, entry.invitation
    return Invitation(
        workshop=workshop, mail=line.mail, name=line.name or (old.name if old else ""), most=most
    )


def _invited(request, workshop, form):
    """Whether the page is over: what was seen is done, or was done before."""
    text, most = form.cleaned_data["text"], form.cleaned_data["most"]
    seen = request.POST.get("seen", "")
    try:
        count = inviting.invite(workshop, text, most, seen=seen, by=request.user)
    except inviting.NothingToDo:
        messages.info(request, _("All of them are here or were asked already. Nothing was sent."))
    except inviting.NotSeen:
        messages.warning(request, _("This is not what was shown, so nothing was sent. Look again."))
        return False
    else:
        told = ngettext("%d mail is in the outbox.", "%d mails are in the outbox.", count)
        messages.success(request, told % count)
    return True
