"""The life of a submission: its states, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    CONDITIONAL = "conditions", _("accepted on conditions")
    WAITLISTED = "waitlisted", _("on the waitlist")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DESK = "desk", _("rejected without review")


# What a released decision says, and another one may say instead.
DECIDED = {Status.ACCEPTED, Status.CONDITIONAL, Status.WAITLISTED, Status.REJECTED}
ALLOWED = {
    Status.DRAFT: {Status.SUBMITTED},
    Status.SUBMITTED: DECIDED | {Status.WITHDRAWN, Status.DESK},
    Status.ACCEPTED: DECIDED - {Status.ACCEPTED} | {Status.WITHDRAWN},
    Status.CONDITIONAL: DECIDED - {Status.CONDITIONAL} | {Status.WITHDRAWN},
    Status.WAITLISTED: DECIDED - {Status.WAITLISTED} | {Status.WITHDRAWN},
    Status.REJECTED: DECIDED - {Status.REJECTED},
    Status.WITHDRAWN: {Status.SUBMITTED},
    Status.DESK: {Status.SUBMITTED},
}
EDITABLE = {Status.DRAFT, Status.SUBMITTED}  # by their authors, in time
IN_REVIEW = {Status.SUBMITTED, *DECIDED}  # or reviewed and told
WITHDRAWABLE = {old for old, allowed in ALLOWED.items() if Status.WITHDRAWN in allowed}
