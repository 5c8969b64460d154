"""What reviewing adds to the chair's pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews.board import without_a_chair
from reviews.models import Assignment
from submissions.models import Status, Submission
from workshop.steps import Step

TABS = [(gettext_lazy("Submissions"), "board")]


def steps_for(workshop, user):
    own = Submission.objects.filter(workshop=workshop).decidable_by(user)
    waiting = own.filter(status=Status.SUBMITTED)
    address = reverse("board", args=[workshop.slug])
    assigned = Assignment.objects.standing().values("submission")
    unassigned = waiting.exclude(pk__in=assigned).count()
    reviewed = waiting.filter(decision=None, assignments__review__submitted_at__isnull=False)
    undecided = reviewed.distinct().count()
    told = [
        (
            unassigned,
            ngettext(
                "Assign reviewers to %d submission",
                "Assign reviewers to %d submissions",
                unassigned,
            ),
        ),
        (
            undecided,
            ngettext(
                "Decide %d submission with reviews",
                "Decide %d submissions with reviews",
                undecided,
            ),
        ),
    ]
    steps = [Step(text % count, address) for count, text in told if count]
    return [*_handling_chairs(workshop), *steps]


def _handling_chairs(workshop):
    """What every chair is in conflict with waits for another one, and is named by code alone."""
    codes = without_a_chair(workshop)
    text = _("Add a chair without a conflict for %(codes)s") % {"codes": ", ".join(codes)}
    add = f"{reverse('admin:workshop_membership_add')}?workshop={workshop.pk}"
    return [Step(text, add, is_urgent=True)] if codes else []
