"""What is kept of people, in parts that each app names in its `personal.py`.

The archive of "my data", the preview of an erasure, the erasure and the privacy page are made of
the same parts, so they cannot differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models.functions import Lower

from workshop.discovery import merged
from workshop.keys import is_key


@dataclass(frozen=True)
class Part:
    """Some of what is kept of a person: what it is called, what for, how long.

    `rows(user)` gives querysets of what is theirs. `fields`, {label of a model: names}, are what
    "my data" tells of each row, and `tell(row, user)` adds to that; `files(row, user)` gives [(name
    in the archive, where it is stored)]. `holds` names further fields, as "app.Model.field", that
    lead to a person and are not told: whose a row is, and what would tell of others. `folders` are
    those of the file store that its files are in.

    What `is_withheld` is not even counted before those whom it is about: how many conflicts others
    have declared, or mails wait, would tell what is not theirs to know yet.

    Where `is_named`, each row has the `name` that they go by there.

    `erase(rows, erasure)` does what an erasure does to it. `stays` says why something lawfully
    stays all the same, and what becomes of the name; without it the part goes as a whole.
    """

    label: str
    why: str
    kept: str
    rows: Callable
    fields: dict = field(default_factory=dict)
    holds: tuple = ()
    tell: Callable = lambda row, user: {}
    files: Callable = lambda row, user: []
    folders: tuple = ()
    erase: Callable | None = None
    stays: str = ""
    is_named: bool = False
    is_withheld: bool = False

    @property
    def is_stored(self):
        """Not so of a way to sign in that is not installed."""
        return bool(self.claims or self.folders) or self.rows is nothing

    @property
    def claims(self):
        """Every field it answers for, as "app.Model.field"."""
        told = {f"{label}.{name}" for label, names in self.fields.items() for name in names.split()}
        return told | set(self.holds)


@dataclass(frozen=True)
class Public:
    """What everybody reads of a person by their consent, until they withdraw it.

    `rows(user)` is where they are shown now, `withdraw(row, by=user)` ends that, `since` names the
    field with the date on which they agreed, empty for what organisers have announced.
    """

    label: str
    rows: Callable
    withdraw: Callable
    since: str


def public_of(user):
    """[(key, label, workshop, since or None), …] of what is public of a person."""
    return [
        (f"{name}:{row.pk}", one.label, row.workshop, getattr(row, one.since))
        for name, one in merged("personal", "PUBLIC").items()
        for row in one.rows(user)
    ]


def withdraw_consent(key, *, by):
    """Whether it was theirs, and shown until now."""
    name, _colon, number = key.partition(":")
    one = merged("personal", "PUBLIC").get(name)
    row = one.rows(by).filter(pk=number).first() if one and is_key(number) else None
    if row:
        one.withdraw(row, by=by)
    return row is not None


def parts():
    """{name: Part} of all apps, the account first."""
    return merged("personal", "PARTS")


def of_user(label, *names):
    """A function of a user: the rows of that model that lead to them by one of these fields."""

    def rows(user):
        model = apps.get_model(label)
        return [model._base_manager.filter(**{name: user}) for name in names]

    return rows


def with_mail(label, name="mail"):
    """A function of a user: the rows of that model with one of their addresses."""
    return lambda user: [of_addresses(apps.get_model(label)._base_manager.all(), user, name)]


def of_addresses(rows, user, name="mail"):
    return rows.alias(own_mail=Lower(name)).filter(own_mail__in=addresses_of(user))


def addresses_of(user):
    """The addresses that `user` has shown to be theirs, in lower case."""
    confirmed = user.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    return {user.email, *map(str.lower, confirmed)}


def nothing(user):
    """Of what leads to nobody in particular."""
    return []


def traces(label, why, kept, stays, *paths, **more):
    """A part for rows of several models that tell who did something: "app.Model.field" each."""

    def rows(user):
        triples = (path.split(".") for path in paths)
        return [
            apps.get_model(app, model)._base_manager.filter(**{name: user})
            for app, model, name in triples
        ]

    return Part(label, why, kept, rows, holds=paths, tell=when, stays=stays, **more)


def when(row, user):
    """Of an act its instant alone: what it was about may be closed to them by now."""
    names = ("at", "action_time", "created_at", "opened_at")
    found = (getattr(row, name, None) for name in names)
    return {"when": next(filter(None, found), None)}
