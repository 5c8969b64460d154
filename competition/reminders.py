"""What teams are reminded of."""

from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate
from workshop.reminders import Kind

KINDS = {
    "entries": Kind(
        _("Entries that are not sent in"),
        KeyDate.Kind.COMPETITION,
        "teams_unsent",
        "reminder_entries",
        days=(-7, -1),
    )
}
