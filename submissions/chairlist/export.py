"""What a chair sees of submissions as CSV, XLSX or JSON, written as it is read, a batch at a time.

Names of columns and states are fixed: other programs read them, and so does our own import.
"""

import csv
import json
from tempfile import TemporaryFile

from submissions.chairlist.listing import for_chairs
from submissions.models import Submission
from workshop.cells import MARK_OF_UTF8, as_text

BATCH = 100
LONGEST_CELL = 32_767  # of XLSX
FIELDS = """code title state arrived abstract authors presenter topics versions verdict findings
sha256 institutions notes attestations""".split()


def records_of(workshop, keys):
    """A dictionary for each submission, in that order."""
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = for_chairs(Submission.objects.filter(pk__in=batch))
        rows = rows.prefetch_related("answers__question", "attestations")
        known = {row.pk: row for row in rows}
        for row in filter(None, map(known.get, batch)):
            row.workshop = workshop
            yield _record(row)


def _record(row):
    newest = row.newest
    authors = row.authors.all()
    return {
        "code": row.code,
        "title": row.title,
        "state": row.status,
        "arrived": f"{row.submitted_at:%Y-%m-%dT%H:%M:%SZ}",
        "abstract": row.abstract,
        "authors": [_author(author) for author in authors],
        "presenter": next((author.name for author in authors if author.is_presenter), ""),
        "topics": [topic.name for topic in row.topics.all()],
        "versions": len(row.manuscripts.all()),
        "verdict": newest.verdict if newest else "",
        "findings": newest.known_codes if newest else [],
        "sha256": newest.sha256 if newest else "",
        "institutions": row.institutions.split("\n") if row.institutions else [],
        "notes": row.notes,
        "attestations": [one.kind for one in row.attestations.all()],
        "answers": {answer.question.text: answer.text for answer in row.answers.all()},
    }


def _author(author):
    names = ("name", "mail", "affiliation", "orcid")
    return {name: getattr(author, name) for name in names}


# --- as a table ---


def _heading(questions):
    return [*FIELDS, *questions]


def _cells(record, questions):
    """As long as the heading; several of one thing are parted by semicolons."""
    answers = [record["answers"].get(question, "") for question in questions]
    return [*(_told(record[name]) for name in FIELDS), *answers]


def _told(value):
    if isinstance(value, list):
        return "; ".join(one if isinstance(one, str) else _person(one) for one in value)
    return str(value)


def _person(author):
    """ "Ana Moreau <ana@example.org> (Pau) 0000-0002-1825-0097" """
    home = f" ({author['affiliation']})" if author["affiliation"] else ""
    return f"{author['name']} <{author['mail']}>{home} {author['orcid']}".strip()


class _Lines:
    """What `csv` writes to: it hands back each line."""

    @staticmethod
    def write(line):
        return line


def as_csv(records, questions):
    writer = csv.writer(_Lines)
    yield MARK_OF_UTF8 + writer.writerow(map(as_text, _heading(questions)))
    for record in records:
        yield writer.writerow(map(as_text, _cells(record, questions)))


def as_json(records, questions):
    opening = "[\n"
    for record in records:
        yield opening + json.dumps(record, ensure_ascii=False)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_xlsx(records, questions):
    """A temporary file. Each cell is marked as text, so that none is run."""
    from openpyxl import Workbook  # which takes a while

    book = Workbook(write_only=True)
    sheet = book.create_sheet("submissions")
    sheet.append(_text_cells(sheet, _heading(questions)))
    for record in records:
        sheet.append(_text_cells(sheet, _cells(record, questions)))
    output = TemporaryFile()  # noqa: SIM115 (the answer closes it)
    book.save(output)
    output.seek(0)
    return output


def _text_cells(sheet, texts):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    for text in texts:
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_CELL])
        cell.data_type = "s"
        yield cell
