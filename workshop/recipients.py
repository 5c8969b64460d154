"""Groups of people that chairs write to, as the apps register them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from workshop.discovery import merged

OF_EVERY_PERSON = {
    "name": (_("the person’s name"), _("Ana Moreau")),
    "my_page": (_("the address of “my page”"), f"{settings.SITE_URL}/me/"),
}


@dataclass(frozen=True)
class Person:
    """Somebody to write to. `values` fill the placeholders that their group knows."""

    mail: str
    name: str
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """People of a workshop who have something in common.

    `people(workshop, seen_by, mail)`: the persons, each address once. `seen_by` is the chair who
    writes, whose conflicts bound what may be learned from the group; None for the machine's own
    questions. With `mail` only that person is looked for. `dates`: the kinds of key date that
    concern it, when one is moved. `is_telling`: who is in it says
    something of assignments or decisions, so mails to it are kept from chairs in conflict.
    """

    label: str
    people: Callable
    placeholders: dict = field(default_factory=dict)
    has_topics: bool = False
    dates: tuple = ()
    is_telling: bool = False


def groups():
    """{name: Group}, of the base app last."""
    return merged("groups", "GROUPS")


def people_of(group, workshop, *, seen_by=None, mail=None, topic=None):
    """Each address once, in order of the names."""
    more = {"topic": topic} if group.has_topics else {}
    found = {}
    for person in group.people(workshop, seen_by=seen_by, mail=mail, **more):
        found.setdefault(person.mail.lower(), person)
    return sorted(found.values(), key=lambda person: (person.name.lower(), person.mail))


def values_of_person(person):
    own = {"name": person.name or person.mail, "my_page": settings.SITE_URL + reverse("me")}
    return own | person.values


def placeholders_of(group):
    """{name: (what it stands for, an example)} of a letter to that group."""
    return OF_EVERY_PERSON | group.placeholders


def telling():
    return [name for name, group in groups().items() if group.is_telling]


def samples_of(name):
    """What the texts of a mail to a whole group are previewed with."""

    def samples(workshop, user):
        people = people_of(groups()[name], workshop, seen_by=user)
        return [(person.mail, values_of_person(person)) for person in people]

    return samples
