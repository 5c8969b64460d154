"""From the bytes of a file, or a pasted text, to lines of cells."""

import csv
import difflib
import io
import re
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from workshop.unseen import without_unseen

MOST_BYTES, MOST_LINES = 2 * 2**20, 2000
BREAKS = 100  # for each line, which a text holds or that follow it empty: each is read
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ",;\t"
OTHER_FILES = {b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"}
CLOSE = 0.75  # how like a column's name another is, to be taken for a slip of the pen


class Unreadable(Exception):
    """The file as a whole says nothing; the argument says why, and how to mend it."""


@dataclass
class Sheet:
    """The lines below the names of the columns.

    `lines` is [(number of the line, {column: cell}, what is wrong with it)], `unused` the names of
    columns that nothing is read from.
    """

    lines: list
    columns: list
    unused: list = field(default_factory=list)


def text_of(content):
    """(text, what is to be said of it) of a file's bytes. Raises Unreadable."""
    if any(content.startswith(mark) for mark in OTHER_FILES):
        raise Unreadable(_("This is no text. Save the sheet as CSV in UTF-8 and choose that file."))
    text, note = _decoded(content)
    if "\0" in text:
        raise Unreadable(_("This is no text. Save the sheet as CSV in UTF-8 and choose that file."))
    return without_unseen(in_one_line_ending(text)), note


def in_one_line_ending(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content):
    named = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    try:
        return content.decode(named or "utf-8"), ""
    except UnicodeDecodeError as error:
        if named:
            told = _("The file says that it is in %(name)s and is not. Save it as UTF-8.")
            raise Unreadable(told % {"name": named.removesuffix("-sig").upper()}) from error
    note = _("The file is not in UTF-8, so it was read as Windows-1252. Look at the accents.")
    return content.decode("cp1252", errors="replace"), note


def sheet_of(text, columns, required):
    """The Sheet of a text. `columns` is {column: [other names]}. Raises Unreadable."""
    (_number, heading, _wrong), *below = rows_of(text, MOST_LINES)
    names, unused = _columns(heading, columns)
    if missing := [name for name in required if name not in names]:
        told = _("The first line names the columns. This one is missing: %(names)s.")
        raise Unreadable(told % {"names": ", ".join(missing)})
    lines = [_line(number, cells, wrong, names) for number, cells, wrong in below]
    return Sheet(lines, [name for name in names if name], unused)


def rows_of(text, most):
    """[(number of the line, cells, what is wrong)]: the names of the columns, then at most so many.

    Empty lines are left out; a quote that never ends takes the rest. Raises Unreadable.
    """
    text = in_one_line_ending(text).lstrip("\ufeff")
    if text.count("\n") > BREAKS * most:
        told = _(
            "The list has over %(most)d line breaks. Take out empty lines, or bring it in parts."
        )
        raise Unreadable(told % {"most": BREAKS * most})
    reading = _rows_of(text)
    rows = list(islice(reading, 1 + most))
    if not rows or not rows[0][1]:
        raise Unreadable(_("There is nothing in it. Begin with a line of names of columns."))
    if more := sum(1 for _row in reading):
        told = _("These are %(count)d lines. Bring them in parts of %(most)d.")
        raise Unreadable(told % {"count": most + more, "most": most})
    return rows


def _rows_of(text):
    reader = csv.reader(io.StringIO(text), delimiter=_separator(text), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(stripped := [cell.strip() for cell in cells]):
                yield number, stripped, ""
            number = reader.line_num + 1
    except csv.Error as error:
        yield number, [], _told_of(error)


def _told_of(error):
    if "field limit" in str(error):
        told = _("A cell is longer than %(most)d characters. Shorten it.")
        return told % {"most": csv.field_size_limit()}
    return _("A quotation mark is open or out of place: in a quoted cell write it twice.")


def _separator(text):
    """The one that stands most often in the line of names."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _line(number, cells, wrong, names):
    while len(cells) > len(names) and not cells[-1]:
        cells = cells[:-1]
    if not wrong and len(cells) != len(names):
        told = _(
            "It has %(count)d cells and the line of names %(all)d. Is a quotation mark missing "
            "around a text with a separator or a line break?"
        )
        wrong = told % {"count": len(cells), "all": len(names)}
    given = zip(names, cells, strict=False)
    return number, {name: cell for name, cell in given if name}, wrong


def _columns(cells, known):
    """(the column that each cell names, "" for none; the names of none). Raises Unreadable."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    meant = {_folded(word): name for name, words in known.items() for word in (name, *words)}
    names = [meant.get(_folded(cell), "") for cell in cells]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        told = _("This column stands there twice: %(names)s.")
        raise Unreadable(told % {"names": ", ".join(twice)})
    unused = [cell for cell, name in zip(cells, names, strict=True) if cell and not name]
    for cell in unused:
        if slip := difflib.get_close_matches(_folded(cell), meant, n=1, cutoff=CLOSE):
            told = _("There is no column “%(typed)s”. Write “%(name)s”, or give it another name.")
            raise Unreadable(told % {"typed": cell, "name": meant[slip[0]]})
    return names, unused


def _folded(name):
    """ "E-mail address" and "email_address" are one."""
    return re.sub(r"[\W_]+", "", name.casefold())
