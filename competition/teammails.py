"""The mails to teams: what they say, and whether each is still due when its turn comes."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from competition.models import Description, Entry, Team
from competition.models.entries import State
from competition.receipts import (
    values_of,
    values_of_receipt,
    values_of_refusal,
    values_of_team,
)
from workshop.mailtexts import Purpose
from workshop.outbox import key_of, stored_key

MOST_SAMPLES = 20
OF_A_TEAM = {
    "team": (_("the name of the team"), "Cold start"),
    "competition": (_("the name of the competition"), "Efficient deep learning on CIFAR-10"),
    "link": (_("the address of its page"), f"{settings.SITE_URL}/…/competition/…/"),
}
OF_AN_ENTRY = OF_A_TEAM | {
    "title": (_("the title of the entry"), "Sparse net"),
    "code": (_("its code"), "B7KQ2M9X"),
}
OF_A_RECEIPT = OF_AN_ENTRY | {
    "claim": (_("the accuracy that the team claims"), "9650 of 10000 correct, 96.50 %"),
    "received": (_("when it came"), "5 June 2027, 09:00 UTC"),
    "program": (
        _("archive or container image, with its digest"),
        "https://files.example.org/sparse.zip, SHA-256 3f5a…",
    ),
    "description": (_("name and check sum of the PDF"), "sparse.pdf, SHA-256 3f5a…"),
    "logs": (_("each energy log with its check sum"), "emissions.csv, SHA-256 3f5a…"),
    "until": (
        _("until when it can be replaced; nothing after the deadline"),
        _("You can replace or withdraw it until 19 June 2027, 23:59 AoE."),
    ),
}


def _is_member(message):
    team = Team.objects.filter(pk=message.object_id).first()
    return team is not None and message.recipient in team.mails


def _entry_of(message, states):
    """The entry, in one of these states, of whose team the recipient is; or None."""
    entry = Entry.objects.filter(pk=message.object_id, state__in=states).with_all().first()
    return entry if entry and message.recipient in entry.team.mails else None


JUDGED = set(State) - {State.DRAFT, State.WITHDRAWN}


def _was_received(message):
    return _entry_of(message, JUDGED) is not None


def _is_in_force(message):
    """Of what was sent in last: the receipt of what was replaced since has lost its reason."""
    entry = _entry_of(message, JUDGED)
    key = entry and key_of(entry.pk, entry.changed_at, message.recipient)
    return bool(entry) and message.key == stored_key(message.purpose, key)


def _is_withdrawn(message):
    return _entry_of(message, {State.WITHDRAWN}) is not None


def _is_refused(message):
    """Until another file takes its place."""
    entry = _entry_of(message, JUDGED)
    newest = entry and entry.description
    if newest is None or not newest.is_rejected:
        return False
    key = key_of(entry.pk, newest.pk, message.recipient)
    return message.key == stored_key(message.purpose, key)


def _teams(workshop, user):
    teams = Team.objects.judged_by(user).filter(competition__workshop=workshop)
    return [
        (one.mail, values_of_team(team, team.registered_by) | {"name": one.name})
        for team in teams.prefetch_related("members")[:MOST_SAMPLES]
        for one in team.members.all()
    ]


def _entries(values, *states):
    def samples(workshop, user):
        own = Entry.objects.judged_by(user).filter(team__competition__workshop=workshop)
        rows = own.filter(state__in=states or JUDGED).with_all()[:MOST_SAMPLES]
        return [(mail, values(one)) for one in rows for mail in one.team.mails]

    return samples


def _refused(workshop, user):
    own = Entry.objects.judged_by(user).filter(team__competition__workshop=workshop)
    rows = Description.objects.filter(entry__in=own, verdict=Description.Verdict.REJECT)
    return [
        (mail, values_of_refusal(one))
        for one in rows.select_related("entry__team__competition__workshop")[:MOST_SAMPLES]
        for mail in one.entry.team.mails
    ]


PURPOSES = {
    "team_registered": Purpose(
        _is_member,
        label=_("Team registered"),
        occasion=_("To each member of a team, once, when they are registered."),
        subject=_("{workshop}: you are of the team “{team}”"),
        body=_(
            "Dear {name},\n\n"
            "{registered_by} has registered you in the team “{team}” of the competition "
            "“{competition}”, {workshop_name}.\n\n"
            "Sign in with this address to see its page and its entries; if you do not belong "
            "there, leave it with one button on that page:\n\n"
            "{link}"
        ),
        placeholders=OF_A_TEAM
        | {
            "name": (_("the name of the member"), "Ana Moreau"),
            "registered_by": (_("who has registered them"), "Bo Lund"),
        },
        samples=_teams,
    ),
    "entry_received": Purpose(
        _was_received,
        label=_("Entry received"),
        occasion=_("To each member of the team, when an entry is sent in."),
        subject=_("{workshop}: received the entry “{title}”"),
        body=_(
            "Your entry to “{competition}” has arrived.\n\n"
            "Team: {team}\n"
            "Title: {title}\n"
            "Code: {code}\n"
            "Claimed: {claim}\n"
            "Received: {received}\n"
            "Program: {program}\n"
            "Description: {description}\n"
            "Energy logs:\n{logs}\n\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_A_RECEIPT,
        samples=_entries(values_of_receipt),
    ),
    "entry_replaced": Purpose(
        _is_in_force,
        label=_("Entry replaced"),
        occasion=_("To each member of the team, when an entry that was sent in is replaced."),
        subject=_("{workshop}: the entry “{title}” is replaced"),
        body=_(
            "Your entry to “{competition}” is replaced: this is what counts from now on. The "
            "receipt of what was before no longer holds.\n\n"
            "Team: {team}\n"
            "Title: {title}\n"
            "Code: {code}\n"
            "Claimed: {claim}\n"
            "Received: {received}\n"
            "Program: {program}\n"
            "Description: {description}\n"
            "Energy logs:\n{logs}\n\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_A_RECEIPT,
        samples=_entries(values_of_receipt),
    ),
    "entry_withdrawn": Purpose(
        _is_withdrawn,
        label=_("Entry withdrawn"),
        occasion=_("To each member of the team, when an entry is withdrawn."),
        subject=_("{workshop}: the entry “{title}” is withdrawn"),
        body=_(
            "The entry “{title}” ({code}) of the team “{team}” to “{competition}” is withdrawn. "
            "Until the deadline you can bring it back on its page:\n\n"
            "{link}"
        ),
        placeholders=OF_AN_ENTRY,
        samples=_entries(values_of, State.WITHDRAWN),
    ),
    "description_refused": Purpose(
        _is_refused,
        label=_("Description refused"),
        occasion=_("To each member of the team, when the PDF of an entry does not pass the check."),
        subject=_("{workshop}: the description of “{title}” was refused"),
        body=_(
            "The description of your entry “{title}” ({code}) to “{competition}” did not pass the "
            "check. Send another, or the entry is not ranked.\n\n"
            "{reasons}\n\n"
            "File: {file}\n"
            "{until}\n\n"
            "{link}"
        ),
        placeholders=OF_AN_ENTRY
        | {
            "reasons": (
                _("what is wrong and how to mend it"),
                _("The PDF has 3 pages. Shorten it to two."),
            ),
            "file": (_("the file’s name"), "sparse.pdf"),
            "until": (
                _("until when another can be sent; nothing after the deadline"),
                _("Another can be sent until 19 June 2027, 23:59 AoE."),
            ),
        },
        needs=("reasons",),
        samples=_refused,
    ),
}
