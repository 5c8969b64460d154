"""What has happened to a submission, for the chairs who may decide it."""

from django.utils.translation import gettext as _

from reviews.models import AssignmentChange, DecisionChange


def history_of(submission):
    """[(when, who, what), …] in order of time: its states, assignments, conflicts, decisions."""
    parts = [_states, _assignments, _conflicts, _decisions]
    lines = [line for part in parts for line in part(submission)]
    return sorted(lines, key=lambda line: line[0])


def _states(submission):
    for change in submission.status_changes.select_related("by"):
        yield change.at, change.by, str(change)


def _assignments(submission):
    changes = AssignmentChange.objects.filter(assignment__submission=submission)
    for change in changes.select_related("by", "assignment__reviewer"):
        text = _("assigned to %(name)s") if change.stands else _("taken back from %(name)s")
        yield change.at, change.by, text % {"name": change.assignment.reviewer}


def _conflicts(submission):
    for conflict in submission.conflicts.select_related("user", "by", "lifted_by"):
        name = {"name": conflict.user}
        yield conflict.at, conflict.by, _("conflict with %(name)s declared") % name
        if conflict.lifted_at:
            lifted = _("conflict with %(name)s lifted") % name
            yield conflict.lifted_at, conflict.lifted_by, lifted


def _decisions(submission):
    changes = DecisionChange.objects.filter(decision__submission=submission)
    for change in changes.select_related("by"):
        yield change.at, change.by, _("decision: %(change)s") % {"change": change}
