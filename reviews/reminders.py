"""What reviewers are reminded of."""

from django.utils.translation import gettext_lazy as _

from workshop.models import KeyDate
from workshop.reminders import Kind

KINDS = {
    "reviews": Kind(
        _("Reviews that are not done"),
        KeyDate.Kind.REVIEWS,
        "reviewers_open",
        "reminder_reviews",
        days=(-7, -1, 2),
    )
}
