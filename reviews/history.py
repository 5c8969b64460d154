"""What has happened to a submission, for the chairs who may decide it."""

from django.utils.translation import gettext as _

from reviews.models import AssignmentChange, DecisionChange
from submissions.edits import label_of


def history_of(submission):
    """[(when, who, what), …] in order of time: its states, changes, PDFs, people, decisions."""
    parts = [_states, _edits, _versions, _assignments, _conflicts, _decisions]
    lines = [line for part in parts for line in part(submission)]
    return sorted(lines, key=lambda line: line[0])


def _states(submission):
    for change in submission.status_changes.select_related("by"):
        yield change.at, change.by, str(change)


def _edits(submission):
    for edit in submission.edits.select_related("by"):
        if "status" in edit.fields:
            text = _("rejected without review: %(reason)s")
        elif edit.as_chair:
            text = _("changed for the authors (%(reason)s): %(fields)s")
        else:
            text = _("changed: %(fields)s")
        fields = ", ".join(label_of(name) for name in edit.fields)
        yield edit.at, edit.by, text % {"reason": edit.reason, "fields": fields}


def _versions(submission):
    for one in submission.manuscripts.select_related("by", "overridden_by"):
        about = {"number": one.number, "sum": one.sha256[:12], "why": one.override_reason}
        yield one.at, one.by, _("PDF: version %(number)d, SHA-256 %(sum)s…") % about
        if one.overridden_at:
            text = _("PDF: version %(number)d, refused, counts all the same: %(why)s") % about
            yield one.overridden_at, one.overridden_by, text


def _assignments(submission):
    changes = AssignmentChange.objects.filter(assignment__submission=submission)
    for change in changes.select_related("by", "assignment__reviewer"):
        text = _("assigned to %(name)s") if change.stands else _("taken back from %(name)s")
        if change.reason:
            text = _("declined by %(name)s: %(why)s")
        about = {"name": change.assignment.reviewer, "why": change.reason}
        yield change.at, change.by, text % about


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
