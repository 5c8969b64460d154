"""What teams are told by mail: registered, received, replaced, withdrawn, a description refused."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from competition import units
from competition.deadlines import due_of
from submissions.findings import words_of
from submissions.pdf.policy import REJECT
from workshop.mailtexts import queue_mail
from workshop.outbox import key_of
from workshop.times import in_three_zones, in_utc


def send_registered(team, *, to, by):
    """To each who is a member from now on, `to`; once for each team and address."""
    workshop, values = team.competition.workshop, values_of_team(team, by)
    for one in to:
        mail = {"to": one.mail, "values": values | {"name": one.name}, "object_id": team.pk}
        queue_mail("team_registered", workshop=workshop, key=key_of(team.pk, one.mail), **mail)


def values_of_team(team, by):
    own = reverse("team", args=[team.competition.workshop.slug, team.code])
    return {
        "team": team.name,
        "competition": team.competition.name,
        "registered_by": (by.name or by.email) if by else _("Somebody"),
        "link": settings.SITE_URL + own,
    }


def send_of_entry(purpose, entry, values, *, mark):
    """To each member of its team; once for each `mark`, the moment or the file it is about."""
    for member in entry.team.members.all():
        key = key_of(entry.pk, mark, member.mail)
        mail = {"to": member.mail, "key": key, "values": values, "object_id": entry.pk}
        queue_mail(purpose, workshop=entry.workshop, **mail)


def send_received(entry):
    send_of_entry("entry_received", entry, values_of_receipt(entry), mark=entry.submitted_at)


def send_replaced(entry):
    send_of_entry("entry_replaced", entry, values_of_receipt(entry), mark=entry.changed_at)


def send_withdrawn(entry):
    send_of_entry("entry_withdrawn", entry, values_of(entry), mark=entry.version)


def send_refused(description):
    entry = description.entry
    send_of_entry("description_refused", entry, values_of_refusal(description), mark=description.pk)


# --- what stands in these mails ---


def values_of(entry):
    return {
        "title": entry.title or entry.code,
        "code": entry.code,
        "team": entry.team.name,
        "competition": entry.competition.name,
        "link": settings.SITE_URL + entry.get_absolute_url(),
    }


def values_of_receipt(entry):
    description = entry.description
    logs = entry.measurements.standing().filter(taken_by="team")
    return values_of(entry) | {
        "claim": claim_of(entry),
        "received": in_utc(entry.changed_at),
        "program": "\n".join(_program_of(entry)),
        "description": f"{description.name}, SHA-256 {description.sha256}" if description else "–",
        "logs": "\n".join(_told_of(log) for log in logs) or "–",
        "until": until(entry, _("You can replace or withdraw it until %(when)s.")),
    }


def claim_of(entry):
    if not entry.claimed:
        return "–"
    words = {
        "correct": entry.correct,
        "total": entry.total,
        "share": units.accuracy(*entry.claimed),
    }
    return _("%(correct)d of %(total)d correct, %(share)s") % words


def _program_of(entry):
    """What was handed in, with the digest by which it is known."""
    if entry.archive_url:
        yield f"{entry.archive_url}, SHA-256 {entry.archive_sha256}"
    if entry.image:
        yield f"{entry.image}@{entry.image_digest}"


def _told_of(log):
    digest = log.source_sha256 or _("still being read")
    return f"{log.name}, SHA-256 {digest}"


def values_of_refusal(description):
    refused = [one for one in description.findings if one.severity == REJECT]
    return values_of(description.entry) | {
        "file": description.name,
        "reasons": "\n\n".join(" ".join(words_of(one)) for one in refused),
        "until": until(description.entry, _("Another can be sent until %(when)s.")),
    }


def until(entry, sentence):
    """The sentence with the deadline for it in it; "" where none is ahead."""
    due = due_of(entry.competition, entry)
    if due is None or due.has_passed:
        return ""
    return sentence % {"when": in_three_zones(due.at, entry.workshop.tz)}
