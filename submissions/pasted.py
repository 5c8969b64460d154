"""What was sent of the authors' lines, put in order before it is read: pasted, added, moved."""

from dataclasses import dataclass, field

from submissions.pdf.pasting import parse_people
from submissions.people_words import sentence_of

MOST_AUTHORS = 30
CELLS = ("name", "mail", "affiliation", "orcid", "is_presenter", "DELETE")
TYPED = CELLS[:4]
MOVES = {"up": -1, "down": 1}


@dataclass
class Arranged:
    """The form's data with its lines as they are to be read.

    `moved` is the number of the line that was moved; `troubles` are (words, sentence) of what was
    pasted and not understood.
    """

    data: object
    moved: int | None = None
    troubles: list = field(default_factory=list)


def arranged(data, *, prefix="authors"):
    """Do what the buttons of the lines ask for, and take over what was pasted."""
    rows = rows_of(data, prefix)
    entries = parse_people(data.get("pasted", ""))
    asks = entries or any(name in data for name in ("add", *MOVES))
    if rows is None or not asks:
        return Arranged(data)
    troubles = [(one.words, sentence_of(one.trouble)) for one in entries if one.trouble]
    rows = with_pasted(rows, [one for one in entries if not one.trouble])
    moved = move(rows, data)
    if "add" in data and len(rows) < MOST_AUTHORS:
        rows.append(dict.fromkeys(CELLS, ""))
    left = "\n".join(words for words, _sentence in troubles)
    return Arranged(written(data, rows, prefix, left), moved, troubles)


def rows_of(data, prefix):
    """[{cell: text}] of each line; None where their number is not to be believed."""
    total = str(data.get(f"{prefix}-TOTAL_FORMS", ""))
    if not total.isdecimal() or len(total) > 2:
        return None
    return [
        {cell: data.get(f"{prefix}-{number}-{cell}", "") for cell in CELLS}
        for number in range(int(total))
    ]


def with_pasted(rows, entries):
    """Each entry beside the line of its address, or as a line of its own behind the others."""
    if not entries:
        return rows
    rows = [row for row in rows if any(row[cell].strip() for cell in TYPED)]
    by_mail = {row["mail"].strip().lower(): row for row in rows if row["mail"].strip()}
    for entry in entries:
        told = {cell: getattr(entry, cell) for cell in TYPED}
        row = by_mail.get(entry.mail.lower()) if entry.mail else None
        if row is None:
            rows.append(dict.fromkeys(CELLS, "") | told)
        else:
            row.update({cell: row[cell].strip() or told[cell] for cell in TYPED})
    return rows


def move(rows, data):
    """Move the line that a button names by one; its number then, or None."""
    for name, step in MOVES.items():
        number = data.get(name, "")
        if number.isdecimal() and len(number) < 3:
            old, new = int(number), int(number) + step
            if old < len(rows) and 0 <= new < len(rows):
                rows.insert(new, rows.pop(old))
                return new
    return None


def written(data, rows, prefix, pasted):
    """The same data with these lines in it."""
    changed = data.copy()
    cells = [name for name in data if name.startswith(f"{prefix}-") and "_FORMS" not in name]
    for name in cells:
        del changed[name]
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    changed["pasted"] = pasted
    for number, row in enumerate(rows):
        changed.update({f"{prefix}-{number}-{cell}": text for cell, text in row.items() if text})
    return changed
