"""What of competitions is not kept: drafts that were never sent in, and the logs as files.

Logs hold where a machine stands and what it is called; the figures that were read of them stay.
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from competition.models import Entry, Measurement
from competition.models.entries import State
from workshop.retention import Removal


def _drafts(workshop):
    return Entry.objects.filter(team__competition__workshop=workshop, state=State.DRAFT)


def _remove_drafts(rows):
    entries = list(rows.prefetch_related("descriptions"))
    paths = [one.file.name for entry in entries for one in entry.descriptions.all()]
    _remove_files(Measurement.objects.filter(entry__in=rows.values("pk")))
    rows.delete()
    _delete(paths)


def _logs(workshop):
    rows = Measurement.objects.filter(entry__team__competition__workshop=workshop)
    return rows.exclude(file="")


def _remove_files(rows):
    paths = [path for pair in rows.values_list("file", "sister") for path in pair if path]
    rows.update(file="", sister="")
    _delete(paths)


def _delete(paths):
    def delete():
        for path in paths:
            default_storage.delete(path)

    transaction.on_commit(delete, robust=True)


REMOVED = {
    "entry_drafts": Removal(_("entries that were never sent in"), _drafts, _remove_drafts),
    "energy_logs": Removal(
        _("energy logs as files; what was read of them stays"), _logs, _remove_files
    ),
}
