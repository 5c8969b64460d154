"""The next edition of a workshop: what all years have in common, and nothing of anybody's."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from program.models import SlotSpeaker
from tests.adminforms import change_page, edit
from tests.factories import (
    DAY,
    MORNING,
    make_contribution,
    make_criterion,
    make_decided,
    make_draft,
    make_key_date,
    make_letter,
    make_material,
    make_member,
    make_message,
    make_news,
    make_review,
    make_room,
    make_section,
    make_slot,
    make_speaker,
    make_submission,
    make_topic,
    make_workshop,
)
from workshop.editions import make_edition, other_editions
from workshop.models import Change, Membership, Message, Reminder, Workshop
from workshop.reminders import set_reminder

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=364)
HANGING = Workshop._meta.related_objects
RELATIONS = {
    one.get_accessor_name(): one
    for one in Workshop._meta.related_objects
    if one.name != "following"
}


@pytest.fixture
def old(cast):
    """A workshop with a row of everything, each secret of which is the word “canary”."""
    workshop = cast.workshop
    Workshop.objects.filter(pk=workshop.pk).update(
        zone="Europe/Paris",
        host="Canary conference",
        submit_url="https://canary.example.org/",
        introduction="What it is about.",
    )
    workshop.refresh_from_db()
    make_what_is_of_all_years(workshop, cast)
    make_what_is_of_people(workshop, cast)
    return workshop


def make_what_is_of_all_years(workshop, cast):
    make_key_date(workshop, at=MORNING - timedelta(days=60), shown_in="aoe", shows_time=True)
    make_key_date(workshop, kind="other", label="Dinner", at=MORNING)
    make_topic(workshop)
    make_criterion(workshop)
    make_section(workshop, shown_from=MORNING, shown_until=MORNING + timedelta(days=1))
    workshop.mail_texts.create(purpose="receipt", subject="Received", body="Dear {name}")
    set_reminder(workshop, "reviews", -3, by=cast.chair)
    workshop.reminders.update(sent_for=MORNING, sent_at=MORNING)
    room, ada = make_room(workshop), make_speaker(workshop, mail="ada@example.org")
    make_slot(workshop, room=room, speakers=[ada], abstract="She explains.")
    make_slot(workshop, kind="break", title="Coffee", starts_at=MORNING + timedelta(hours=1))


def make_what_is_of_people(workshop, cast):
    make_news(workshop, line="Canary line")
    make_material(workshop.slots.first(), label="Canary slides")
    make_slot(workshop, title="Canary that was cancelled", is_cancelled=True)
    make_speaker(workshop, name="Canary who gave nothing")
    make_message(workshop=workshop, subject="Canary mail")
    make_letter(workshop, by=cast.chair, subject="Canary letter")
    make_member(workshop)
    make_draft(workshop, title="Canary draft")
    make_contribution(workshop, title="Canary, listed")
    submission = make_submission(workshop, title="Canary title", abstract="Canary abstract")
    submission.conflicts.create(user=cast.stranger, source="chair", reason="canary")
    make_review(submission, cast.reviewer, for_authors="Canary words", for_chairs="Canary note")
    make_decided(submission)


def next_of(old, by, first_day=DAY + YEAR, **wanted):
    fields = {"name": old.name, "acronym": old.acronym, "first_day": first_day}
    return make_edition(old, Workshop(**fields), by=by, **wanted)


def related(workshop, name):
    """Whatever the relation, the rows on its other side."""
    relation = RELATIONS[name]
    return relation.related_model.objects.filter(**{relation.field.name: workshop})


def rows_of(workshop):
    """{relation: how many rows}, of all that hangs on a workshop."""
    counts = {name: related(workshop, name).count() for name in RELATIONS}
    return {name: count for name, count in counts.items() if count}


def told(workshop):
    """Every value of every row that hangs on it, as text; of its slots, what hangs on them."""
    rows = [row for name in RELATIONS for row in related(workshop, name).values()]
    rows += SlotSpeaker.objects.filter(slot__workshop=workshop).values("speaker__name")
    return repr([*Workshop.objects.filter(pk=workshop.pk).values(), *rows])


COMMON = {
    "key_dates": 2,
    "topics": 1,
    "criteria": 1,
    "sections": 1,
    "mail_texts": 1,
    "reminders": 1,
    "rooms": 1,
    "memberships": 1,
}


def test_it_has_these_rows_and_no_others(old, cast):
    new = next_of(old, cast.chair)

    assert rows_of(new) == COMMON | {"trail": 10}


def test_its_reviewers_read_the_same_guidelines(old, cast):
    old.guidelines, old.reviewers_discuss, old.most_reviews = "Be kind.", False, 4

    new = next_of(old, cast.chair)

    assert (new.guidelines, new.reviewers_discuss, new.most_reviews) == ("Be kind.", False, 4)


@pytest.mark.parametrize("slots", ["", "times", "all"])
def test_nothing_that_is_of_people_or_of_one_year_is_in_it(old, cast, slots):
    mails = Message.objects.count()

    new = next_of(old, cast.chair, slots=slots)

    assert "canary" not in told(new).lower()
    assert "canary" in told(old).lower()
    assert Message.objects.count() == mails


def test_its_dates_keep_their_time_of_day_over_the_change_of_clocks(old, cast):
    """The instant is another: the old one is in summer time, the new one in winter time."""
    new = next_of(old, cast.chair, first_day=date(2030, 12, 5), slots="times")

    moved = timedelta(days=183)
    due, dinner = new.key_dates.order_by("kind")[::-1]
    assert due.local == old.date_of("submission").local + moved
    assert (due.shown_in, due.shows_time) == ("aoe", True)
    assert dinner.local == datetime(2030, 12, 5, 11)
    assert dinner.at == MORNING + moved + timedelta(hours=1)
    section, slot = new.sections.get(), new.slots.first()
    assert section.shown_until - section.shown_from == timedelta(days=1)
    assert slot.starts_at == section.shown_from == dinner.at
    assert new.last_day == date(2030, 12, 5)


def test_it_is_hidden_and_chaired_by_who_made_it_alone(old, cast):
    Workshop.objects.filter(pk=old.pk).update(is_public=True)

    new = next_of(old, cast.chair)

    assert (new.is_public, new.previous) == (False, old)
    [membership] = new.memberships.all()
    assert (membership.user, membership.role) == (cast.chair, Membership.Role.CHAIR)


def test_reminders_begin_anew(old, cast):
    new = next_of(old, cast.chair)

    reminder = new.reminders.get()
    assert (reminder.kind, reminder.days) == ("reviews", -3)
    assert (reminder.sent_for, reminder.sent_at) == (None, None)
    assert reminder.armed_at > Reminder.objects.get(workshop=old).armed_at


def test_slots_come_without_what_was_given_that_year(old, cast):
    new = next_of(old, cast.chair, slots="times")

    rows = [(slot.kind, slot.title, slot.abstract, str(slot.room)) for slot in new.slots.all()]
    assert rows == [("invited", "", "", "Blue room"), ("break", "Coffee", "", "None")]
    assert new.slots.first().room.workshop == new
    assert not new.speakers.exists()


def test_slots_come_with_talks_and_speakers_where_that_is_wanted(old, cast):
    new = next_of(old, cast.chair, slots="all")

    slot = new.slots.get(kind="invited")
    assert (slot.title, slot.abstract) == ("Cold starts", "She explains.")
    [ada] = slot.speakers.all()
    assert (ada.workshop, ada.name, ada.mail) == (new, "Ada Boole", "ada@example.org")
    assert rows_of(new).keys() == COMMON.keys() | {"trail", "slots", "speakers"}


def test_every_row_that_is_made_is_in_the_trail(old, cast):
    new = next_of(old, cast.chair, slots="all")

    rows = rows_of(new)
    made = sum(count for name, count in rows.items() if name != "trail")
    assert rows["trail"] == 1 + made + SlotSpeaker.objects.filter(slot__workshop=new).count()
    assert set(new.trail.values_list("by", "action")) == {(cast.chair.pk, "added")}


def test_the_old_one_is_not_touched(old, cast):
    before = told(old)

    next_of(old, cast.chair, slots="all")

    assert told(old) == before


# --- the page ---


@pytest.fixture
def page(client, cast, old):
    client.force_login(cast.chair)
    return lambda **form: client.post(
        f"/{old.slug}/chair/edition/",
        {"name": "Warm Computing", "first_day": "2031-06-04", "slots": ""} | form,
    )


def test_the_page_leads_to_the_new_edition(client, page, old):
    made = page(slug="warm-again", slots="times")

    new = Workshop.objects.get(slug="warm-again")
    assert made.url == "/warm-again/chair/"
    assert (new.previous, new.first_day, new.slots.count()) == (old, date(2031, 6, 4), 2)
    assert "Nobody sees it until you publish it." in client.get(made.url).content.decode()


def test_without_an_address_one_is_made(page):
    page(acronym="WARM")

    assert Workshop.objects.filter(slug="warm-2031").exists()


def test_pressed_twice_it_is_made_once(page, old):
    assert page().url == page().url
    assert old.following.count() == 1


WRONG = {
    "name": ({"name": ""}, "This field is required."),
    "before": ({"first_day": "2030-06-05"}, "This is not after the edition that it follows."),
    "gone by": ({"first_day": "2001-06-05"}, "This day has gone by."),
    "no day": ({"first_day": "soon"}, "Enter a valid date."),
    "reserved": ({"slug": "admin"}, "is an address of Ossau itself"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_nothing_is_made(page, what):
    form, sentence = WRONG[what]
    count = Workshop.objects.count()

    assert sentence in page(**form).content.decode()
    assert Workshop.objects.count() == count


def test_an_address_that_is_taken_is_refused_in_words(page, old):
    assert "already exists" in page(slug=old.slug).content.decode()


def test_dates_that_have_gone_by_are_told(client, page, old):
    soon = timezone.localdate() + timedelta(days=1)
    Workshop.objects.filter(pk=old.pk).update(first_day=date(2020, 6, 5), last_day=date(2020, 6, 5))
    old.key_dates.update(at=MORNING.replace(year=2020) - timedelta(days=40))

    made = page(first_day=str(soon))

    assert "2 of its dates lie in the past." in client.get(made.url).content.decode()


# --- editions lead to each other ---


def test_public_editions_of_a_series_lead_to_each_other(client):
    first = make_workshop("one", name="Series one", first_day=date(2020, 1, 1))
    second = make_workshop("two", name="Series two", previous=first)
    make_workshop("three", name="Series three", previous=second, is_public=False)
    make_workshop("none", name="Another series")

    named = {slug: names_on(client, slug) for slug in ("one", "two", "none")}

    assert named == {"one": ["two"], "two": ["one"], "none": []}


def names_on(client, slug):
    page = client.get(f"/{slug}/").content.decode()
    _, _, below = page.partition("Earlier and later editions")
    return re.findall(r'<li><a href="/([\w-]+)/">', below)


def test_an_edition_that_is_published_is_on_the_other_pages_at_once(client, cast):
    old = cast.workshop
    new = make_workshop("new", previous=old, is_public=False)
    client.force_login(cast.superuser)
    assert names_on(client, old.slug) == []

    client.post("/new/chair/publish/")
    published = names_on(client, old.slug)
    client.post("/new/chair/publish/", {"hide": "1"})

    assert (published, names_on(client, old.slug)) == (["new"], [])
    assert other_editions(new) == [old]


def test_the_first_page_keeps_within_ten_queries(client, old, cast, django_assert_max_num_queries):
    new = next_of(old, cast.chair)
    Workshop.objects.filter(pk=new.pk).update(is_public=True)

    with django_assert_max_num_queries(10):
        client.get(f"/{old.slug}/")


def test_an_earlier_edition_is_chosen_in_the_admin_of_what_one_may_know(client, cast):
    hidden = make_workshop("hidden", is_public=False)
    known = make_workshop("known")
    client.force_login(cast.chair)

    text = client.get(change_page(cast.workshop)).content.decode()
    edit(client, change_page(cast.workshop), previous=known.pk)

    cast.workshop.refresh_from_db()
    assert cast.workshop.previous == known
    assert str(hidden) not in text
    assert Change.objects.get().fields["previous"] == [None, str(known)]


def test_an_edition_does_not_come_after_itself(client, cast):
    later = make_workshop(previous=cast.workshop)
    client.force_login(cast.chair)

    page = edit(client, change_page(cast.workshop), previous=later.pk)

    assert "That edition comes after this one already." in page.content.decode()


def test_the_next_edition_is_proposed_once_it_is_over(client, cast):
    Workshop.objects.update(first_day=date(2020, 1, 1), last_day=date(2020, 1, 1))
    client.force_login(cast.chair)
    address = f"/{cast.workshop.slug}/chair/"
    assert "Make the next edition" in client.get(address).content.decode()

    make_workshop(previous=cast.workshop)

    assert "Make the next edition" not in client.get(address).content.decode()


# --- people ---


@pytest.fixture
def invite(client, cast, old):
    """The page of the next edition that invites people of the old one, sent by the chair."""
    next_of(old, cast.chair)
    client.force_login(cast.chair)
    return lambda *people: client.post(
        f"/{old.following.get().slug}/chair/people/",
        {"people": [old.memberships.get(user=user).pk for user in people]},
        follow=True,
    )


def test_people_of_the_earlier_edition_are_listed_and_those_ticked_invited(
    client, cast, old, invite
):
    new = old.following.get()
    listed = client.get(f"/{new.slug}/chair/people/").content.decode()

    page = invite(cast.reviewer, cast.publications).content.decode()

    assert cast.reviewer.email in listed
    assert "2 mails are in the outbox." in page
    assert cast.reviewer.email not in page
    roles = set(new.memberships.values_list("user", "role"))
    assert roles == {
        (cast.chair.pk, "chair"),
        (cast.reviewer.pk, "reviewer"),
        (cast.publications.pk, "publications"),
    }
    mailed = Message.objects.filter(workshop=new).values_list("recipient", flat=True)
    assert set(mailed) == {cast.reviewer.email, cast.publications.email}


def test_pressed_twice_nobody_gets_two_mails(cast, old, invite):
    invite(cast.reviewer)
    page = invite(cast.reviewer).content.decode()

    assert "0 mails are in the outbox." in page
    assert Message.objects.filter(purpose="membership").count() == 1


def test_nobody_ticked_is_said(invite):
    assert "Nobody was ticked" in invite().content.decode()


def test_who_chairs_the_new_edition_alone_learns_nobody_of_the_old_one(client, cast, old):
    new = next_of(old, cast.chair)
    other = make_member(new).user
    client.force_login(other)
    address = f"/{new.slug}/chair/people/"

    page = client.get(address).content.decode()
    client.post(address, {"people": [old.memberships.get(user=cast.reviewer).pk]})

    assert cast.reviewer.email not in page
    assert not new.memberships.filter(user=cast.reviewer).exists()


def test_somebody_of_another_workshop_cannot_be_ticked(client, cast, old, invite):
    stray = make_member(role="reviewer")
    new = old.following.get()

    client.post(f"/{new.slug}/chair/people/", {"people": [stray.pk]})

    assert not new.memberships.filter(user=stray.user).exists()


def test_the_chair_who_is_alone_in_it_is_reminded_of_them(client, cast, old, invite):
    address = f"/{old.following.get().slug}/chair/"
    assert "Invite people of the earlier edition" in client.get(address).content.decode()

    invite(cast.reviewer)

    assert "Invite people of the earlier edition" not in client.get(address).content.decode()
