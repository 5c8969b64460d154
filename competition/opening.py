"""Opening a competition: from then on its slices stand, and each change of them is a version."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from competition.models import Competition, Opening
from competition.models.competition import check_rows
from competition.saving import locked_competition
from workshop.trail import record, record_act, snapshot


class NotReady(Exception):
    """`missing` says what a competition lacks, in words."""

    def __init__(self, missing):
        super().__init__(", ".join(map(str, missing)))
        self.missing = missing


def missing_of(competition):
    """What it lacks before it can be opened; the slices are looked at as well."""
    wanted = [
        (competition.task, _("the task")),
        (competition.rules, _("the rules")),
        (competition.hardware, _("the reference platform")),
        (competition.due, _("a key date “Competition entries due”")),
        (competition.slices.exists(), _("a slice")),
    ]
    missing = [told for there, told in wanted if not there]
    try:
        check_rows(competition.slices.all(), competition.mode)
    except ValidationError as wrong:
        missing += wrong.messages
    return missing


@transaction.atomic
def open_competition(competition, *, by):
    """Show it, freeze its slices and let teams in; again where it is open already, nothing.

    Raises NotReady.
    """
    current = locked_competition(competition)
    if current.opened_at and current.are_slices_frozen and current.is_shown:
        return current
    if missing := missing_of(current):
        raise NotReady(missing)
    before = snapshot(current)
    current.opened_at = current.opened_at or timezone.now()
    current.shown = Competition.Shown.BY_DATES
    if not current.are_slices_frozen:
        _freeze(current, reason="", by=by)
    current.save(update_fields=["opened_at", "shown", "are_slices_frozen"])
    record(current, by=by, workshop=current.workshop, before=before)
    return current


@transaction.atomic
def show_competition(competition, shown, *, by):
    """As its dates say, closed by hand, or hidden; nothing is lost by it, and it can be undone."""
    current = locked_competition(competition)
    if current.shown == shown:
        return
    before = snapshot(current)
    current.shown = shown
    current.save(update_fields=["shown"])
    record(current, by=by, workshop=current.workshop, before=before)


@transaction.atomic
def unfreeze_slices(competition, *, reason, by):
    """Let the slices be edited once more, for a reason; ranks stay by the version before."""
    current = locked_competition(competition)
    if not current.are_slices_frozen:
        return
    current.are_slices_frozen = False
    current.save(update_fields=["are_slices_frozen"])
    record_act(current, "slices", "frozen", reason, by=by, workshop=current.workshop)


@transaction.atomic
def freeze_slices(competition, *, reason, by):
    """The slices as they are now become the next version, by which everything is ranked.

    Raises NotReady.
    """
    current = locked_competition(competition)
    if missing := missing_of(current):
        raise NotReady(missing)
    before = snapshot(current)
    _freeze(current, reason=reason, by=by)
    current.save(update_fields=["are_slices_frozen"])
    record(current, by=by, workshop=current.workshop, before=before)


def _freeze(competition, *, reason, by):
    newest = competition.newest_opening
    Opening.objects.create(
        competition=competition,
        version=newest.version + 1 if newest else 1,
        mode=competition.mode,
        slices=[part.as_frozen for part in competition.slices.all()],
        reason=reason,
        by=by,
    )
    competition.are_slices_frozen = True
    competition.__dict__.pop("newest_opening", None)
