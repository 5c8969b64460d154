"""What of the program is not kept: from where authors came, and when they could not."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from program.models import Confirmation, ConfirmationChange
from workshop.retention import Removal

WHEREABOUTS = ("zone", "hours")


def _whereabouts(workshop):
    told = ~Q(zone="") | ~Q(hours="")
    for name in WHEREABOUTS:
        told |= Q(changes__fields__has_key=name)
    return Confirmation.objects.filter(told, submission__workshop=workshop).distinct()


def _remove_whereabouts(rows):
    changes = ConfirmationChange.objects.filter(confirmation__in=list(rows))
    for change in changes:
        change.fields = {key: told for key, told in change.fields.items() if key not in WHEREABOUTS}
    ConfirmationChange.objects.bulk_update(changes, ["fields"], batch_size=500)
    Confirmation.objects.filter(pk__in=rows.values("pk")).update(zone="", hours="")


REMOVED = {
    "whereabouts": Removal(
        _("authors’ time zones, and hours at which they could not present"),
        _whereabouts,
        _remove_whereabouts,
    ),
}
