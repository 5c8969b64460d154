"""What must hold of competitions; see `manage.py check_invariants`."""

from django.db.models import Count, Exists, F, Max, OuterRef

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
        run = dict(enumerate(log.runs)).get(log.chosen, {})
        if log.energy_j != run.get("energy_j"):
            yield log


def awards_to_other_competitions():
    return Award.objects.exclude(entry__team__competition=F("competition"))


def entered_before_the_opening():
    sent_in = Entry.objects.filter(submitted_at__isnull=False)
    return sent_in.filter(team__competition__opened_at=None)


def openings_lost():
    """Each opening is kept: the last one's version says how many there were."""
    kept = Competition.objects.annotate(count=Count("openings"), last=Max("openings__version"))
    return kept.exclude(last=None).exclude(last=F("count"))


INVARIANTS = {
    "what is entered was entered after the opening": entered_before_the_opening,
    "no opening of a competition is missing": openings_lost,
    "slices are as they were frozen": slices_changed_while_frozen,
    "what is measured has a log of the organisers": measured_without_a_measurement,
    "a measurement's figures are its chosen run's": figures_of_another_run,
    "an award is given within its competition": awards_to_other_competitions,
}
