"""Which column of a sheet is what: guessed from the names that other systems use, then chosen."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from workshop.sheets import rows_of, text_of

MOST_BYTES, MOST_LINES = 20 * 2**20, 5000
# {field: (label, names of its column: ours, EasyChair's, CMT's, OpenReview's)}
FIELDS = {
    "number": (
        gettext_lazy("Number"),
        ["#", "number", "paper id", "submission #", "submission id", "id", "code", "forum"],
    ),
    "title": (gettext_lazy("Title"), ["title", "paper title", "submission title"]),
    "abstract": (gettext_lazy("Abstract"), ["abstract", "summary"]),
    "authors": (gettext_lazy("Authors"), ["authors", "author names", "author", "author list"]),
    "mails": (
        gettext_lazy("Mail addresses"),
        ["author emails", "emails", "mails", "authorids", "author ids", "email"],
    ),
    "affiliations": (
        gettext_lazy("Affiliations"),
        ["affiliations", "author affiliations", "affiliation", "institutions of authors"],
    ),
    "topics": (
        gettext_lazy("Topics"),
        ["topics", "primary subject area", "subject areas", "primary area", "keywords", "topic"],
    ),
    "file": (gettext_lazy("Name of the PDF"), ["files", "file", "pdf", "file name", "filename"]),
    "deleted": (gettext_lazy("Left out where it says yes"), ["deleted?", "deleted", "withdrawn"]),
}
NEEDED = ("title", "authors")


@dataclass
class Sheet:
    """`names` are those of the columns, `lines` [(number of the line, cells, what is wrong)]."""

    names: list
    lines: list
    note: str = ""


def sheet_of(content):
    """The Sheet of a file's bytes. Raises Unreadable."""
    text, note = text_of(content)
    rows = rows_of(text, MOST_LINES)
    return Sheet(rows[0][1], rows[1:], note)


def guessed(names):
    """{field: number of its column} for those that are known; the first of its names counts."""
    places = {_bare(name): place for place, name in reversed(list(enumerate(names)))}
    found = {}
    for field, (_label, known) in FIELDS.items():
        place = next((places[_bare(one)] for one in known if _bare(one) in places), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


def _bare(name):
    """ "Paper ID" and "paper_id" are one; "#" stays."""
    return re.sub(r"[\s_\-]+", "", name.casefold())
