"""Authors as other systems write them into one cell."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from workshop.fields import validate_mail_address
from workshop.outbox import one_line
from workshop.sheets import Unreadable

MOST = 50
LISTED = ("submission #", "first name", "last name", "email", "affiliation")
ONE = re.compile(
    r"(?P<name>[^<(]*)(?:<(?P<mail>[^>]*)>)?\s*(?:\((?P<affiliation>.*)\))?\s*"
    r"(?P<orcid>\d{4}-\d{4}-\d{4}-\d{3}[\dX])?"
)


def people_of(authors, mails="", affiliations=""):
    """[{name, mail, affiliation, orcid}] in their order. Raises ValidationError."""
    addresses = [part for part in re.split(r"[;|,\s*]+", mails) if part]
    people = [_person(part) for part in _parts(authors, is_one=len(addresses) == 1)]
    _give(people, "mail", addresses)
    homes = [one_line(part) for part in re.split(r"[;|\n]", affiliations)]
    _give(people, "affiliation", homes * len(people) if len(homes) == 1 else homes)
    return checked(people)


def people_listed(sheet):
    """{number of a submission: people} of a list with a line for each, as EasyChair's author.csv.

    Raises Unreadable.
    """
    places = {name.casefold(): place for place, name in enumerate(sheet.names)}
    if missing := [name for name in LISTED if name not in places]:
        told = _("The list of authors lacks the columns: %(names)s.")
        raise Unreadable(told % {"names": ", ".join(missing)})
    found = {}
    for _place, cells, wrong in sheet.lines:
        if not wrong and len(cells) >= len(sheet.names):
            number, first, last, mail, home = (cells[places[name]] for name in LISTED)
            person = {"name": one_line(f"{first} {last}"), "mail": mail, "orcid": ""}
            found.setdefault(number, []).append(person | {"affiliation": one_line(home)})
    return found


def checked(people):
    """They themselves, fit to be stored. Raises ValidationError."""
    if not people:
        raise ValidationError(_("It has no author."))
    if len(people) > MOST:
        raise ValidationError(_("It has more than %(most)d authors.") % {"most": MOST})
    for person in people:
        _check(person)
    if len({person["mail"] for person in people}) < len(people):
        raise ValidationError(_("Two of its authors have the same mail address."))
    return people


def _parts(cell, *, is_one):
    """Separated as our own lists, CMT and OpenReview do it, else as in a sentence.

    Of one person the comma parts the names.
    """
    separator = next((one for one in (";", "|", "\n") if one in cell), None)
    in_words = r",\s*(?:and\s+)?|\s+and\s+"
    parts = cell.split(separator) if separator else [cell] if is_one else re.split(in_words, cell)
    return [part for part in map(one_line, parts) if part]


def _person(part):
    """ "Ana Moreau <ana@example.org> (Pau) 0000-…" or "Moreau, Ana (Pau)*"."""
    match = ONE.fullmatch(part.replace("*", "").strip())
    found = match.groupdict("") if match else {"name": part, "mail": "", "affiliation": ""}
    person = {"orcid": ""} | {name: text.strip() for name, text in found.items()}
    last, comma, first = person["name"].partition(", ")
    return person | {"name": f"{first} {last}" if comma else last}


def _give(people, name, texts):
    """One each, in order, where there are any."""
    texts = [text for text in texts if text]
    if not texts:
        return
    if len(texts) != len(people):
        told = {
            "mail": _("It has %(texts)d mail addresses for %(people)d authors."),
            "affiliation": _("It has %(texts)d affiliations for %(people)d authors."),
        }
        raise ValidationError(told[name] % {"texts": len(texts), "people": len(people)})
    for person, text in zip(people, texts, strict=True):
        person[name] = text


def _check(person):
    person["mail"] = person["mail"].lower()
    if not person["mail"]:
        raise ValidationError(_("There is no mail address of %(name)s.") % person)
    try:
        validate_email(person["mail"])
        validate_mail_address(person["mail"])
    except ValidationError as error:
        told = _("“%(mail)s” is no mail address of %(name)s.")
        raise ValidationError(told % person) from error
    if not 0 < len(person["name"]) <= 120 or len(person["affiliation"]) > 200:
        raise ValidationError(_("The name or affiliation of an author is missing or too long."))
