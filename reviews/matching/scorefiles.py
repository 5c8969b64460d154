"""Scores as OpenReview writes them: one line `submission,reviewer,score` for each pair."""

import csv
import io
from math import isfinite

HEADERS = {"submission", "paper", "paper_id", "submission_id", "note_id", "note", "head"}
COLUMNS = "submission", "reviewer", "score"


class BadScores(ValueError):
    """`problems` has a sentence for each line that is wrong, up to a good many."""

    MOST = 50

    def __init__(self, problems):
        self.problems = problems[: self.MOST]
        left = len(problems) - self.MOST
        more = [f"{left} further lines are wrong."] if left > 0 else []
        super().__init__("\n".join([*self.problems, *more]))


def read_scores(text, submissions=None, reviewers=None):
    """{(submission, reviewer): score} of the file's text.

    A header is not needed. Where the known ids are given, others are refused. Raises BadScores
    with each wrong line by its number.
    """
    reading = Reading(known(submissions), known(reviewers))
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), skipinitialspace=True)
    try:
        for cells in lines:
            reading.take(lines.line_num, [cell.strip() for cell in cells])
    except csv.Error as wrong:
        reading.problems.append(f"Line {lines.line_num} is not CSV: {wrong}.")
    if reading.problems:
        raise BadScores(reading.problems)
    return reading.scores


def known(ids):
    return None if ids is None else {str(one): one for one in ids}


def write_scores(scores):
    """The same file, sorted, with a header. Scores are written so that they are read as equal."""
    output = io.StringIO()
    lines = csv.writer(output, lineterminator="\n")
    lines.writerow(COLUMNS)
    for pair, score in sorted(scores.items(), key=lambda item: tuple(map(str, item[0]))):
        lines.writerow([*pair, repr(float(score))])
    return output.getvalue()


class Reading:
    """What has been read so far."""

    def __init__(self, submissions, reviewers):
        self.submissions, self.reviewers = submissions, reviewers
        self.scores, self.problems, self.lines = {}, [], {}
        self.is_first = True

    def take(self, line, cells):
        if not any(cells):
            return
        is_header = self.is_first and is_heading(cells)
        self.is_first = False
        if is_header:
            return
        try:
            self._store(line, *self._pair(cells), number(cells[2]))
        except ValueError as wrong:
            self.problems.append(f"Line {line}: {wrong}")

    def _pair(self, cells):
        if len(cells) < 3 or any(cells[3:]):
            raise ValueError(f"{count(cells)}, where submission, reviewer and score belong.")
        return (
            found(cells[0], self.submissions, "submission"),
            found(cells[1], self.reviewers, "reviewer"),
        )

    def _store(self, line, submission, reviewer, score):
        pair = submission, reviewer
        if pair in self.lines:
            raise ValueError(
                f"submission “{submission}” and reviewer “{reviewer}” have a score in line"
                f" {self.lines[pair]} already."
            )
        self.scores[pair], self.lines[pair] = score, line


def is_heading(cells):
    return cells[0].lower() in HEADERS and len(cells) > 2 and not is_number(cells[2])


def count(cells):
    return "there is 1 cell" if len(cells) == 1 else f"there are {len(cells)} cells"


def found(cell, ids, what):
    if ids is None and cell:
        return cell
    if ids is None or cell not in ids:
        raise ValueError(f"there is no {what} “{cell}” here.")
    return ids[cell]


MOST = 1e9  # of a score, either way


def number(cell):
    if not is_number(cell):
        raise ValueError(f"“{cell}” is no score: write a number such as 0.75.")
    if not isfinite(float(cell)) or abs(float(cell)) > MOST:
        raise ValueError(f"“{cell}” is no score that can be compared: leave the line out.")
    return float(cell)


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return "_" not in cell
