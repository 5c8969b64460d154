"""The chair's page of speakers: who misses what, and one press that asks them for it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.adminforms import queries_for
from tests.factories import make_material, make_slot, make_speaker
from tests.program.test_pages import words
from workshop.models import ActionLink, Change, Membership, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


@pytest.fixture
def path(cast):
    return f"/{cast.workshop.slug}/chair/speakers/"


@pytest.fixture
def ada(cast):
    return make_speaker(
        cast.workshop, mail="Ada@example.org", biography="She computes.", picture="a" * 32
    )


def complete(workshop, **fields):
    """A speaker of whom nothing is missing."""
    known = {
        "picture": "b" * 32,
        "biography": "They compute.",
        "consents_to_recording": False,
        "name": "Bob",
    }
    speaker = make_speaker(workshop, **known | {"mail": "bob@example.org"} | fields)
    make_material(make_slot(workshop, speakers=[speaker], abstract="Why?"))
    return speaker


def row_of(client, path, name):
    html = client.get(path).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html, re.S)
    return words("<main>" + next(row for row in rows if name in row) + "</main>")


def ask_all(client, path):
    seen = client.get(path).context["seen"]
    return client.post(path, {"all": seen}, follow=True).content.decode()


def days_pass():
    ActionLink.objects.update(created_at=timezone.now() - timedelta(days=1, minutes=1))


def test_the_program_leads_to_the_page_which_says_when_there_is_no_speaker(client, cast, path):
    text = client.get(path).content.decode()

    program = client.get(reverse("run", args=[cast.workshop.slug])).content.decode()
    assert f'href="{path}">Speakers</a>' in program
    assert "There is no speaker yet." in text
    assert "for what is missing" not in text


def test_what_is_missing_of_each_is_named(client, cast, path):
    make_slot(cast.workshop, title="", speakers=[make_speaker(cast.workshop)])
    make_speaker(cast.workshop, name="Cy")
    complete(cast.workshop)

    missing = "mail address biography portrait title abstract slides consent to recording"
    assert row_of(client, path, "Ada Boole").startswith(f"Ada Boole {missing} not invited")
    assert "Cy mail address slot biography portrait consent" in row_of(client, path, "Cy")
    assert row_of(client, path, "Bob").startswith("Bob nothing not invited Invite")


def test_breaks_and_cancelled_slots_miss_nothing(client, cast, path):
    bob = complete(cast.workshop)
    make_slot(cast.workshop, kind="break", title="", speakers=[bob])
    make_slot(cast.workshop, is_cancelled=True, speakers=[bob])

    assert row_of(client, path, "Bob").startswith("Bob nothing")


def test_each_mail_is_seen_before_it_is_sent(client, ada, path):
    page = client.get(path).content.decode()

    assert "Ask 1 speaker for what is missing" in page
    assert "Still missing: consent to recording." in page
    assert not Message.objects.filter(purpose="speaker").exists()


def test_one_press_asks_all_who_miss_something_once(client, cast, ada, path):
    complete(cast.workshop)
    make_speaker(cast.workshop, name="Without address")

    first, second = ask_all(client, path), ask_all(client, path)

    assert "1 mail is queued." in first
    assert "Nobody is left to be asked now." in second
    message = Message.objects.get(purpose="speaker")
    assert (message.recipient, message.by) == ("ada@example.org", cast.chair)


def test_whom_it_asks_is_what_was_seen(client, ada, path):
    seen = client.get(path).context["seen"]
    make_speaker(ada.workshop, name="Cy", mail="cy@example.org")

    text = client.post(path, {"all": seen}, follow=True).content.decode()

    assert "Look once more." in text
    assert not Message.objects.filter(purpose="speaker").exists()


def test_a_day_later_she_is_reminded(client, ada, path):
    ask_all(client, path)
    same_day = row_of(client, path, "Ada")
    days_pass()

    later = row_of(client, path, "Ada")
    ask_all(client, path)

    assert "Remind" not in same_day
    assert "Remind" in later
    assert Message.objects.filter(purpose="speaker").count() == 2


def test_each_row_invites_and_not_twice_a_day(client, cast, path):
    bob = complete(cast.workshop)

    first = client.post(path, {"invite": bob.pk}, follow=True).content.decode()
    second = client.post(path, {"invite": bob.pk}, follow=True).content.decode()

    assert "1 mail is queued." in first
    assert "was mailed within a day" in second
    assert Message.objects.filter(purpose="speaker").count() == 1


def test_the_row_says_whether_the_link_was_opened(client, ada, path):
    client.post(path, {"invite": ada.pk})
    mailed = row_of(client, path, "Ada")
    ActionLink.objects.update(opened_at=timezone.now())

    assert "opened" not in mailed
    assert "opened" in row_of(client, path, "Ada")


def test_ending_a_link_is_one_press_and_in_the_trail(client, cast, ada, path):
    client.post(path, {"invite": ada.pk})

    client.post(path, {"end": ada.pk})

    assert not ActionLink.objects.open().exists()
    assert "closed" in row_of(client, path, "Ada")
    lines = Change.objects.filter(model="program.speaker", by=cast.chair).order_by("pk")
    assert [line.fields for line in lines] == [
        {"link": ["", "ada@example.org"]},
        {"link": ["ada@example.org", ""]},
    ]


@pytest.mark.parametrize("act", ["invite", "end"])
def test_a_speaker_of_another_workshop_is_not_there(client, cast, path, act):
    other = make_speaker(cast.other_chair.memberships.get().workshop, mail="x@example.org")

    for number in (other.pk, "9" * 30, "x"):
        client.post(path, {act: number})

    assert not Message.objects.filter(purpose="speaker").exists()


def test_speakers_take_the_same_few_queries_however_many(client, cast, ada, path):
    make_slot(cast.workshop, speakers=[ada])
    few = queries_for(client, path)
    for number in range(3):
        complete(cast.workshop, name=f"Bob {number}")

    assert queries_for(client, path) == few


def test_the_step_of_a_chair_leads_here(client, ada, path):
    page = client.get(f"/{ada.workshop.slug}/chair/").content.decode()

    assert f'<a href="{path}">Ask 1 speaker for what is missing</a>' in page


def test_who_edits_the_program_mails_links_from_the_admin(client, cast, ada):
    client.force_login(cast.publications)
    assert cast.publications.memberships.get().role == Membership.Role.PUBLICATIONS

    told = client.post(
        reverse("admin:program_speaker_changelist"),
        {"action": "invite", "_selected_action": [ada.pk]},
        follow=True,
    )

    assert "1 speaker is mailed." in told.content.decode()
    assert Message.objects.get(purpose="speaker").recipient == "ada@example.org"
