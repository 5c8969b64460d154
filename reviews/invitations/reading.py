"""Whom pasted lines, or a sheet, name: nothing is looked up, and nothing of them is lost."""

import csv
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from submissions.pdf.entries import LONGEST, mails_of
from submissions.pdf.pasting import parse_people
from submissions.people_words import sentence_of
from workshop.fields import validate_mail_address
from workshop.lookalikes import disguised
from workshop.outbox import one_line
from workshop.sheets import Unreadable, in_one_line_ending, sheet_of

MOST = 500  # people at once
COLUMNS = {
    "mail": ["email", "e-mail", "mail address", "email address"],
    "name": ["full name", "reviewer", "reviewer name"],
    "first": ["first name", "given name", "forename"],
    "last": ["last name", "family name", "surname"],
    "affiliation": ["institution", "organisation", "organization", "university", "company"],
}
HEADINGS = {re.sub(r"[\W_]+", "", one) for one in ("mail", *COLUMNS["mail"])}
MEND = "Name <mail>, affiliation"
AS_ASKED = re.compile(
    r"(?P<name>[^<>@,;\"]*)<(?P<mail>[^<>\s,;@]+@[^<>\s,;@]+)>\s*,(?P<affiliation>[^<>@;]*)"
)


@dataclass
class Line:
    """One person as they were read. Where there are `errors`, `words` is what was typed."""

    number: int
    words: str
    name: str = ""
    mail: str = ""
    affiliation: str = ""
    errors: list = field(default_factory=list)

    @property
    def as_pasted(self):
        """As it is written into the box, once it was read of a sheet."""
        if self.errors:
            return self.words
        address = f"{self.name} <{self.mail}>" if self.name else self.mail
        return f"{address}, {self.affiliation}" if self.affiliation else address


def lines_of(text):
    """([Line, …], names of columns that nothing is read from). Raises Unreadable."""
    text = in_one_line_ending(text).lstrip("\ufeff")
    lines, unused = _of_sheet(text) if _has_headings(text) else (list(_of_lines(text)), [])
    if len(lines) > MOST:
        told = _("These are %(count)d people. Invite at most %(most)d at once.")
        raise Unreadable(told % {"count": len(lines), "most": MOST})
    for line in lines:
        _check(line)
    return lines, unused


def _has_headings(text):
    """Whether the first line names the columns of a sheet."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    cells = re.split(r"[,;\t]", first)
    return "@" not in first and any(re.sub(r"[\W_]+", "", c.casefold()) in HEADINGS for c in cells)


def _of_sheet(text):
    sheet = sheet_of(text, COLUMNS, ["mail"])
    return [_of_cells(*line) for line in sheet.lines], sheet.unused


def _of_cells(number, cells, wrong):
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}"
    found = {"name": name, "mail": cells.get("mail", ""), "affiliation": cells.get("affiliation")}
    found = {key: one_line(value or "") for key, value in found.items()}
    words = ", ".join(filter(None, found.values()))
    return Line(number, words, **found, errors=[wrong] if wrong else [])


def _of_lines(text):
    for number, words in enumerate(text.split("\n"), 1):
        if not words.strip():
            continue
        if parted := _as_asked(words) or _parted(words):
            yield Line(number, words.strip(), **parted)
        else:
            for entry in parse_people(words):
                yield _of_entry(number, entry)


def _as_asked(words):
    """ "Name <mail>, affiliation", whatever the affiliation is called; None of any other line."""
    found = AS_ASKED.fullmatch(words.strip())
    return found and {key: one_line(value) for key, value in found.groupdict().items()}


def _of_entry(number, entry):
    if entry.trouble and entry.trouble not in {"mail", "long", "too-long"}:
        told = _("It is not clear what is what here. Write %(how)s, each on a line of its own.")
        return Line(number, entry.words, errors=[told % {"how": MEND}])
    errors = [sentence_of(entry.trouble)] if entry.trouble else []
    about = {"name": entry.name, "mail": entry.mail, "affiliation": entry.affiliation}
    return Line(number, entry.words, **about, errors=errors)


def _parted(words):
    """The cells of a line of a sheet without a line of names; None of any other line.

    Behind a semicolon or a tab there is a cell, behind a comma where a cell stands in quotes.
    """
    separator = next((one for one in "\t;" if one in words), "," if '"' in words else "")
    if not separator or "<" in words or len(mails_of(words)) != 1:
        return None
    cells = [one_line(cell) for cell in next(csv.reader([words.strip()], delimiter=separator))]
    mail = next((cell for cell in cells if mails_of(cell)), "")
    name, *homes = [cell for cell in cells if cell and cell != mail] or [""]
    return {"name": name, "mail": mail.removeprefix("mailto:"), "affiliation": ", ".join(homes)}


def _check(line):
    if line.errors:
        return
    line.mail = line.mail.lower()
    line.errors = [told for told in map(str, _amiss(line)) if told]


def _amiss(line):
    if not line.mail:
        told = _("There is no mail address of “%(name)s”. Write %(how)s.")
        yield told % {"name": line.name or line.words, "how": MEND}
    elif not _is_address(line.mail):
        yield _("“%(mail)s” is no mail address: it looks like name@example.org.") % vars(line)
    if line.name[:1] in tuple("=+-@") or "@" in line.name:
        yield _("“%(name)s” is no name. Write %(how)s.") % {"name": line.name, "how": MEND}
    for word in disguised(line.name):
        told = _("“%(word)s” mixes letters of two alphabets that look alike. Type it in one.")
        yield told % {"word": word}
    if len(line.name) > LONGEST["name"] or len(line.affiliation) > LONGEST["affiliation"]:
        yield sentence_of("long")


def _is_address(mail):
    try:
        validate_email(mail)
        validate_mail_address(mail)
    except ValidationError:
        return False
    return True
