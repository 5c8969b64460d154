"""Speakers are invited and reminded by the same act: a mail with a link to their page."""

from django.db import transaction
from django.utils import timezone

from program.action_links import speaker_of
from program.speakers import PURPOSE, standings_of
from workshop.digests import NotSeen, digest_of
from workshop.links import issue_link
from workshop.models import ActionLink, Workshop
from workshop.trail import record_act


def due_of(standings):
    """Those who miss something that they can add, and were not mailed within a day."""
    return [one for one in standings if one.is_due]


def digest_of_due(standings):
    """Of whom `invite_all` would mail, and about what."""
    return digest_of([(one.speaker.pk, one.speaker.mail, one.missing) for one in due_of(standings)])


@transaction.atomic
def invite_all(workshop, *, seen, by):
    """Mail a link to each who misses something; how many. Raises NotSeen."""
    standings = _locked(workshop)
    if seen != digest_of_due(standings):
        raise NotSeen
    return len([_invite(one.speaker, by=by) for one in due_of(standings)])


@transaction.atomic
def invite(speakers, *, by):
    """Mail a link to these of one workshop, whatever they miss; how many could be."""
    wanted, workshop = {one.pk for one in speakers}, speakers[0].workshop
    rows = [one for one in _locked(workshop) if one.speaker.pk in wanted and one.may_be_mailed]
    return len([_invite(one.speaker, by=by) for one in rows])


def _locked(workshop):
    """Of two who press at once, the second finds them mailed."""
    return standings_of(Workshop.objects.select_for_update().get(pk=workshop.pk))


def _invite(speaker, *, by):
    mail, workshop = speaker.mail.lower(), speaker.workshop
    link = issue_link(PURPOSE, object_id=speaker.pk, mail=mail, workshop=workshop, by=by)
    record_act(speaker, "link", "", mail, by=by, workshop=workshop)
    return link


@transaction.atomic
def end_links(speaker, *, by):
    """Let no link to the speaker's page open any more; how many were open."""
    about = {"purpose": PURPOSE, "workshop": speaker.workshop, "object_id": str(speaker.pk)}
    links = ActionLink.objects.open().filter(**about)
    mails = ", ".join(sorted(set(links.values_list("mail", flat=True))))
    count = links.update(revoked_at=timezone.now())
    if count:
        record_act(speaker, "link", mails, "", by=by, workshop=speaker.workshop)
    return count


def note_opened(link):
    """The first time."""
    ActionLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


def may_be_renewed(link):
    """An expired one; what somebody ended stays so."""
    return link.revoked_at is None and speaker_of(link) is not None
