"""Reminding reviewers from the board: a letter as chairs write them, seen before it is sent."""

from reviews.groups import GROUPS
from reviews.progress.counting import is_late
from workshop.letters import leave_out, save_draft
from workshop.mailtexts import text_of
from workshop.models import Letter
from workshop.recipients import people_of


class NobodyToRemind(Exception):
    """None of them has a review to do that the chair may know of."""


def draft_reminder(workshop, mails, *, by, key):
    """A draft to those of these addresses who have reviews to do, or to all of them for None.

    In the words of the workshop's own reminder. Its `key` is of the page it was asked for on.
    Raises NobodyToRemind, and NotADraft where that page has sent one.
    """
    group = "reviewers_late" if is_late(workshop) else "reviewers_open"
    there = {one.mail.lower() for one in people_of(GROUPS[group], workshop, seen_by=by)}
    wanted = there if mails is None else there & {mail.lower() for mail in mails}
    if not wanted:
        raise NobodyToRemind
    letter = _begun(workshop, by, key) or _anew(workshop, group, by, key)
    leave_out(letter, there - wanted)
    return letter


def _begun(workshop, by, key):
    """What the page was asked for before: its text may have been edited since."""
    return workshop.letters.filter(by=by, key=key, state=Letter.State.DRAFT).first()


def _anew(workshop, group, by, key):
    subject, body = text_of(workshop, "reminder_reviews")
    texts = {"group": group, "topic": None, "subject": subject, "body": body}
    beside = {"key": key, "window": None, "about": "", "due_at": None}
    return save_draft(workshop, texts | beside, by=by)
