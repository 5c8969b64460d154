"""The mails that invite: worded here, sent as long as the link waits for an answer."""

from django.utils.translation import gettext_lazy as _

from reviews.invitations import PURPOSE, REMINDER
from reviews.invitations.mailing import EXAMPLE, invitation_of, values_of
from reviews.models import Invitation
from workshop.mailtexts import Purpose
from workshop.models import ActionLink

MOST_SAMPLES = 20


def _waits(message):
    """For an answer, or was asked for by who has answered and wants to change that."""
    link = ActionLink.objects.open().filter(pk=message.object_id, mail=message.recipient).first()
    asked = invitation_of(link) if link else None
    if asked is None or asked.state == Invitation.State.REVOKED:
        return False
    return asked.answered_at is None or message.created_at > asked.answered_at


def _samples(workshop, user):
    rows = workshop.invitations.all()[:MOST_SAMPLES]
    return [(one.mail, values_of(one, EXAMPLE)) for one in rows]


PLACEHOLDERS = {
    "name": (_("the name as it was pasted, or “colleague”"), "Ada Boole"),
    "most": (_("how many reviews at most"), _("5 reviews")),
    "pages": (_("how long each submission is"), _("2 pages")),
    "assigned": (_("when proposals are due, after which reviews are assigned"), "5 June 2027"),
    "due": (_("when reviews are due"), "19 June 2027, 23:59 AoE"),
    "topics": (_("the workshop’s topics"), _("Measuring, Lighter architectures")),
    "link": (_("the address at which they answer"), EXAMPLE),
    "until": (_("the day the link ends"), "26 June 2027"),
}
OF_A_LINK = {"placeholders": PLACEHOLDERS, "needs": ("link",), "carrier": "link"}
PURPOSES = {
    PURPOSE: Purpose(
        _waits,
        label=_("Invitation of a reviewer"),
        occasion=_("To who is asked to review, with the link by which they answer."),
        subject=_("{workshop}: would you review for us?"),
        body=_(
            "Dear {name},\n\n"
            "the chairs of {workshop_name} ask you to join its reviewers.\n\n"
            "At most {most}, of submissions of {pages} each.\n"
            "Assigned after proposals are due: {assigned}.\n"
            "Reviews are due: {due}.\n"
            "Topics: {topics}.\n\n"
            "Accept, accept fewer, or decline here, without a password:\n\n"
            "{link}\n\n"
            "It is for you alone, until {until}. You become a reviewer only if you accept. About "
            "the workshop: {site}. Questions go to {contact}."
        ),
        samples=_samples,
        **OF_A_LINK,
    ),
    REMINDER: Purpose(
        _waits,
        label=_("Reminder of an invitation"),
        occasion=_("To who has not answered an invitation, when a chair reminds them."),
        subject=_("{workshop}: may we count on you as a reviewer?"),
        body=_(
            "Dear {name},\n\n"
            "you have not answered yet whether you review for {workshop_name}: at most {most}, of "
            "submissions of {pages} each, due {due}.\n\n"
            "One press says yes, or no:\n\n"
            "{link}\n\n"
            "It takes the place of the link that you have, until {until}. Questions go to "
            "{contact}."
        ),
        samples=_samples,
        **OF_A_LINK,
    ),
}
