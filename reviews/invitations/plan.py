"""What pressing the button would do with each line: who is new, who is here, who has answered."""

from dataclasses import dataclass, field
from functools import cached_property

from allauth.account.models import EmailAddress
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reviews.invitations.reading import Line, lines_of
from reviews.models import Invitation, ProfileAlias
from workshop.digests import digest_of
from workshop.lookalikes import looks
from workshop.models import FormerAddress, Membership, User

INVITE, AGAIN, WAITS, HERE, WRONG = "invite", "again", "waits", "here", "wrong"


@dataclass
class Entry:
    """A line with what it comes to. `invitation` is the one there is of its address."""

    line: Line
    act: str = INVITE
    notes: list = field(default_factory=list)
    invitation: Invitation | None = None

    @property
    def is_mailed(self):
        return self.act in {INVITE, AGAIN}

    def wrong(self, told):
        self.act = WRONG
        self.line.errors.append(told)


@dataclass
class Plan:
    entries: list
    unused: list
    most: int

    @property
    def wrong(self):
        return [one for one in self.entries if one.act == WRONG]

    @property
    def mailed(self):
        return [one for one in self.entries if one.is_mailed]

    @property
    def is_ready(self):
        return bool(self.mailed) and not self.wrong

    @property
    def counts(self):
        acts = [one.act for one in self.entries]
        return {act: acts.count(act) for act in (INVITE, AGAIN, WAITS, HERE, WRONG)}

    @property
    def digest(self):
        """Of all that is seen, so that just that is done."""
        seen = [(vars(one.line), one.act, one.notes) for one in self.entries]
        return digest_of((seen, self.most))


def plan_of(workshop, text, most):
    """Raises Unreadable."""
    lines, unused = lines_of(text)
    known = Known(workshop, [line.mail for line in lines if not line.errors])
    first, entries = {}, [Entry(line) for line in lines]
    for entry in entries:
        if entry.line.errors:
            entry.act = WRONG
        elif same := first.get(entry.line.mail):
            told = _("The address stands in line %(number)d already. Take one of the two out.")
            entry.wrong(told % {"number": same.number})
        else:
            first[entry.line.mail] = entry.line
            known.judge(entry)
    return Plan(entries, unused, most)


class Known:
    """Who of these addresses is known in the workshop, in a fixed number of queries."""

    def __init__(self, workshop, mails):
        self.workshop, self.mails = workshop, set(mails)

    @cached_property
    def roles(self):
        """{number of a user: (the user, roles)} of the workshop's members."""
        found = {}
        for one in self.workshop.memberships.select_related("user"):
            found.setdefault(one.user_id, (one.user, set()))[1].add(one.role)
        return found

    @cached_property
    def users(self):
        """{address: number of the user it is or was of}; an account's own address counts most."""
        confirmed = EmailAddress.objects.filter(verified=True).annotate(mail=Lower("email"))
        former = FormerAddress.objects.filter(user__in=self.roles)
        pairs = [
            *former.filter(mail__in=self.mails).values_list("mail", "user"),
            *confirmed.filter(mail__in=self.mails).values_list("mail", "user"),
            *User.objects.filter(email__in=self.mails).values_list("email", "pk"),
        ]
        return dict(pairs)

    @cached_property
    def aliases(self):
        """{address: number of the user who says that it is theirs}"""
        rows = ProfileAlias.objects.filter(profile__workshop=self.workshop, mail__in=self.mails)
        return dict(rows.values_list("mail", "profile__user"))

    @cached_property
    def invitations(self):
        return {one.mail: one for one in self.workshop.invitations.select_related("user")}

    @cached_property
    def names(self):
        """{what a name looks like: address} of the reviewers, and of those who were asked."""
        asked = [(one.name, mail) for mail, one in self.invitations.items()]
        reviewers = [(one.name, one.email) for one, roles in self.roles.values() if _reviews(roles)]
        return {looks(name): mail for name, mail in [*asked, *reviewers] if name}

    def judge(self, entry):
        """Say what becomes of a line that can be read."""
        mail = entry.line.mail
        entry.invitation = self.invitations.get(mail)
        user, roles = self._member(mail, entry.invitation)
        if _reviews(roles):
            self._is_here(entry, user)
        elif entry.invitation:
            self._was_asked(entry)
        if entry.is_mailed:
            self._tell_of_namesakes(entry)
            self._tell_of_an_alias(entry)
            self._tell_of_roles(entry, roles)

    def _member(self, mail, invitation):
        """(the member of that address or who accepted for it, roles)"""
        accepted = invitation and invitation.user_id
        return self.roles.get(self.users.get(mail) or accepted) or self.roles.get(
            accepted, (None, set())
        )

    def _is_here(self, entry, user):
        entry.act = HERE
        if user.email != entry.line.mail:
            told = _("This is another address of %(name)s, who is here as %(mail)s.")
            entry.notes.append(told % {"name": user, "mail": user.email})

    def _was_asked(self, entry):
        invitation, states = entry.invitation, Invitation.State
        day = date_format(invitation.answered_at or invitation.at, "j F Y")
        told = {
            states.INVITED: (WAITS, _("Was asked on %(day)s. The list sends it again.")),
            states.DECLINED: (AGAIN, _("Has declined on %(day)s, and would be asked anew.")),
            states.REVOKED: (AGAIN, _("Was asked before; that was taken back.")),
            states.ACCEPTED: (AGAIN, _("Had accepted on %(day)s, and has left since.")),
        }
        entry.act, words = told[invitation.state]
        entry.notes.append(words % {"day": day})

    def _tell_of_namesakes(self, entry):
        other = self.names.get(looks(entry.line.name))
        if entry.line.name and other and other != entry.line.mail:
            told = _("Somebody of this name is listed as %(mail)s. Is it the same person?")
            entry.notes.append(told % {"mail": other})

    def _tell_of_an_alias(self, entry):
        """Nobody has confirmed it, so it keeps nobody from being asked."""
        user, _roles = self.roles.get(self.aliases.get(entry.line.mail), (None, set()))
        if user:
            told = _("%(name)s, who is here as %(mail)s, has named this address as well.")
            entry.notes.append(told % {"name": user, "mail": user.email})

    @staticmethod
    def _tell_of_roles(entry, roles):
        if Membership.Role.CHAIR in roles:
            entry.notes.append(_("Is a chair here as well."))


def _reviews(roles):
    return Membership.Role.REVIEWER in roles
