"""The mails that tell each team its ranks: seen before they are sent, once for a publication."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from competition.leaderboard import board_of, slices_of
from competition.models import Team
from competition.units import accuracy, joules
from workshop.digests import digest_of
from workshop.mailtexts import Purpose, render, text_of
from workshop.models import Message
from workshop.outbox import key_of, queue_messages, stored_key

PURPOSE = "competition_rank"


def mails_of(competition, *, unsent_only=True):
    """[(team, recipient, subject, body), …] of each team that has an entry on the leaderboard."""
    board = board_of(competition)
    winners = {row.id for _part, rows in board.winners for row in rows}
    lines = {}
    for row in board.rows:
        if not row.entry.is_baseline:
            lines.setdefault(row.entry.team_id, []).append(_told(row, board, winners))
    teams = Team.objects.filter(pk__in=lines).prefetch_related("members").order_by("name", "pk")
    text = text_of(competition.workshop, PURPOSE)
    mails = []
    for team in teams:
        values = values_of(team, competition, "\n".join(lines[team.pk]))
        mail = render(text, competition.workshop, values)
        mails += [(team, recipient, *mail) for recipient in team.mails]
    return _unsent(competition, mails) if unsent_only else mails


def _unsent(competition, mails):
    keys = {stored_key(PURPOSE, _key(competition, mail)) for mail in mails}
    known = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return [one for one in mails if stored_key(PURPOSE, _key(competition, one)) not in known]


def _key(competition, mail):
    """Each member of each team once for a publication."""
    team, recipient, *_text = mail
    return key_of(team.pk, competition.results_at, recipient)


def values_of(team, competition, ranks):
    page = reverse("competition_results", args=[competition.workshop.slug])
    return {"team": team.name, "ranks": ranks, "link": settings.SITE_URL + page}


def _told(row, board, winners):
    """ "“Sparse net”: rank 1 of 3 in 95–100 %, a winner; 9.46 kJ (9.41–9.52), 96.50 %" """
    parts = [_placed(row, part, board) for part in slices_of(row, board)]
    places = "; ".join(parts) or _("in no slice")
    if row.id in winners:
        places = _("%(places)s, a winner") % {"places": places}
    elif row.places and not board.may_win(row):
        places = _("%(places)s (it was not verified, and only verified entries win)") % {
            "places": places
        }
    about = {"title": row.entry, "places": places, "figures": _figures(row)}
    return _("“%(title)s”: %(places)s; %(figures)s") % about


def _placed(row, part, board):
    place = row.places.get(part.label)
    if place is None:
        return _("without a rank in %(slice)s") % {"slice": part.label}
    count = sum(1 for one, _row in board.rows_of(part) if one)
    told = ngettext(
        "rank %(place)d of %(count)d in %(slice)s",
        "rank %(place)d of %(count)d in %(slice)s",
        count,
    )
    return told % {"place": place, "count": count, "slice": part.label}


def _figures(row):
    of = row.energy
    energy = joules(of.middle, of.least, of.most) if of else _("no energy that counts")
    counted = row.entry.counted
    return f"{energy}, {accuracy(*counted)}" if counted else energy


def digest_of_mails(mails):
    return digest_of([(recipient, subject, body) for _team, recipient, subject, body in mails])


def queue_mails(competition, mails, *, by):
    return queue_messages([_row(competition, mail, by) for mail in mails])


def _row(competition, mail, by):
    team, recipient, subject, body = mail
    return {
        "purpose": PURPOSE,
        "to": recipient,
        "key": _key(competition, mail),
        "subject": subject,
        "body": body,
        "workshop": competition.workshop,
        "object_id": team.pk,
        "by": by,
    }


def _is_due(message):
    """While that publication stands, and its reader is in the team."""
    teams = Team.objects.filter(pk=message.object_id, members__mail=message.recipient.lower())
    team = teams.select_related("competition").first()
    if team is None or not team.competition.results_at:
        return False
    key = _key(team.competition, (team, message.recipient))
    return message.key == stored_key(PURPOSE, key)


PURPOSES = {
    PURPOSE: Purpose(
        _is_due,
        label=gettext_lazy("Ranks of a team"),
        occasion=gettext_lazy(
            "To every member of each team with an entry, when the ranks are mailed on the page "
            "of the results."
        ),
        subject=gettext_lazy("{workshop}: the ranking of the competition"),
        body=gettext_lazy(
            "The results of the competition of {workshop_name} are published. What {team} has "
            "reached:\n\n"
            "{ranks}\n\n"
            "All of it:\n\n"
            "{link}\n\n"
            "Thank you for competing. Questions go to {contact}."
        ),
        placeholders={
            "team": (gettext_lazy("the name of the team"), gettext_lazy("Green bits")),
            "ranks": (
                gettext_lazy("each entry with its rank, energy and accuracy, one a line"),
                gettext_lazy("“Sparse net”: rank 1 of 3 in 95–100 %, a winner; 9.46 kJ, 96.50 %"),
            ),
            "link": (
                gettext_lazy("the address of the results"),
                f"{settings.SITE_URL}/…/competition/results/",
            ),
        },
        needs=("ranks",),
    )
}
