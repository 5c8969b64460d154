"""What the pages of authors have in common."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from submissions.deadlines import due_of
from submissions.findings import words_of
from submissions.lifecycle import EDITABLE
from submissions.models import Manuscript, Submission
from submissions.services import NotComplete, ask_to_submit, takes_submissions
from submissions.uploads import most_versions


def discarded_is_gone(view):
    """A draft may be thrown away at any time, by its submitter, while another view is at it."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (Submission.DoesNotExist, Manuscript.DoesNotExist) as gone:
            raise Http404 from gone

    return answered


# What an author need not mend, as the copy for reviewers is without it.
FOR_CHAIRS = {"embedded-files", "incremental", "trailing-data"}


def findings_of(manuscript, *, chair=False):
    """[(severity, page, sentence, remedy)] for the authors, or all of them for a chair."""
    found = manuscript.findings if manuscript else []
    return [
        (one.severity, one.page, *words_of(one))
        for one in found
        if chair or one.code not in FOR_CHAIRS
    ]


def own_submission(request, slug, code):
    own = Submission.objects.written_by(request.user).for_page()
    return get_object_or_404(own, workshop__slug=slug, code=code)


def again(submission):
    """The same as it is stored now, with all that its page shows."""
    return Submission.objects.for_page().get(pk=submission.pk)


def visible_submission(request, slug, code):
    visible = Submission.objects.visible_to(request.user).for_page()
    return get_object_or_404(visible, workshop__slug=slug, code=code)


def why_not_editable(submission):
    """To one of its authors, who cannot change it though it may be in time."""
    if submission.status in EDITABLE and submission.only_submitter_edits:
        told = _("Only %(name)s, who sent it in, changes this submission.")
        return told % {"name": submission.submitter}
    return _("This submission can no longer be changed.")


def may_send_in(request, submission):
    """Or withdraw: whether this person's request about it has come in time."""
    about = {"by": request.user, "submission": submission}
    return takes_submissions(submission.workshop, request.arrived_at, **about)


def send_in_if_whole(request, submission):
    if not may_send_in(request, submission):
        why = why_closed(submission.workshop, by=request.user, submission=submission)
        messages.error(request, why)
        return
    try:
        ask_to_submit(submission, by=author_of(request), at=request.arrived_at)
    except NotComplete as incomplete:
        say_incomplete(request, incomplete.args)


def say_incomplete(request, missing):
    told = _("It is kept as a draft. Before it can be sent in it needs: %(what)s.")
    messages.error(request, told % {"what": ", ".join(missing)})


def author_of(request):
    """Who acts; None for a guest."""
    return request.user if request.user.is_authenticated else None


def why_closed(workshop, *, by=None, submission=None):
    """Says when the deadline was for them, never how long the grace period is."""
    deadline = due_of(workshop, by=by, submission=submission)
    if deadline is None or not deadline.has_passed:
        return _("This workshop does not take submissions now.")
    return _("The deadline was %(day)s %(zone)s. Write to %(contact)s if you have a reason.") % {
        "day": date_format(deadline.local, "j F Y, H:i"),
        "zone": deadline.zone_name,
        "contact": workshop.contact,
    }


def too_many_versions(submission):
    told = _("There are %(number)d versions already. Write to %(contact)s for another.")
    return told % {"number": most_versions(submission), "contact": submission.workshop.contact}
