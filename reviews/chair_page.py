"""What reviewing adds to the chair's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.board import lines_of
from submissions.conflicts import without_a_chair
from submissions.models import Status, Submission
from workshop.chair_page import chair_context
from workshop.models import KeyDate
from workshop.steps import Step

TABS = [(gettext_lazy("Reviewing"), "decisions")]
REVIEWING_TABS = [
    (gettext_lazy("Reviews and decisions"), "decisions"),
    (gettext_lazy("Progress by submission"), "progress"),
    (gettext_lazy("Progress by reviewer"), "progress_of_reviewers"),
    (gettext_lazy("Statistics"), "statistics"),
]


def reviewing_context(workshop):
    """What `reviews/reviewing_base.html` needs."""
    return chair_context(workshop) | {"reviewing_tabs": REVIEWING_TABS, "section": "decisions"}


def steps_for(workshop, user):
    """Find reviewers, assign them, see who is late, decide: each once there is reason to."""
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    waiting = lines_of(own.filter(status=Status.SUBMITTED))
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    steps = [
        *_refused(workshop, user),
        *_handling_chairs(workshop),
        *_more_reviewers(workshop, waiting),
    ]
    return [*steps, *_assigning(workshop, waiting, due), *_deciding(workshop, waiting, due)]


def _handling_chairs(workshop):
    """What every chair is in conflict with waits for another one, and is named by code alone."""
    codes = without_a_chair(workshop)
    text = _("Add a chair without a conflict for %(codes)s") % {"codes": ", ".join(codes)}
    return [Step(text, _members(workshop), is_urgent=True)] if codes else []


def _refused(workshop, user):
    """What was sent for in time and refused too late, named by its code: nobody has sent it in."""
    asked = Submission.objects.filter(workshop=workshop, status=Status.DRAFT)
    return [
        Step(
            _("Look at the PDF of %(code)s, which was refused after the deadline")
            % {"code": one.code},
            reverse("override", args=[workshop.slug, one.code]),
            due=one.replace_until,
        )
        for one in asked.overridable_by(user)
    ]


def _more_reviewers(workshop, waiting):
    """Somebody must be there to be assigned."""
    if workshop.is_over or workshop.memberships.reviewers().exists():
        return []
    return [Step(_("Add reviewers"), _members(workshop), is_suggestion=not waiting)]


def _assigning(workshop, waiting, due):
    count = sum(not line.asked for line in waiting)
    text = ngettext(
        "Assign reviewers to %d submission", "Assign reviewers to %d submissions", count
    )
    return [Step(text % count, _progress(workshop, "free"), due=due and due.at)] if count else []


def _deciding(workshop, waiting, due):
    """Decide what has all its reviews; once they are due, see who is late, and decide the rest."""
    is_late = bool(due and due.has_passed)
    missing = sum(len(line.asked) - len(line.reviews) for line in waiting)
    ready = [line for line in waiting if line.is_reviewed or (is_late and line.reviews)]
    undecided = sum(line.decision is None for line in ready)
    if missing:
        text = ngettext(
            "See which %d review is missing", "See which %d reviews are missing", missing
        )
        when = {"is_urgent": True} if is_late else {"is_suggestion": True}
        address = _progress(workshop, "late" if is_late else "missing")
        yield Step(text % missing, address, due=due and due.at, **when)
    if undecided:
        text = ngettext(
            "Decide %d submission with reviews", "Decide %d submissions with reviews", undecided
        )
        by = workshop.date_of(KeyDate.Kind.DECISIONS)
        yield Step(text % undecided, _board(workshop, decision="undecided"), due=by and by.at)


def _board(workshop, **asked):
    """Already filtered."""
    return reverse("decisions", args=[workshop.slug], query=asked)


def _progress(workshop, state):
    """The progress board, filtered."""
    return reverse("progress", args=[workshop.slug], query={"state": state})


def _members(workshop):
    return f"{reverse('admin:workshop_membership_add')}?workshop={workshop.pk}"
