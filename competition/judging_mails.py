"""The mails that tell a team how its entry was judged: seen before they are sent."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competition.entry_findings import energies_by
from competition.leaderboard import Energy
from competition.models import Entry, Measurement
from competition.models.entries import State
from competition.units import accuracy, joules
from workshop.mailtexts import Purpose, render, text_of
from workshop.outbox import key_of, queue_messages

LINK = f"{settings.SITE_URL}/…/competition/entries/B7KQ2M9X/"
OF_A_JUDGEMENT = {
    "title": (gettext_lazy("the title of the entry"), gettext_lazy("Sparse net")),
    "team": (gettext_lazy("the name of the team"), gettext_lazy("Green bits")),
    "reason": (
        gettext_lazy("what the organisers say of it; nothing where they say nothing"),
        gettext_lazy("Which power supply was measured?"),
    ),
    "energy": (gettext_lazy("the energy that counts, per iteration"), "9.46 kJ (9.41–9.52)"),
    "accuracy": (gettext_lazy("the accuracy that counts"), "96.50 %"),
    "link": (gettext_lazy("the address of the entry"), LINK),
}
ON_JUDGING = gettext_lazy("To every member of its team, when an organiser gives it that state.")


def purpose_of(state):
    return f"entry_{State(state).value}"


def _still(state):
    def is_due(message):
        """While it is in that state for that reason, and its reader in its team."""
        rows = Entry.objects.filter(pk=message.object_id, state=state)
        rows = rows.filter(team__members__mail=message.recipient.lower())
        return any(entry.reason in message.body for entry in rows)

    return is_due


def _samples(state):
    def samples(workshop, user):
        rows = Entry.objects.filter(team__competition__workshop=workshop, state=state)
        rows = rows.judged_by(user).with_all()[:20]
        return [(mail, values_of(one, one.reason)) for one in rows for mail in one.team.mails]

    return samples


def _purpose(state, label, subject, body):
    return Purpose(
        _still(state),
        label=label,
        occasion=ON_JUDGING,
        subject=subject,
        body=body,
        placeholders=OF_A_JUDGEMENT,
        samples=_samples(state),
    )


PURPOSES = {
    purpose_of(State.MEASURED): _purpose(
        State.MEASURED,
        gettext_lazy("Entry measured"),
        gettext_lazy("{workshop}: “{title}” was measured"),
        gettext_lazy(
            "The organisers have measured “{title}” of {team}.\n\n"
            "Energy per iteration: {energy}\n"
            "Accuracy: {accuracy}\n\n"
            "{reason}\n\n"
            "{link}\n\n"
            "Questions go to {contact}."
        ),
    ),
    purpose_of(State.ACCEPTED): _purpose(
        State.ACCEPTED,
        gettext_lazy("Entry accepted"),
        gettext_lazy("{workshop}: “{title}” is accepted"),
        gettext_lazy(
            "The organisers have accepted the measurements of “{title}” of {team}.\n\n"
            "Energy per iteration: {energy}\n"
            "Accuracy: {accuracy}\n\n"
            "{reason}\n\n"
            "{link}\n\n"
            "Questions go to {contact}."
        ),
    ),
    purpose_of(State.ATTENTION): _purpose(
        State.ATTENTION,
        gettext_lazy("Entry needs attention"),
        gettext_lazy("{workshop}: “{title}” needs your attention"),
        gettext_lazy(
            "“{title}” of {team} needs your attention. Until that is settled it is listed without "
            "a rank.\n\n"
            "{reason}\n\n"
            "{link}\n\n"
            "Answers go to {contact}."
        ),
    ),
    purpose_of(State.REJECTED): _purpose(
        State.REJECTED,
        gettext_lazy("Entry rejected"),
        gettext_lazy("{workshop}: “{title}” is rejected"),
        gettext_lazy(
            "The organisers could not let “{title}” of {team} compete.\n\n"
            "{reason}\n\n"
            "{link}\n\n"
            "Questions go to {contact}."
        ),
    ),
    purpose_of(State.REPORTED): _purpose(
        State.REPORTED,
        gettext_lazy("Entry self-reported again"),
        gettext_lazy("{workshop}: “{title}” counts as self-reported"),
        gettext_lazy(
            "“{title}” of {team} counts as self-reported again: what the organisers said of it "
            "before does not hold any more.\n\n"
            "{reason}\n\n"
            "{link}\n\n"
            "Questions go to {contact}."
        ),
    ),
}


def energy_of(entry):
    """The organisers' measurements, else the team's: as the leaderboard has it; or None."""
    for whom in (Measurement.By.ORGANISERS, Measurement.By.TEAM):
        if energies := energies_by(entry, whom):
            return Energy(whom, tuple(energies))
    return None


def values_of(entry, reason):
    energy = energy_of(entry)
    return {
        "title": str(entry),
        "team": str(entry.team),
        "reason": reason.strip(),
        "energy": joules(energy.middle, energy.least, energy.most) if energy else _("unknown"),
        "accuracy": accuracy(*entry.counted) if entry.counted else _("unknown"),
        "link": settings.SITE_URL + entry.get_absolute_url(),
    }


def mails_about(entry, new, reason):
    """[(recipient, subject, body), …] that its team would get; nothing where that is so already."""
    if (entry.state, entry.reason) == (new, reason.strip()):
        return []
    text = text_of(entry.workshop, purpose_of(new))
    mail = render(text, entry.workshop, values_of(entry, reason))
    return [(recipient, *mail) for recipient in entry.team.mails]


def queue_mails(entry, mails, *, by):
    """Of an entry as it was judged: each once for that judgement."""
    beside = {"workshop": entry.workshop, "object_id": entry.pk, "by": by}
    rows = [
        {
            "purpose": purpose_of(entry.state),
            "to": recipient,
            "key": key_of(entry.pk, entry.version, recipient),
            "subject": subject,
            "body": body,
        }
        | beside
        for recipient, subject, body in mails
    ]
    return queue_messages(rows)
