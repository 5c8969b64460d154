"""Rows that break each invariant of `competition`, put there past what guards it."""

from competition.models import Award, Competition, Measurement
from tests.competition.factories import make_competition, make_entry


def slice_changed_past_the_opening():
    make_competition().slices.filter(label="90–95 %").update(upper="0.94")


def measured_by_nobody():
    make_entry(state="measured")


def figure_changed_by_hand():
    make_entry(energy_j=1e5)
    Measurement.objects.update(energy_j=1.0)


def award_of_another_competition():
    Award.objects.create(competition=make_competition(), entry=make_entry(), name="Best of all")


def entered_too_early():
    make_entry()
    Competition.objects.update(opened_at=None, are_slices_frozen=False)


def opening_lost():
    competition = make_competition()
    competition.openings.create(version=3, mode="threshold", slices=[], reason="Twice.")
    Competition.objects.update(are_slices_frozen=False)


BREAKS = {
    "what is entered was entered after the opening": entered_too_early,
    "no opening of a competition is missing": opening_lost,
    "slices are as they were frozen": slice_changed_past_the_opening,
    "what is measured has a log of the organisers": measured_by_nobody,
    "a measurement's figures are its chosen run's": figure_changed_by_hand,
    "an award is given within its competition": award_of_another_competition,
}
