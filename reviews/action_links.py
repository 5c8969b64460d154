"""The link by which an invitation is answered; it leads to a page of its own."""

from reviews.invitations import PURPOSE
from reviews.invitations.mailing import LIFETIME, invitation_of, send
from reviews.models import Invitation
from workshop.links import Purpose


def _is_due(link):
    found = invitation_of(link)
    return found is not None and found.state != Invitation.State.REVOKED


PURPOSES = {PURPOSE: Purpose(is_due=_is_due, lifetime=LIFETIME, send=send)}
