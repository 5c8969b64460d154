"""What a sheet would do, and doing just that."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from program.importing.contributions import Contributions
from program.importing.slots import Slots
from program.importing.speakers import Speakers
from workshop.digests import NotSeen, digest_of
from workshop.models import Workshop
from workshop.sheets import sheet_of

KINDS = {
    "speakers": (_("Speakers"), Speakers),
    "slots": (_("Slots"), Slots),
    "contributions": (_("Contributions accepted elsewhere"), Contributions),
}


class NothingToDo(Exception):
    """All that the sheet says is there already."""


@dataclass
class Plan:
    """The lines of a sheet, each with what it would do."""

    reader: object
    lines: list
    unused: list

    def of(self, act):
        return [line for line in self.lines if line.act == act]

    @property
    def counts(self):
        return {act: len(self.of(act)) for act in ("add", "change", "same", "wrong")}

    @property
    def is_ready(self):
        return not self.of("wrong") and bool(self.of("add") or self.of("change"))

    @property
    def digest(self):
        shown = [line.shown for line in self.lines]
        return digest_of(shown)


def plan_of(workshop, kind, text):
    """The Plan of a text. Raises Unreadable."""
    reader = KINDS[kind][1](workshop)
    sheet = sheet_of(text, reader.columns, reader.required)
    return Plan(reader, [reader.line(*line) for line in sheet.lines], sheet.unused)


@transaction.atomic
def bring_in(workshop, kind, text, *, seen, by):
    """Do what the plan says, as it was `seen`; {act: how many lines}.

    Whoever brings in the same at once waits, and then finds nothing to do. Raises NotSeen,
    NothingToDo and Unreadable.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    for rows in (workshop.slots, workshop.speakers, workshop.contributions):
        list(rows.select_for_update().order_by("pk").values_list("pk"))
    plan = plan_of(workshop, kind, text)
    if plan.lines and len(plan.of("same")) == len(plan.lines):
        raise NothingToDo
    if seen != plan.digest or not plan.is_ready:
        raise NotSeen
    for line in [*plan.of("add"), *plan.of("change")]:
        plan.reader.save(line, by=by)
    return plan.counts
