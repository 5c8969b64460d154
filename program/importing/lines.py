"""What one line of a sheet would do, in words and in rows."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from workshop.admin.words import lines_of
from workshop.models import Change
from workshop.outbox import one_line
from workshop.trail import record, snapshot

FORMULA = "="
LIKE_A_FORMULA = re.compile(r"[+\-@]\S")
MARKED_AS_TEXT = re.compile(r"'(?=[=+\-@\t\r\n])")  # as our own lists do it


@dataclass
class Line:
    """A line as it is shown: nothing of it is stored yet.

    `fields` is {field: [old, new]}, as the trail has it; `row` what would be saved.
    """

    number: int
    name: str = ""
    row: models.Model | None = None
    before: dict = field(default_factory=dict)
    fields: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    @property
    def act(self):
        if self.errors:
            return "wrong"
        if not self.before:
            return "add"
        return "change" if self.fields else "same"

    @property
    def changes(self):
        """[(field, old, new), …] in words; instants in the active zone."""
        return lines_of(Change(model=self.row._meta.label_lower, fields=self.fields))

    @property
    def shown(self):
        """All that is seen of it, and on what it stands."""
        number = self.row and self.row.pk
        return (self.number, self.act, self.name, number, self.fields, self.notes, self.errors)


class Reader:
    """How lines about one kind of row are read; a subclass for each."""

    columns = {}  # {column: [other names for it]}
    required = ()
    checked = ()  # fields of the row that are checked
    example = ()  # lines of the template

    def __init__(self, workshop):
        self.workshop = workshop
        self.claimed = {}  # {number of a stored row, or what names a new one: the line's number}

    def line(self, number, cells, wrong):
        line = Line(number, name=" · ".join(list(cells.values())[:2]))
        if wrong:
            line.errors.append(wrong)
            return line
        texts = {name: _text(line, name, cell) for name, cell in cells.items()}
        self.read(line, texts)
        return line

    def read(self, line, texts):
        raise NotImplementedError

    def fill(self, line, row, values):
        """Put the values into the row, check it, and say what would change."""
        line.row, line.before = row, snapshot(row) if row.pk else {}
        for name, value in values.items():
            setattr(row, name, value)
        self._check(line, row)
        changed = differences(line.before, snapshot(row))
        line.fields |= {name: both for name, both in changed.items() if name in values}
        line.name = str(row)

    def _check(self, line, row):
        exclude = [one.name for one in row._meta.fields if one.name not in self.checked]
        try:
            row.clean_fields(exclude)
            row.clean()
        except ValidationError as error:
            for name, told in error.message_dict.items():
                line.errors += [f"{_verbose(row, name)}: {one}" for one in told]

    def claim(self, line, key):
        """Two lines about one row would do one after the other what neither says."""
        if first := self.claimed.get(key):
            line.errors.append(_("It is about the same as line %(number)d.") % {"number": first})
        self.claimed.setdefault(key, line.number)

    def save(self, line, *, by):
        """Store the row and its line in the trail."""
        line.row.save()
        record(line.row, by=by, workshop=self.workshop, before=line.before)


def differences(before, after):
    """{field: [old, new]}; for a row that is new, of what it says."""
    if not before:
        return {name: [None, new] for name, new in after.items() if new not in (None, "", False)}
    return {name: [before[name], new] for name, new in after.items() if before[name] != new}


def _verbose(row, name):
    known = {one.name for one in row._meta.fields}
    return row._meta.get_field(name).verbose_name if name in known else _("line")


def _text(line, column, cell):
    """A cell's text: what a spreadsheet would run is refused where it can be nothing else."""
    if MARKED_AS_TEXT.match(cell):
        return cell[1:]
    about = {"column": column, "cell": cell[:40]}
    if cell.startswith(FORMULA):
        told = _("%(column)s: “%(cell)s” is a formula. Write what it comes to.")
        line.errors.append(told % about)
    elif LIKE_A_FORMULA.match(cell):
        told = _("%(column)s: “%(cell)s” begins like a formula and is taken as text.")
        line.notes.append(told % about)
    return cell


def folded(name):
    """Names that differ in case or spaces are one."""
    return one_line(name).casefold()


def names_in(cell):
    """Those that semicolons separate, each once."""
    names = [one_line(part) for part in cell.split(";")]
    return list({folded(name): name for name in names if name}.values())
