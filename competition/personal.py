"""What competitions keep of people: members of teams, what they sent in."""

from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _

from competition.models import Description, Entry, Measurement, Team, TeamMember
from workshop.personal import TRAIL, WITH_THE_WORKSHOP
from workshop.privacy.account import overwrite
from workshop.privacy.parts import Part, addresses_of, of_user, traces, with_mail

RESULTS = _("A ranking can be checked only with all that was ranked, so it stays with the results.")


# --- whose they are ---


def _alone(user):
    """Teams of nobody else."""
    others = TeamMember.objects.exclude(mail__in=addresses_of(user)).values("team")
    return Team.objects.acted_for_by(user).exclude(pk__in=others)


def _drafts(user):
    """Never sent in, or withdrawn before that, by a team of nobody else."""
    return [Entry.objects.filter(team__in=_alone(user), submitted_at=None)]


def _entries(user):
    kept = Entry.objects.sent_by(user)
    return [kept.exclude(pk__in=_drafts(user)[0].values("pk"))]


def _descriptions(user):
    return [Description.objects.filter(by=user)]


def _logs(user):
    return [Measurement.objects.filter(by=user)]


# --- what is told ---


def _team_of(row, user):
    return {"team": row.team.name}


def _entry_of(row, user):
    return {"entry": row.entry.code}


def _description_of(row, user):
    return [(f"competition/{row.entry.code}-{row.number}.pdf", row.file.name)]


def _log_of(row, user):
    stored = [(row.file.name, row.name), (row.sister.name, f"2-{row.name}")]
    return [(f"competition/{row.entry.code}-{row.code}-{name}", path) for path, name in stored]


# --- what an erasure does ---


def _discard(rows, erasure):
    entries = rows[0]
    for row in Description.objects.filter(entry__in=entries.values("pk")):
        erasure.paths.append(row.file.name)
    for row in Measurement.objects.filter(entry__in=entries.values("pk")):
        erasure.paths.extend([path for path in (row.file.name, row.sister.name) if path])
    entries.delete()


def _leave_teams(rows, erasure):
    """A team that has nothing sent in and nobody else is gone with its last member."""
    empty = _alone(erasure.user).filter(entries=None)
    Team.objects.filter(pk__in=list(empty.values_list("pk", flat=True))).delete()
    for row in rows[0]:
        TeamMember.objects.filter(pk=row.pk).update(name=erasure.name, mail=erasure.mail_of(row))


def _forget_log_names(rows, erasure):
    """What a log was called on their machine; its ending may tell which tool wrote it."""
    for row in rows[0]:
        name = f"log{PurePosixPath(row.name).suffix}"
        Measurement.objects.filter(pk=row.pk).update(name=name)


# Erased from the last to the first.
PARTS = {
    "team_members": Part(
        _("Your line in a team"),
        _("So that you act for your team, and get its mails."),
        WITH_THE_WORKSHOP,
        with_mail("competition.TeamMember"),
        {"competition.TeamMember": "name mail"},
        tell=_team_of,
        erase=_leave_teams,
        stays=_(
            "Where others are in the team, or something was sent in, the line stays: your name "
            "becomes a pseudonym, and your address goes."
        ),
        is_named=True,
    ),
    "entry_drafts": Part(
        _("Entries of a team of yours alone that were never sent in"),
        _("So that you can write an entry in more than one sitting."),
        _("until reviews are removed"),
        _drafts,
        {"competition.Entry": "code title summary begun_at"},
        tell=_team_of,
        erase=_discard,
    ),
    "entries": Part(
        _("Entries of your teams"),
        _("So that they are measured and ranked."),
        WITH_THE_WORKSHOP,
        _entries,
        {"competition.Entry": "code title summary begun_at submitted_at"},
        tell=_team_of,
        stays=RESULTS,
    ),
    "descriptions": Part(
        _("Descriptions of entries that you have uploaded"),
        _("So that readers know how an entry was made."),
        WITH_THE_WORKSHOP,
        _descriptions,
        {"competition.Description": "number name size at"},
        (
            "competition.Description.by",
            "competition.Description.facts",
            "competition.Description.file",
        ),
        tell=_entry_of,
        files=_description_of,
        folders=("entries",),
        erase=overwrite(name="description.pdf"),
        stays=RESULTS,
    ),
    "logs": Part(
        _("Energy logs that you have uploaded"),
        _("So that the energy of an entry is known."),
        _("the files until reviews are removed; what was read of them with the results"),
        _logs,
        {"competition.Measurement": "name size at tool energy_j duration_s"},
        (
            "competition.Measurement.by",
            "competition.Measurement.runs",
            "competition.Measurement.scope",
            "competition.Measurement.findings",
            "competition.Measurement.file",
            "competition.Measurement.sister",
        ),
        tell=_entry_of,
        files=_log_of,
        folders=("logs",),
        erase=_forget_log_names,
        stays=RESULTS,
    ),
    "registered": Part(
        _("Teams that you have registered"),
        _("So that a form sent twice makes one team."),
        WITH_THE_WORKSHOP,
        of_user("competition.Team", "registered_by"),
        {"competition.Team": "name affiliation registered_at"},
        ("competition.Team.registered_by",),
        stays=RESULTS,
    ),
    "acts_on_competitions": traces(
        _("Competitions that you have opened or changed"),
        _("So that it can be told by which rules a ranking was made."),
        WITH_THE_WORKSHOP,
        TRAIL,
        "competition.Opening.by",
    ),
}
