"""The next edition of a workshop: what every year has in common is copied, its dates moved along.

An app that has something to copy has a module `editions` with a function `copy`. What belongs to
people (roles, submissions, reviews, conflicts, mails, the trail) is copied by none.
"""

from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo

from django.db import transaction

from workshop.discovery import found
from workshop.models import KeyDate, MailText, Membership, Reminder, Topic, User, Workshop
from workshop.services import add_membership, free_slug, make_first_chair
from workshop.trail import name_of_page, record

# Beside what is asked. Host, place, committee and addresses of other sites are of one year.
SETTINGS = (
    *("zone", "summary", "introduction", "organisers", "contact", "blind_mode", "accent"),
    *("participants_shown", "approves_materials", "page_limit", "reference_pages", "paper"),
    *("most_megabytes", "abstract_words", "most_drafts", "reviews_wanted"),
    *("needs_topic", "needs_affiliation", "needs_orcid"),
    *("guidelines", "most_reviews", "reviewers_discuss"),
    *("asks_parallel", "asks_registration", "asks_posting", "needs_second_factor"),
)


@dataclass(frozen=True)
class Move:
    """By whole days: the time of day stays as it reads in its zone."""

    days: timedelta

    def __call__(self, at, tz: tzinfo):
        if at is None:
            return None
        local = at.astimezone(tz).replace(tzinfo=None) + self.days
        return local.replace(tzinfo=tz).astimezone(UTC)


@transaction.atomic
def make_edition(old, new, *, by, **wanted):
    """Save `new`, hidden, with a copy of what `old` has in common with it; `by` chairs it.

    The caller has checked its name, address and first day. Pressed twice, it is made once.
    """
    User.objects.select_for_update().get(pk=by.pk)
    if made := old.following.filter(name=new.name, first_day=new.first_day).first():
        return made
    move = Move(new.first_day - old.first_day)
    new.previous, new.last_day, new.is_public = old, old.last_day + move.days, False
    for name in SETTINGS:
        setattr(new, name, getattr(old, name))
    new.slug = new.slug or free_slug(new)
    new.save()
    record(new, by=by, workshop=new)
    make_first_chair(new, by=by)
    for copy_part in found("editions", "copy"):
        copy_part(old, new, move, by=by, **wanted)
    return new


def copy(old, new, move, *, by, **_wanted):
    """Key dates, topics, the texts of mails, reminders."""
    page = name_of_page(new)
    for date in old.key_dates.select_related("workshop"):
        at = move(date.at, date.tz)
        add_copy(KeyDate, date, new, ["kind", "label", "shown_in", "shows_time"], by, page, at=at)
    for topic in old.topics.all():
        add_copy(Topic, topic, new, ["name", "position"], by, page)
    for text in old.mail_texts.all():
        add_copy(MailText, text, new, ["purpose", "subject", "body"], by)
    for reminder in old.reminders.all():
        add_copy(Reminder, reminder, new, ["kind", "days", "is_stopped"], by)


def add_copy(model, row, workshop, fields, by, page="", **more):
    """A row like this one in another workshop, with its line in the trail: these fields alone."""
    values = {name: getattr(row, name) for name in fields}
    made = model.objects.create(workshop=workshop, **values | more)
    record(made, by=by, workshop=workshop, page=page)
    return made


# --- editions of one series ---


def series_of(slug, rows):
    """Those of `rows` that belong together with that one, by whatever number of links.

    A row has `slug`, `pk` and `previous_id`.
    """
    by_number = {row.pk: row for row in rows}
    group = {row.pk: {row.pk} for row in rows}
    for row in rows:
        if row.previous_id in by_number:
            together = group[row.pk] | group[row.previous_id]
            group |= dict.fromkeys(together, together)
    own = next((row.pk for row in rows if row.slug == slug), None)
    return [by_number[pk] for pk in sorted(group.get(own, ()))]


def linked_editions(slug):
    """The rows to be asked: that workshop and all that have an edition before or after them."""
    return list(Workshop.objects.linked(slug))


def other_editions(workshop):
    """The public ones of its series, the latest first."""
    series = series_of(workshop.slug, linked_editions(workshop.slug))
    others = [one for one in series if one.is_public and one != workshop]
    return sorted(others, key=lambda one: one.first_day, reverse=True)


def people_before(workshop, *, seen_by):
    """The memberships of its earlier edition, if `seen_by` chairs that as well; [] if not."""
    if not Workshop.objects.chaired_by(seen_by).filter(following=workshop.pk).exists():
        return Membership.objects.none()
    rows = Membership.objects.filter(workshop__following=workshop.pk, user__is_active=True)
    return rows.exclude(user=seen_by).select_related("user")


def invitable(workshop, *, seen_by):
    """Those of them who do not have that role in it yet."""
    here = set(workshop.memberships.values_list("user", "role"))
    rows = people_before(workshop, seen_by=seen_by)
    return [row for row in rows if (row.user_id, row.role) not in here]


@transaction.atomic
def invite_again(workshop, memberships, *, by):
    """Give these people the role they had, each told by mail; how many are new."""
    here = set(workshop.memberships.values_list("user", "role"))
    fresh = [one for one in memberships if (one.user_id, one.role) not in here]
    for one in fresh:
        add_membership(workshop, mail=one.user.email, role=one.role, by=by)
    return len(fresh)
