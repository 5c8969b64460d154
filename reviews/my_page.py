"""What reviewing adds to "my page": reviews to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.models import Assignment
from reviews.profiles.services import unsaid_by
from workshop.models import KeyDate, Membership
from workshop.steps import Waiting


def links_for(membership):
    if membership.role == Membership.Role.REVIEWER:
        return [(_("My reviews"), reverse("reviews", args=[membership.workshop.slug]))]
    criteria = reverse("admin:reviews_criterion_changelist")
    of_workshop = f"?workshop__id__exact={membership.workshop_id}"
    if membership.role != Membership.Role.CHAIR:
        return []
    pages = [
        (_("Reviewers"), "reviewers"),
        (_("Conflicts"), "conflicts"),
        (_("Matching"), "matching"),
    ]
    return [
        (_("Review form"), criteria + of_workshop),
        *((text, reverse(name, args=[membership.workshop.slug])) for text, name in pages),
    ]


def waiting_for(user):
    own = Assignment.objects.reviewable_by(user).filter(review__submitted_at=None).for_list()
    lines = [_line(one) for one in own.prefetch_related("submission__workshop__key_dates")]
    return [*lines, *map(_tell, unsaid_by(user))]


def _tell(workshop):
    address = reverse("profile_of_reviewer", args=[workshop.slug])
    return Waiting(workshop, _("Tell what you can review"), address)


def _line(assignment):
    workshop = assignment.submission.workshop
    due = workshop.date_of(KeyDate.Kind.REVIEWS)
    text = _("Review “%(title)s”") % {"title": assignment.submission.title}
    late = bool(due and due.has_passed)
    return Waiting(workshop, text, assignment.get_absolute_url(), due and due.at, late)
