"""Logs are judged beside the dates until which they may have been taken."""

from competition.judging_again import ask_to_judge_again
from competition.models import Competition
from workshop.models import KeyDate

ENDS_OF_WINDOWS = {KeyDate.Kind.COMPETITION, KeyDate.Kind.MEASURING}


def moved(workshop, kinds, *, by):
    competition = Competition.objects.filter(workshop=workshop).first()
    if competition and ENDS_OF_WINDOWS & kinds:
        ask_to_judge_again(competition, by=by)
