"""Erasing a person: all of it in one transaction, the files after it by a job."""

import json
import re
import secrets
from dataclasses import dataclass, field
from functools import partial

from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from workshop.fields import CODE_ALPHABET
from workshop.models import Job, User, Workshop
from workshop.privacy.erased import DOMAIN, is_erased, pseudonym_of
from workshop.privacy.parts import addresses_of, parts
from workshop.queue import enqueue
from workshop.trail import record_act, unsealed

KIND = "erase_files"


class HandOverFirst(Exception):
    """Something would be left that nobody runs; the sentences say what, and what to do."""

    def __init__(self, sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Erasure:
    """Whose, under which addresses and names; what stands in their place; which files go."""

    user: User
    name: str
    mail: str
    addresses: frozenset
    names: frozenset
    paths: list = field(default_factory=list)

    def mail_of(self, row):
        """An address that is none, of its own for each row."""
        return f"{row.pk}-{self.mail}"

    def written(self, text, *, names=True):
        """With the pseudonym in place of their addresses, and of their names."""
        for mail in self.addresses:
            text = replaced(text, mail, self.mail)
        for name in self.names if names else ():
            text = self.name if text == name else without_name(text, name, self.name)
        return text


def replaced(text, mail, other):
    """However it is capitalised; an address that only ends or begins like it is another's."""
    whole = rf"(?<![\w.+-]){re.escape(mail)}(?![\w-]|\.\w)"
    return re.sub(whole, other, text, flags=re.IGNORECASE)


def without_name(text, name, other):
    """A name of one word may be any word: it is taken out only where it stands alone."""
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", other, text) if " " in name else text


def standing_in_the_way(user):
    """[sentence, …] of what is to be handed over before; empty where nothing is."""
    found = [_hand_over(one) for one in chaired_alone(user)]
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        found.append(
            _(
                "Nobody else runs this installation. Give another person all rights first, on the "
                "admin’s page of people or with “manage.py start --mail”."
            )
        )
    return found


def _hand_over(workshop):
    told = _(
        "You are the only chair of %(workshop)s, which is not over. Make somebody else a chair "
        "first: invite them on the page “People”, or ask who runs this installation."
    )
    return told % {"workshop": workshop.name}


def chaired_alone(user):
    own = Workshop.objects.filter(pk__in=user.memberships.chairs().values("workshop"))
    return [one for one in own if not one.is_over and not _other_chairs(one, user)]


def _other_chairs(workshop, user):
    chairs = workshop.memberships.chairs().filter(user__is_active=True)
    return chairs.exclude(user=user).exists()


@transaction.atomic
def erase_person(user):
    """Erase all of `user` that does not lawfully stay; {name of a part: how many rows}.

    Raises HandOverFirst. Done twice it finds nothing.
    """
    list(Workshop.objects.select_for_update().order_by("pk"))  # of two chairs one comes second
    current = User.objects.select_for_update().get(pk=user.pk)
    if is_erased(current.email):
        return {}
    if sentences := standing_in_the_way(current):
        raise HandOverFirst(sentences)
    erasure = begin(current)
    counts = {name: count_of(part, current) for name, part in parts().items()}
    roles = list(current.memberships.select_related("workshop"))
    with unsealed("somebody asked to be erased"):
        for part in reversed(parts().values()):
            if part.erase:
                part.erase(part.rows(current), erasure)
    _record(erasure, roles)
    Workshop.objects.touch()
    _forget_files(erasure)
    transaction.on_commit(caches["renderings"].clear, robust=True)
    return {name: count for name, count in counts.items() if count}


def _record(erasure, roles):
    """For the operator, and for the chairs of each workshop that has lost somebody."""
    user = erasure.user
    record_act(user, "erased", None, True, by=user, workshop=None)
    for role in roles:
        told = str(role.get_role_display())
        record_act(user, "role", told, None, by=user, workshop=role.workshop)


def count_of(part, user):
    return sum(rows.count() for rows in part.rows(user))


def begin(user):
    code = next(filter(_is_free, iter(_code, None)))
    former = set(user.former_addresses.values_list("mail", flat=True))
    former |= {mail.lower() for mail in user.emailaddress_set.values_list("email", flat=True)}
    addresses = frozenset(former | addresses_of(user))
    mail = f"{code.lower()}@{DOMAIN}"
    return Erasure(user, pseudonym_of(code), mail, addresses, names_of(user))


def erasure_of(row):
    """The one that a row's address comes from, for the name that it has left there."""
    mail = row.mail.partition("-")[2]
    name = pseudonym_of(mail.partition("@")[0].upper())
    return Erasure(None, name, mail, frozenset(), frozenset({row.name}))


def names_of(user):
    """All names they go by in what is theirs, but for those that another person bears too."""
    rows = [one for part in parts().values() if part.is_named for one in part.rows(user)]
    names = {user.name, *(name for one in rows for name in one.values_list("name", flat=True))}
    others = User.objects.exclude(pk=user.pk).filter(name__in=names)
    return frozenset(names - {""} - set(others.values_list("name", flat=True)))


def _code():
    return "".join(secrets.choice(CODE_ALPHABET) for _each in range(5))


def _is_free(code):
    return not User.objects.filter(email=f"{code.lower()}@{DOMAIN}").exists()


# --- words in trails ---


def everywhere(row, place):
    return True


def nowhere(row, place):
    return False


def scrub(rows, fields, erasure, *, named=everywhere):
    """Put the pseudonym in place of their addresses and names in these fields of these rows.

    Names only where `named(row, place)` lets them stand, a place being a field or a key in it.
    """
    changed = []
    names = named is not nowhere
    for row in holding(rows, fields, erasure, names=names).iterator(chunk_size=500):
        before = [getattr(row, name) for name in fields]
        is_named = partial(named, row)
        after = [_scrubbed(getattr(row, name), erasure, is_named, name) for name in fields]
        for name, value in zip(fields, after, strict=True):
            setattr(row, name, value)
        changed += [row] if before != after else []
    rows.model._base_manager.bulk_update(changed, fields, batch_size=200)
    return len(changed)


def holding(rows, fields, erasure, *, names):
    """Those that may hold one of the words: text is looked through as the database keeps it."""
    words = erasure.addresses | (erasure.names if names else set())
    texts = {f"text_of_{name}": Cast(name, TextField()) for name in fields}
    asked = Q(pk__in=[])
    for word in words:
        for written in {word, json.dumps(word)[1:-1]}:
            for name in texts:
                asked |= Q(**{f"{name}__icontains": written})
    return rows.alias(**texts).filter(asked)


def _scrubbed(value, erasure, is_named, place):
    if isinstance(value, str):
        return erasure.written(value, names=is_named(place))
    if isinstance(value, list):
        return [_scrubbed(one, erasure, is_named, place) for one in value]
    if isinstance(value, dict):
        return {key: _scrubbed(one, erasure, is_named, key) for key, one in value.items()}
    return value


# --- files ---


def _forget_files(erasure):
    if erasure.paths:
        about = {"paths": list(dict.fromkeys(erasure.paths))}  # a folder after what is in it
        enqueue(KIND, key=f"{KIND}:{erasure.mail}", arguments=about)


def erase_files(job):
    """The job: what is gone already is no fault, so it can be done again."""
    for path in job.arguments["paths"]:
        default_storage.delete(path)
    Job.objects.filter(pk=job.pk).update(arguments={"paths": []})
    return {"files": len(job.arguments["paths"])}
