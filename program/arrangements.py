"""Where each contribution is to stand: as it is stored, as proposed, or as typed on the page."""

from django.db import transaction

from program.models import Confirmation, Contribution, Slot
from program.placing import ANYTHING, POSTER, TALK, Item, Opening, propose
from program.presenting import known_as, night_at
from program.problems import problems_of
from program.schedule import give_times, slots_with_contributions
from reviews.models import Decision
from submissions.models import Submission
from workshop.digests import digest_of
from workshop.trail import record, snapshot

FORMS = {Decision.Outcome.ORAL: TALK, Decision.Outcome.POSTER: POSTER}


class NotAsSeen(Exception):
    """Contributions were placed, or came and went, since the page was opened."""


class Arrangement:
    """All contributions of a workshop, each with the slot and the minutes that it would have.

    `rows` are in order; none of them is saved with what is set here. `holding` are the slots that
    they may stand in, `slots` all of the program's.
    """

    def __init__(self, workshop, slots, rows):
        self.workshop, self.slots, self.rows = workshop, slots, rows
        self.holding = [one for one in slots if one.kind in Slot.HOLD_CONTRIBUTIONS]
        self.seen = digest_of([places_of(rows)])

    def of(self, slot):
        return [row for row in self.rows if row.slot_id == slot.pk]

    @property
    def unplaced(self):
        known = {slot.pk for slot in self.holding}
        return [row for row in self.rows if row.slot_id not in known]

    @property
    def is_empty(self):
        return not any(row.slot_id for row in self.rows)

    @property
    def problems(self):
        """As `problems_of`, if it were stored."""
        for slot in self.slots:
            slot.listed = self.of(slot)
            give_times(slot)
        return problems_of(self.slots, on_both=True)

    def night_of(self, row):
        """The time of day where its remote presenter is, if it is night there; "" otherwise."""
        starts = {slot.pk: slot.starts_at for slot in self.holding}
        is_remote = row.answer and row.answer.attendance == Confirmation.Attendance.REMOTE
        at = row.starts_at or starts.get(row.slot_id)
        return night_at(at, row.answer.zone) if is_remote else ""

    def move(self, row, steps):
        """Up or down among those of its slot; nothing beyond the first and the last."""
        own = [one for one in self.rows if one.slot_id == row.slot_id]
        place = own.index(row) + steps
        if 0 <= place < len(own):
            here, there = self.rows.index(row), self.rows.index(own[place])
            self.rows[here], self.rows[there] = self.rows[there], self.rows[here]


def stored_arrangement(workshop, *, seen_by=None):
    """`seen_by`: who is to be proposed an order, which must not tell of what they conflict with."""
    slots, _unplaced = slots_with_contributions(workshop)
    rows = workshop.contributions.select_related("submission__confirmation")
    rows = rows.prefetch_related("submission__authors", "submission__topics")
    order = {slot.pk: number for number, slot in enumerate(slots)}
    free = _free(workshop, seen_by)
    forms, answers = _told_forms(free), _answers(free)
    found = [_ready(row, forms, answers) for row in rows]
    return Arrangement(
        workshop, slots, sorted(found, key=lambda row: order.get(row.slot_id, len(order)))
    )


def _free(workshop, user):
    rows = Submission.objects.filter(workshop=workshop)
    return rows.without_conflict(user) if user else rows.none()


def _answers(free):
    """{number of a submission: its Confirmation, if it is confirmed}"""
    rows = Confirmation.objects.filter(submission__in=free, confirmed_at__isnull=False)
    return {one.submission_id: one for one in rows}


def _told_forms(free):
    """{number of a submission: TALK or POSTER}, as their authors were told."""
    told = Decision.objects.filter(submission__in=free, released__in=FORMS)
    return {pk: FORMS[name] for pk, name in told.values_list("submission", "released")}


def _ready(row, forms, answers):
    row.starts_at, row.presented_as = None, forms.get(row.submission_id, ANYTHING)
    row.answer = answers.get(row.submission_id)
    return row


def places_of(rows):
    """What two chairs must not overwrite unseen: slot, order and minutes of each."""
    return [(row.pk, row.slot_id, row.position, row.minutes) for row in rows]


# --- a proposal ---


def arrange(arrangement):
    """Move all rows to where they would best be."""
    of, minutes = propose(_items(arrangement.rows), _openings(arrangement))
    rows = {row.pk: row for row in arrangement.rows}
    kinds = {slot.pk: slot.kind for slot in arrangement.holding}
    placed = [(rows[key], slot) for slot, keys in of.items() for key in keys]
    for row in arrangement.rows:
        row.slot_id = row.minutes = None
    for row, slot in placed:
        row.slot_id = slot
        row.minutes = minutes if kinds[slot] == Slot.Kind.CONTRIBUTIONS else None
    there = [row for row, _slot in placed]
    arrangement.rows = [*there, *(row for row in arrangement.rows if row not in there)]


def _items(rows):
    return [
        Item(row.pk, topic=topic_of(row), people=known_as(*row.presenter), form=row.presented_as)
        for row in rows
    ]


def topic_of(row):
    """The first of its topics; "" without one."""
    topics = row.submission.topics.all() if row.submission_id else []
    return next((topic.name for topic in topics), "")


def _openings(arrangement):
    held = [slot for slot in arrangement.holding if not slot.is_cancelled]
    return [
        Opening(
            slot.pk,
            slot.starts_at,
            slot.ends_at,
            form=POSTER if slot.kind == Slot.Kind.POSTERS else TALK,
            busy=_busy_during(slot, arrangement.slots),
        )
        for slot in held
    ]


def _busy_during(slot, slots):
    """Speakers of what runs at the same time."""
    if not slot.ends_at:
        return frozenset()
    others = [one for one in slots if one.ends_at and not one.is_cancelled and one.pk != slot.pk]
    at_once = [
        one for one in others if one.starts_at < slot.ends_at and slot.starts_at < one.ends_at
    ]
    return frozenset().union(
        *(known_as(who.name, who.mail) for one in at_once for who in one.people)
    )


# --- storing it ---


@transaction.atomic
def save_arrangement(arrangement, *, seen, by):
    """How many contributions stand elsewhere than before. Raises NotAsSeen.

    `seen` is that of the stored arrangement on which `by` has worked.
    """
    workshop = arrangement.workshop
    list(workshop.slots.select_for_update(of=["self"]).order_by("pk"))
    rows = Contribution.objects.filter(workshop=workshop).select_for_update(of=["self"])
    list(rows.order_by("pk"))
    stored = stored_arrangement(workshop)
    if stored.seen != seen:
        raise NotAsSeen
    wanted = _numbered(arrangement, stored)
    return sum(_place(row, wanted[row.pk], by=by) for row in stored.rows if row.pk in wanted)


def _numbered(arrangement, stored):
    """{pk: (slot, position, minutes)}; where an order stays as it is, so do its numbers."""
    found = {row.pk: (None, row.position, row.minutes) for row in arrangement.unplaced}
    for slot in arrangement.holding:
        own, before = arrangement.of(slot), stored.of(slot)
        is_same = [row.pk for row in own] == [row.pk for row in before]
        for number, row in enumerate(own, 1):
            found[row.pk] = (slot.pk, row.position if is_same else number, row.minutes)
    return found


def _place(row, place, *, by):
    """Whether it moved."""
    if (row.slot_id, row.position, row.minutes) == place:
        return False
    before = snapshot(row)
    row.slot_id, row.position, row.minutes = place
    row.save(update_fields=["slot", "position", "minutes"])
    record(row, by=by, workshop=row.workshop, before=before)
    return True
