"""Scores, conflicts and assignments as OpenReview's CSV: `submission,reviewer` and one cell more.

Submissions by code, reviewers by mail address. The third cell is the score; of a conflict it is
the reason in words, of an assignment it is not looked at.
"""

import csv
import io

from django.utils.translation import gettext as _

from reviews.assigning.closed import OF_CONFLICT
from reviews.assigning.scores import scores_known
from reviews.matching.scorefiles import HEADERS, BadScores, number
from submissions.models import Conflict, Submission
from workshop.cells import as_text

SCORES, CONFLICTS, ASSIGNMENTS = "scores", "conflicts", "assignments"
KINDS = SCORES, CONFLICTS, ASSIGNMENTS


def read(kind, text, pool):
    """{(submission, reviewer): the third cell} of a file's text. Raises BadScores with all lines.

    Of what `pool` holds alone: what a chair must not see is as unknown as what is not there.
    """
    reading = Reading(kind, pool)
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), skipinitialspace=True)
    try:
        for cells in lines:
            reading.take(lines.line_num, [cell.strip() for cell in cells])
    except csv.Error as wrong:
        told = _("Line %(line)d is not CSV: %(why)s.")
        reading.problems.append(told % {"line": lines.line_num, "why": wrong})
    if not reading.found and not reading.problems:
        reading.problems.append(_("There is no line in it."))
    if reading.problems:
        raise BadScores(reading.problems)
    return reading.found


class Reading:
    def __init__(self, kind, pool):
        self.kind, self.found, self.problems, self.lines = kind, {}, [], {}
        self.submissions = {one.code: one for one in pool.submissions}
        self.reviewers = {one.email: one for one in pool.reviewers}

    def take(self, line, cells):
        is_first = not self.lines and not self.problems
        if not any(cells) or (is_first and cells[0].lower() in HEADERS):
            return
        try:
            self._store(line, [*cells, "", ""])
        except ValueError as wrong:
            self.problems.append(_("Line %(line)d: %(why)s") % {"line": line, "why": wrong})

    def _store(self, line, cells):
        code, mail, third = cells[0].upper(), cells[1].lower(), cells[2]
        if code not in self.submissions:
            raise ValueError(_("there is no submission “%(code)s” here.") % {"code": cells[0]})
        if mail not in self.reviewers:
            raise ValueError(_("there is no reviewer “%(mail)s” here.") % {"mail": cells[1]})
        pair = self.submissions[code].pk, self.reviewers[mail].pk
        if pair in self.lines:
            told = _("this pair stands in line %(line)d already.")
            raise ValueError(told % {"line": self.lines[pair]})
        self.found[pair] = number(third) if self.kind == SCORES else third
        self.lines[pair] = line


def written(kind, rows):
    """The file of (code, mail, third cell), sorted, with a header."""
    output = io.StringIO()
    lines = csv.writer(output, lineterminator="\n")
    lines.writerow(["submission", "reviewer", "reason" if kind == CONFLICTS else "score"])
    lines.writerows([_cell(cell) for cell in row] for row in sorted(rows))
    return output.getvalue()


def _cell(cell):
    """A number is no formula, whatever it begins with."""
    return as_text(cell) if isinstance(cell, str) else cell


def rows_of(kind, pool, workshop, user):
    """[(code, mail, third cell)] of all that a chair may see: what `read` reads again."""
    code = {one.pk: one.code for one in pool.submissions}
    mail = {one.pk: one.email for one in pool.reviewers}
    of = {
        SCORES: lambda: pool.scores or computed_of(pool, workshop, user),
        CONFLICTS: lambda: reasons_of(pool),
        ASSIGNMENTS: lambda: dict.fromkeys(pool.standing, "1"),
    }
    return [(code[one], mail[other], third) for (one, other), third in of[kind]().items()]


def computed_of(pool, workshop, user):
    """Where none were brought in: those of the newest draft of `user`, as far as they read it."""
    known = scores_known(workshop, user, Submission.objects.none())
    submissions = {one.pk for one in pool.submissions}
    people = {one.pk for one in pool.reviewers}
    return {
        (one, other): score
        for (one, other), score in known.items()
        if one in submissions and other in people
    }


def reasons_of(pool):
    """{pair: the reason as it is stored, else what kind of conflict it is}"""
    closed = {pair: why for pair, why in pool.closed.items() if why in OF_CONFLICT}
    rows = Conflict.objects.standing().filter(submission__in=pool.submissions).exclude(reason="")
    told = {(one, user): why for one, user, why in rows.values_list("submission", "user", "reason")}
    return {pair: told.get(pair, why) for pair, why in closed.items()}
