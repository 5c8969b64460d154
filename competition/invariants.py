"""What must hold of competitions; see `manage.py check_invariants`."""

from django.db.models import Exists, F, OuterRef

from competition.models import Award, Competition, Entry, Measurement
from competition.models.entries import State


def slices_changed_while_frozen():
    for competition in Competition.objects.filter(are_slices_frozen=True):
        opening = competition.newest_opening
        stored = [part.as_frozen for part in competition.slices.all()]
        if opening is None or (opening.slices, opening.mode) != (stored, competition.mode):
            yield competition


def measured_without_a_measurement():
    ours = Measurement.objects.standing().filter(
        entry=OuterRef("pk"), taken_by=Measurement.By.ORGANISERS, energy_j__isnull=False
    )
    return Entry.objects.filter(~Exists(ours), state=State.MEASURED)


def figures_of_another_run():
    for log in Measurement.objects.filter(runs__isnull=False):
        run = log.runs[log.chosen] if log.chosen is not None else {}
        if log.energy_j != run.get("energy_j"):
            yield log


def awards_to_other_competitions():
    return Award.objects.exclude(entry__team__competition=F("competition"))


INVARIANTS = {
    "slices are as they were frozen": slices_changed_while_frozen,
    "what is measured has a log of the organisers": measured_without_a_measurement,
    "a measurement's figures are its chosen run's": figures_of_another_run,
    "an award is given within its competition": awards_to_other_competitions,
}
