"""Reminding and thanking from the closing page: letters as chairs write them, seen before."""

import uuid

from django.utils.translation import gettext_lazy as _

from workshop.letters import begin_letter, draft_of
from workshop.models import Letter
from workshop.recipients import groups, people_of

THANKS = {
    "reviewers": ("reviewers_thanked", "thanks_reviewers", _("Thank the reviewers")),
    "speakers": ("speakers", "thanks_speakers", _("Thank the speakers")),
    "authors": ("authors_accepted", "thanks_authors", _("Thank the authors")),
}


class NobodyToWriteTo(Exception):
    """The group is empty, as far as the chair may know."""


class ThankedAlready(Exception):
    """Its argument is the letter that was sent."""


def ask_for_slides(workshop, *, by, key):
    """A draft to the authors whose contributions show nothing. `key` is of the opened page."""
    return _draft(workshop, "contributions_bare", "missing_slides", by, key)


def thank(workshop, whom, *, by):
    """A draft of thanks, begun once by each chair and sent once by any."""
    if sent := thanked(workshop).get(whom):
        raise ThankedAlready(sent)
    group, purpose, _label = THANKS[whom]
    return _draft(workshop, group, purpose, by, _key(workshop, whom, by.pk))


def thanked(workshop):
    """{whom: the letter that thanked them}"""
    chairs = [None, *workshop.letters.values_list("by", flat=True).distinct()]
    keys = {_key(workshop, whom, chair): whom for whom in THANKS for chair in chairs}
    sent = workshop.letters.filter(key__in=keys).exclude(state=Letter.State.DRAFT)
    return {keys[letter.key]: letter for letter in sent}


def _key(workshop, whom, chair):
    return uuid.uuid5(uuid.NAMESPACE_OID, f"thanks:{workshop.pk}:{whom}:{chair}")


def _draft(workshop, group, purpose, by, key):
    """Raises NotADraft where the page has sent one."""
    begun = draft_of(workshop, by=by, key=key)
    if not begun and not people_of(groups()[group], workshop, seen_by=by):
        raise NobodyToWriteTo
    return begun or begin_letter(workshop, group, purpose, by=by, key=key)
