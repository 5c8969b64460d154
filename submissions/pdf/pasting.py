"""The authors that somebody pastes: from a mail, a paper, a spreadsheet.

`parse_people(text)` reads "Name <mail> (Affiliation); …" and its like. People are divided by line
breaks and semicolons; by commas only where nothing else can be meant. What is not understood comes
back in its own words: nothing that was typed is lost, and nothing is guessed.
"""

import re

from .dividing import divided, groups_behind
from .entries import ORCID, Entry, entry_of, mails_of, one_mail, plain
from .rows import columns_of, entry_of_cells, entry_of_row

LONGEST = 10_000  # characters
MOST = 100  # entries
BLANK = " \t\xa0;,"
LINE = re.compile("[\r\n\v\f\x85\u2028\u2029]+")


def parse_people(text):
    """[Entry, …] in the order of the text; one with `trouble` was not understood.

    `trouble` is a code for `submissions.people_words`. A text that is too long, and what is beyond
    MOST people, come back as one such entry.
    """
    if len(text) > LONGEST:
        return [Entry(words=text, trouble="too-long")]
    readings = list(readings_of([line for line in LINE.split(text) if line.strip(BLANK)]))
    entries = [read(words) for words, read in readings[:MOST]]
    if len(readings) > MOST:
        rest = "\n".join(words for words, _read in readings[MOST:])
        entries.append(Entry(words=rest, trouble="too-many"))
    return entries


def readings_of(lines):
    """(words, what reads them) of each entry."""
    columns = columns_of(lines[0]) if len(lines) > 1 else None
    for line in lines[1:] if columns else lines:
        words = line.strip()
        if columns and "\t" in words:
            yield line.strip("\n"), lambda row: entry_of_row(row, columns)
        elif "\t" in words and len(mails_of(words)) < 2:
            yield words, entry_of_cells
        else:
            for piece in divided(words, ";"):
                yield from ((one, entry_of) for one in people_in(piece))


def people_in(piece):
    """Divided at commas where each part is a person, or ends with one's address."""
    parts = []
    for part in divided(piece, ","):
        if parts and ORCID.fullmatch(plain(part)):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    if all(len(mails_of(part)) == 1 for part in parts) or all(map(is_placed, parts)):
        return parts
    ends = [number for number, part in enumerate(parts, 1) if one_mail(part)]
    size = ends[0] if ends else 0
    if (
        1 < size < len(parts)
        and ends == list(range(size, len(parts) + 1, size))
        and len(parts) % size == 0
    ):
        return [", ".join(parts[end - size : end]) for end in ends]
    return [piece]


def is_placed(part):
    """ "Name (Affiliation)" """
    head, groups = groups_behind(part)
    return bool(head and groups)
