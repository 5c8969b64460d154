"""What a chair sees of submissions, to be taken out as a file, read a batch at a time.

Names of columns and states are fixed: other programs read them, and so does our own import.
"""

from submissions.chairlist.listing import for_chairs
from submissions.models import Submission

BATCH = 100
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


def heading_of(questions):
    return [*FIELDS, *questions]


def cells_of(record, questions):
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
