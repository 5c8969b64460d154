"""What reviewing adds to the chair's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.conflicts.listing import TO_LOOK_AT, conflicts_for, waiting_for
from reviews.decisions.figures import figures_of
from reviews.models import Invitation
from reviews.querysets import undecided
from submissions.conflicts import without_a_chair
from submissions.models import Status, Submission
from workshop.chair_page import chair_context
from workshop.models import KeyDate
from workshop.steps import Step

TABS = [(gettext_lazy("Reviewing"), "decisions")]
REVIEWING_TABS = [
    (gettext_lazy("Decisions"), "decisions"),
    (gettext_lazy("Reviewers"), "reviewers"),
    (gettext_lazy("Conflicts"), "conflicts"),
    (gettext_lazy("Matching"), "matching"),
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
    waiting = figures_of(own.filter(status=Status.SUBMITTED), workshop)
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    steps = [
        *_refused(workshop, user),
        *_handling_chairs(workshop),
        *_more_reviewers(workshop, waiting),
        *_unanswered(workshop),
        *_found(workshop, user),
    ]
    keys = undecided(own).values_list("pk", flat=True)
    open_ones = [waiting[pk] for pk in keys if pk in waiting]
    return [
        *steps,
        *_assigning(workshop, open_ones, due),
        *_looking_after(workshop, waiting.values(), due),
        *_deciding(workshop, open_ones, due),
    ]


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
    if workshop.invitations.open().exists():
        return []
    address = reverse("reviewers", args=[workshop.slug])
    return [Step(_("Invite reviewers"), address, is_suggestion=not waiting)]


def _unanswered(workshop):
    """A suggestion: who has been asked has some days to answer."""
    waiting = 0 if workshop.is_over else workshop.invitations.open().count()
    if not waiting:
        return []
    asked = workshop.invitations.exclude(state=Invitation.State.REVOKED).count()
    text = ngettext(
        "%(waiting)d of %(asked)d invited has not answered",
        "%(waiting)d of %(asked)d invited have not answered",
        asked,
    )
    address = reverse("reviewers", args=[workshop.slug], query={"state": "waiting"})
    told = text % {"waiting": waiting, "asked": asked}
    return [Step(told, address, is_suggestion=True)]


def _found(workshop, user):
    """Conflicts that nobody declared stand, and are to be looked at once."""
    if workshop.is_over:
        return []
    if held := len(waiting_for(workshop, user)):
        text = ngettext(
            "Close %d conflict of somebody who is assigned already",
            "Close %d conflicts of people who are assigned already",
            held,
        )
        return [Step(text % held, reverse("conflicts", args=[workshop.slug]), is_urgent=True)]
    count = conflicts_for(workshop, user).filter(TO_LOOK_AT).count()
    if not count:
        return []
    text = ngettext(
        "Look at %d conflict that was found", "Look at %d conflicts that were found", count
    )
    address = reverse("conflicts", args=[workshop.slug], query={"state": "look"})
    return [Step(text % count, address, is_suggestion=True)]


def _assigning(workshop, waiting, due):
    """To what has none; that others have fewer than are wanted is pointed out."""
    none = sum(not one.asked for one in waiting)
    few = sum(0 < one.asked < workshop.reviews_wanted for one in waiting)
    if none:
        text = ngettext(
            "Assign reviewers to %d submission", "Assign reviewers to %d submissions", none
        )
        yield Step(text % none, _progress(workshop, "free"), due=due and due.at)
    if few:
        text = ngettext(
            "%d submission has fewer reviewers than wanted",
            "%d submissions have fewer reviewers than wanted",
            few,
        )
        yield Step(text % few, _progress(workshop, "few"), is_suggestion=True)


def _looking_after(workshop, waiting, due):
    """See whose review is missing; once they are due, who is late."""
    is_late = bool(due and due.has_passed)
    missing = sum(one.asked - len(one.reports) for one in waiting)
    if missing:
        text = ngettext(
            "See which %d review is missing", "See which %d reviews are missing", missing
        )
        when = {"is_urgent": True} if is_late else {"is_suggestion": True}
        address = _progress(workshop, "late" if is_late else "missing")
        yield Step(text % missing, address, due=due and due.at, **when)


def _deciding(workshop, waiting, due):
    """What has all its reviews, and once they are due what has one."""
    is_late = bool(due and due.has_passed)
    count = sum(one.is_complete or (is_late and bool(one.reports)) for one in waiting)
    text = ngettext(
        "Decide %d submission with reviews", "Decide %d submissions with reviews", count
    )
    by = workshop.date_of(KeyDate.Kind.DECISIONS)
    address = _board(workshop, decision="undecided")
    return [Step(text % count, address, due=by and by.at)] if count else []


def _board(workshop, **asked):
    """Already filtered."""
    return reverse("decisions", args=[workshop.slug], query=asked)


def _progress(workshop, state):
    """The progress board, filtered."""
    return reverse("progress", args=[workshop.slug], query={"state": state})


def _members(workshop):
    return f"{reverse('admin:workshop_membership_add')}?workshop={workshop.pk}"
