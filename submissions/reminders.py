"""What authors are reminded of."""

from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate
from workshop.reminders import Kind

KINDS = {
    "drafts": Kind(
        _("Drafts that are not sent in"),
        KeyDate.Kind.SUBMISSION,
        "authors_draft",
        "reminder_drafts",
        days=(-7, -1),
    )
}
