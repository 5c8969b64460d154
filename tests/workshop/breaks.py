"""Rows that break each invariant of `workshop`, put there past what guards it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from tests.factories import (
    make_job,
    make_letter,
    make_member,
    make_message,
    make_user,
    make_workshop,
)
from workshop.models import ActionLink, Closing, Unsealing
from workshop.sealing import drop


def without_a_chair():
    make_workshop()


def at_a_reserved_address():
    make_member(make_workshop(slug="admin"))


def done_untried():
    make_job(state="done", finished_at=timezone.now())


def failed_without_a_word():
    make_job(state="failed", tries=1, finished_at=timezone.now())


def finished_tomorrow():
    make_job(state="cancelled", finished_at=timezone.now() + timedelta(days=1))


def code_in_the_text():
    make_message(secret="WXYZ", body="It is WXYZ.")


def link_used_late():
    now = timezone.now()
    ActionLink.objects.create(
        purpose="membership",
        user=make_user(),
        object_id="1",
        digest="d",
        expires_at=now,
        used_at=now + timedelta(1),
    )


def seal_broken():
    drop(connection, ["workshop_change"])


def unsealed_for_good():
    Unsealing.objects.create(why="to leave it open")


def erased_with_a_role():
    make_member().workshop.memberships.create(
        user=make_user("7f3k9@erased.invalid"), role="reviewer"
    )


def another_address_than_the_primary():
    user = make_member().user
    EmailAddress.objects.create(user=user, email="other@example.org", primary=True)


def mail_of_another_workshop():
    member = make_member()
    letter = make_letter(member.workshop, by=member.user)
    make_message(workshop=make_member().workshop, letter=letter)


def removed_untold():
    Closing.objects.create(workshop=make_member().workshop, removed_at=timezone.now())


def app_in_the_open():
    Authenticator.objects.create(user=make_user(), type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})


BREAKS = {
    "what second factors are made of is encrypted": app_in_the_open,
    "an account is known by its primary address": another_address_than_the_primary,
    "a letter's mails are of its workshop": mail_of_another_workshop,
    "people are told in time of what is removed": removed_untold,
    "history is sealed by triggers": seal_broken,
    "history was sealed again by whoever opened it": unsealed_for_good,
    "who was erased is nobody": erased_with_a_role,
    "a workshop has a chair": without_a_chair,
    "no workshop stands at an address of Ossau's own": at_a_reserved_address,
    "what is done was tried": done_untried,
    "what failed says why": failed_without_a_word,
    "a code or token stands in no text of the outbox": code_in_the_text,
    "a link is used before it expires or is revoked": link_used_late,
    "nothing was finished in the future": finished_tomorrow,
}
