"""The mails about reviews and decisions, each with its question: does the decision still say so?"""

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews import notices
from reviews.announcing import with_values
from reviews.groups import OF_REVIEWERS
from reviews.invitations.mails import PURPOSES as OF_INVITATIONS
from reviews.models import Assignment, Decision
from reviews.news import ABOUT_REVIEWS, is_for_chair, is_for_discussant
from reviews.outcomes import ABOUT_DECISIONS, PURPOSE_OF, TOLD
from reviews.querysets import closed_workshops, has_closed
from reviews.services import declined
from submissions.mailing.placeholders import OF_A_SUBMISSION
from submissions.mailing.samples import MOST_SAMPLES
from submissions.models import Status, Submission
from submissions.receipts import recipients_of
from workshop.mailtexts import Purpose
from workshop.models import User
from workshop.outbox import key_of, stored_key
from workshop.recipients import OF_EVERY_PERSON, samples_of, telling
from workshop.reminders import still_owed


def _still(status):
    """As it was told last: what was released anew since has a mail of its own."""

    def is_due(message):
        found = Submission.objects.filter(pk=message.object_id, status=status).first()
        if found is None or message.recipient not in recipients_of(found):
            return False
        decision = Decision.objects.filter(submission=found).first()
        return decision is None or _is_last(message, decision)

    return is_due


def _is_last(message, decision):
    key = key_of(decision.pk, decision.released_at, message.recipient)
    return message.key == stored_key(message.purpose, key)


def _decided(purpose):
    """Of what `user` may decide, as it would be mailed now."""
    outcomes = [outcome for outcome, name in PURPOSE_OF.items() if name == purpose]

    def samples(workshop, user):
        own = Submission.objects.filter(workshop=workshop).decidable_by(user)
        decided = Decision.objects.about(own).filter(outcome__in=outcomes)[:MOST_SAMPLES]
        return [
            (mail, values)
            for one, values in with_values(decided)
            for mail in recipients_of(one.submission)
        ]

    return samples


def _has_reviews_to_do(message):
    reviewer = User.objects.filter(pk=message.object_id).first()
    if reviewer is None:
        return False
    own = Assignment.objects.reviewable_by(reviewer).filter(review__submitted_at=None)
    return own.filter(submission__workshop=message.workshop_id).exists()


def _still_owed(message):
    """A review that is no longer taken is not asked for."""
    is_over = has_closed(message.workshop_id, timezone.now())
    return not is_over and still_owed("reviews")(message)


OF_AN_ASSIGNMENT = OF_EVERY_PERSON | {name: OF_REVIEWERS[name] for name in ("due", "reviews")}
OF_A_DECISION = OF_A_SUBMISSION | {
    "decision": (_("how it was decided, in words"), TOLD["oral"]),
    "note": (
        _("the chairs’ note on this decision, if there is one"),
        _("Please say in the final version how long the meter ran."),
    ),
    "reviews": (
        _("what each reviewer wrote for the authors"),
        _("Reviewer 1 wrote:\n\nWell measured; say how long the meter ran."),
    ),
}
OF_A_LEAVING = OF_A_SUBMISSION | {
    "link": (_("the address of its page for chairs"), f"{settings.SITE_URL}/…/chair/…/"),
    "reviewer": (_("the reviewer’s name"), _("Renée Aldabarra")),
    "reason": (_("what the reviewer wrote"), _("I am away until July.")),
}
OF_A_COMMENT = OF_A_SUBMISSION | {
    "link": (_("where the recipient reads the discussion"), f"{settings.SITE_URL}/…/#discussion"),
    "who": (_("who has written, as reviewers read it"), _("Reviewer 2")),
}
PURPOSES = {
    "acceptance": Purpose(
        _still(Status.ACCEPTED),
        label=_("Acceptance"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "“{title}” is {decision} for {workshop_name}. It will stand in the public program.\n\n"
            "{note}\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("acceptance"),
    ),
    "conditions": Purpose(
        _still(Status.CONDITIONAL),
        label=_("Acceptance on conditions"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "“{title}” is {decision} for {workshop_name}: it stands in the program once the chairs "
            "say that they are met.\n\n"
            "{note}\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("conditions"),
    ),
    "waitlist": Purpose(
        _still(Status.WAITLISTED),
        label=_("Waitlist"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "“{title}” is {decision} of {workshop_name}: it is accepted if a place becomes free, "
            "and the chairs write to you then.\n\n"
            "{note}\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("waitlist"),
    ),
    "rejection": Purpose(
        _still(Status.REJECTED),
        label=_("Rejection"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "The chairs of {workshop_name} could not accept “{title}”. Thank you for sending it "
            "in.\n\n"
            "{note}\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("rejection"),
    ),
    "assignment": Purpose(
        _has_reviews_to_do,
        label=_("Assignment"),
        occasion=_("To a reviewer, ten minutes after the first of some new assignments."),
        subject=_("{workshop}: submissions for you to review"),
        body=_(
            "Dear {name},\n\n"
            "The chairs of {workshop_name} ask for your review. What was assigned to you stands "
            "here:\n\n"
            "{reviews}\n\n"
            "Reviews are due {due}.\n\n"
            "If you have a conflict of interest, or no time, write to {contact}."
        ),
        placeholders=OF_AN_ASSIGNMENT,
        needs=("reviews",),
        samples=samples_of("reviewers_open"),
    ),
    "reminder_reviews": Purpose(
        _still_owed,
        label=_("Reminder of reviews"),
        occasion=_("To reviewers with reviews to do, as the reminders are set."),
        subject=_("{workshop}: your reviews"),
        body=_(
            "Dear {name},\n\n"
            "Reviews for {workshop_name} are due {due}. You still have to do: {open}.\n\n"
            "{reviews}\n\n"
            "If you cannot do it in time, write to {contact}."
        ),
        placeholders=OF_EVERY_PERSON | OF_REVIEWERS,
        samples=samples_of("reviewers_open"),
    ),
    "declined_review": Purpose(
        lambda message: is_for_chair(message) and declined(message.object_id).exists(),
        label=_("Review declined"),
        occasion=_("To the chairs without a conflict, when a reviewer declines an assignment."),
        subject=_("{workshop}: a reviewer of “{title}” has declined"),
        body=_(
            "{reviewer} does not review “{title}” ({code}):\n\n"
            "{reason}\n\n"
            "Assign somebody else:\n\n"
            "{link}"
        ),
        placeholders=OF_A_LEAVING,
    ),
    "reviewer_conflict": Purpose(
        is_for_chair,
        label=_("Conflict found late"),
        occasion=_("To the chairs without a conflict, when a reviewer declares one."),
        subject=_("{workshop}: a reviewer of “{title}” is in conflict"),
        body=_(
            "{reviewer} has found a conflict of interest with “{title}” ({code}), sees nothing "
            "of it any more, and what the review said so far counts for nothing:\n\n"
            "{reason}\n\n"
            "Assign somebody else:\n\n"
            "{link}"
        ),
        placeholders=OF_A_LEAVING,
    ),
    "discussion": Purpose(
        is_for_discussant,
        label=_("Discussion of a submission"),
        occasion=_(
            "To its reviewers and the chairs, when one of them has written; once an hour at most."
        ),
        subject=_("{workshop}: the discussion of “{title}”"),
        body=_(
            "{who} has written in the discussion of “{title}” ({code}). Read it, with what was "
            "said since, and answer here:\n\n"
            "{link}"
        ),
        placeholders=OF_A_COMMENT,
        needs=("link",),
    ),
    notices.PURPOSE: Purpose(
        notices.is_still_due,
        label=_("Reviews will be removed"),
        occasion=_("To reviewers and chairs, 14 days before the reviews are removed."),
        subject=_("{workshop}: reviews will be removed"),
        body=_(
            "Dear {name},\n\n"
            "{workshop_name} is over. On {date} reviewers’ access to submissions ends, and the "
            "reviews, who wrote them, the discussions, the conflicts that were declared and the "
            "drafts that were never sent in are removed for good. Decisions and the program "
            "stay.\n\n"
            "What you want to keep of your own reviews stands here until then:\n\n"
            "{reviews}\n\n"
            "Questions go to {contact}."
        ),
        placeholders=OF_EVERY_PERSON
        | {
            "date": (_("when they are removed"), _("19 December 2027")),
            "reviews": OF_REVIEWERS["reviews"],
        },
        samples=notices.samples,
    ),
    **OF_INVITATIONS,
}
OF_SUBMISSIONS = {*ABOUT_DECISIONS, *ABOUT_REVIEWS}
ABOUT_ASSIGNMENTS = ["assignment", "reminder_reviews"]


def hidden_from(user):
    """Mails that tell of what `user` is in conflict with, though they are not about it.

    Who has reviews to do may say who reviews that, so these mails are kept from whoever is in
    conflict with any submission of the workshop, but for the letters of their own.
    """
    of_assignments = Q(purpose__in=ABOUT_ASSIGNMENTS) | (
        Q(letter__group__in=telling()) & ~Q(letter__by=user)
    )
    return of_assignments & Q(workshop__in=closed_workshops(user))
