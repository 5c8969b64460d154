"""Rows of a spreadsheet, whose cells come with tabs between them."""

from .entries import (
    ORCID,
    Entry,
    Unclear,
    one_mail,
    plain,
    reading,
    tidied,
    turned,
    without_mail,
    without_orcid,
)
from .institutions import names_a_workplace

NAMES = {
    "name": "name, full name, author, authors, author name, participant",
    "first": "first name, given name, given names, forename, firstname, first",
    "last": "last name, family name, surname, lastname, last",
    "mail": "mail, email, e-mail, mail address, email address, e-mail address",
    "affiliation": "affiliation, affiliations, institution, institute, organization, organisation, "
    "university, department, country, company",
    "orcid": "orcid, orcid id",
}
COLUMNS = {name: column for column, names in NAMES.items() for name in names.split(", ")}


def columns_of(line):
    """[what stands in each column], if this row says so; else None."""
    cells = [tidied(plain(cell)).casefold() for cell in line.split("\t")]
    if len(cells) < 2 or not all(cell in COLUMNS for cell in cells):
        return None
    return [COLUMNS[cell] for cell in cells]


def cells_of(row):
    """Without the quotes that some programs put around cells."""
    return [tidied(cell).strip('"').strip() for cell in row.split("\t")]


@reading
def entry_of_row(row, columns):
    """Under a row of headings."""
    cells = cells_of(row)
    if any(cells[len(columns) :]):
        raise Unclear("unclear")
    told = {column: [] for column in NAMES}
    for column, cell in zip(columns, cells, strict=False):
        told[column] += [cell] if cell else []
    name = " ".join(told["first"] + told["last"]) or turned(" ".join(told["name"]))
    if (told["first"] or told["last"]) and told["name"]:
        raise Unclear("unclear")
    return entry_of_parts(name, told["mail"], told["affiliation"], told["orcid"])


@reading
def entry_of_cells(row):
    """The name first, affiliations after it; address and ORCID iD wherever."""
    cells = [cell for cell in cells_of(row) if cell]
    mails = [cell for cell in cells if one_mail(cell)]
    orcids = [cell for cell in cells if cell not in mails and ORCID.fullmatch(cell)]
    names = [cell for cell in cells if cell not in [*mails, *orcids]]
    single = len(names) == 2 and all(" " not in name for name in names)
    if single and not names_a_workplace(names[1]):
        raise Unclear("unclear")  # first and last name, or a name and an affiliation
    return entry_of_parts(turned("".join(names[:1])), mails, names[1:], orcids)


def entry_of_parts(name, mails, affiliations, orcids):
    more, orcid = without_orcid(" ".join(orcids))
    rest, mail, _apart = without_mail(" ".join(mails))
    if tidied(rest) or tidied(more):
        raise Unclear("mail" if tidied(rest) else "orcid-form")
    return Entry(name, mail, ", ".join(affiliations), orcid)
