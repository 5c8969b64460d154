"""Why a person and a submission are in conflict, from what is known of both. No database."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from submissions.finding.organisations import organisation_of, organisations_in, plain

MOST_OF_A_REASON = 300  # characters


@dataclass
class Writer:
    """An author as the submission names them."""

    name: str
    mail: str
    affiliation: str


@dataclass
class Person:
    """Who may be asked to review: all addresses in lower case, and what they said of themselves.

    `shown` are those addresses that are confirmed, by which what they wrote is theirs anyway.
    """

    addresses: set = field(default_factory=set)
    shown: set = field(default_factory=set)
    affiliations: list = field(default_factory=list)
    avoids: list = field(default_factory=list)

    @property
    def domains(self):
        return sorted({organisation_of(mail) for mail in self.addresses} - {""})

    @property
    def organisations(self):
        return sorted({key for line in self.affiliations for key in organisations_in(line)})


def found_in(submissions, people):
    """{(submission, person): reason} of `{number: [Writer, …]}` and `{number: Person}`.

    One reason of each pair, the plainest. What people wrote themselves is no conflict to be found.
    """
    index = _index(submissions)
    found = {}
    for pk, person in people.items():
        shown = {number for mail in person.shown for number, _one in index.get(("mail", mail), [])}
        for clue, reason in _clues_of(person, submissions, index):
            for number, writer in index.get(clue, []):
                if number not in shown:
                    told = reason % told_of(writer, clue[1])
                    found.setdefault((number, pk), told[:MOST_OF_A_REASON])
    return found


def told_of(writer, key):
    organisations = organisations_in(writer.affiliation)
    return {"name": writer.name, "key": key, "where": organisations.get(key, key)}


def _index(submissions):
    """{(kind, key): [(number, Writer), …]} of all by which authors are known."""
    index = {}
    for number, writers in submissions.items():
        for one in writers:
            for clue in _clues_in(one):
                index.setdefault(clue, []).append((number, one))
    return index


def _clues_in(writer):
    yield "mail", writer.mail
    yield "name", name_of(writer.name)
    if domain := organisation_of(writer.mail):
        yield "domain", domain
    for key in organisations_in(writer.affiliation):
        yield "organisation", key


def _clues_of(person, submissions, index):
    """[((kind, key), reason)] the plainest first."""
    partners = _partners(person, submissions, index)
    return [
        *((("mail", mail), _("%(key)s is an address of theirs")) for mail in person.addresses),
        *((("domain", key), _("%(name)s writes from %(key)s as well")) for key in person.domains),
        *(
            (("organisation", key), _("%(name)s is of %(where)s as well"))
            for key in person.organisations
        ),
        *((("mail", mail), _("wrote another submission with %(name)s")) for mail in partners),
        *((clue, _("does not wish to review what %(name)s wrote")) for clue in _avoided(person)),
    ]


def name_of(text):
    """Whatever the case, the accents and the order of its words."""
    return " ".join(sorted(plain(text).split()))


def _partners(person, submissions, index):
    """The addresses of those with whom somebody has written another one of these."""
    own = {number for mail in person.addresses for number, _one in index.get(("mail", mail), [])}
    mails = {one.mail for number in own for one in submissions[number]}
    return sorted(mails - person.addresses - {""})


def _avoided(person):
    """By address, or by the whole name."""
    for one in person.avoids:
        name, _angle, rest = one.partition("<")
        mail = (rest or name).strip("<> ").lower()
        if "@" in mail:
            yield "mail", mail
        if (rest or "@" not in name) and name.strip():
            yield "name", name_of(name)
