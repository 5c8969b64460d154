"""What authors of accepted submissions are reminded of."""

from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate
from workshop.reminders import Kind

KINDS = {
    "confirmations": Kind(
        _("Acceptances that are not confirmed"),
        KeyDate.Kind.DECISIONS,
        "authors_unconfirmed",
        "reminder_confirmations",
        days=(7,),
    )
}
