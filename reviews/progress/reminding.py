"""Reminding reviewers from the board: a letter as chairs write them, seen before it is sent."""

from reviews.groups import GROUPS
from reviews.progress.counting import is_late
from workshop.letters import begin_letter, leave_out
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
    letter = begin_letter(workshop, group, "reminder_reviews", by=by, key=key)
    leave_out(letter, there - wanted)
    return letter
