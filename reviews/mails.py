"""The mails about decisions, each with its question: does the decision still say so?"""

from django.utils.translation import gettext_lazy as _

from reviews.models import Decision
from reviews.services import with_values
from submissions.mails import MOST_SAMPLES, OF_A_SUBMISSION, about_hidden_submissions
from submissions.models import Status, Submission
from submissions.receipts import recipients_of
from workshop.mailtexts import Purpose


def _still(status):
    def is_due(message):
        found = Submission.objects.filter(pk=message.object_id, status=status).first()
        return found is not None and message.recipient in recipients_of(found)

    return is_due


def _decided(outcome):
    """Of what `user` may decide, as it would be mailed now."""

    def samples(workshop, user):
        own = Submission.objects.filter(workshop=workshop).decidable_by(user)
        decided = Decision.objects.about(own).filter(outcome=outcome)[:MOST_SAMPLES]
        return [
            (mail, values)
            for one, values in with_values(decided)
            for mail in recipients_of(one.submission)
        ]

    return samples


OF_A_DECISION = OF_A_SUBMISSION | {
    "reviews": (
        _("what each reviewer wrote for the authors"),
        _("Reviewer 1 wrote:\n\nWell measured; say how long the meter ran."),
    )
}
PURPOSES = {
    "acceptance": Purpose(
        _still(Status.ACCEPTED),
        label=_("Acceptance"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "“{title}” is accepted for {workshop_name}. It will stand in the public program.\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("accept"),
    ),
    "rejection": Purpose(
        _still(Status.REJECTED),
        label=_("Rejection"),
        occasion=_("To every author, when the decisions are mailed on the announce page."),
        subject=_("{workshop}: decision on “{title}”"),
        body=_(
            "The chairs of {workshop_name} could not accept “{title}”. Thank you for sending it "
            "in.\n\n"
            "{reviews}\n\n"
            "{link}"
        ),
        placeholders=OF_A_DECISION,
        samples=_decided("reject"),
    ),
}


def hidden_from(user):
    return about_hidden_submissions(user, PURPOSES)
