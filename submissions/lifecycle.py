"""The life of a submission: its states, and which may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DESK = "desk", _("rejected without review")


ALLOWED = {
    Status.DRAFT: {Status.SUBMITTED},
    Status.SUBMITTED: {Status.ACCEPTED, Status.REJECTED, Status.WITHDRAWN, Status.DESK},
    Status.ACCEPTED: {Status.REJECTED, Status.WITHDRAWN},
    Status.REJECTED: {Status.ACCEPTED},
    Status.WITHDRAWN: {Status.SUBMITTED},
    Status.DESK: {Status.SUBMITTED},
}
EDITABLE = {Status.DRAFT, Status.SUBMITTED}  # by their authors, in time
IN_REVIEW = {Status.SUBMITTED, Status.ACCEPTED, Status.REJECTED}  # or reviewed and told
WITHDRAWABLE = {old for old, allowed in ALLOWED.items() if Status.WITHDRAWN in allowed}
