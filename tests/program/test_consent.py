"""A name or photo that is withdrawn is on no public page, in no feed and under no address."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_file,
    make_participant,
    make_portrait,
    make_slot,
    make_speaker,
    make_user,
    make_workshop,
)
from workshop.links import make_link
from workshop.models import Change

pytestmark = pytest.mark.django_db
NAME, SLUG = "Ada Canary", "ada-canary"


@pytest.fixture
def workshop():
    return make_workshop()


@pytest.fixture
def ada(workshop):
    about = {"affiliation": "Canary Institute", "biography": "Canary was born."}
    speaker = make_speaker(workshop, NAME, mail="ada@example.org", **about)
    make_portrait(speaker)
    make_slot(workshop, speakers=[speaker])
    return speaker


@pytest.fixture
def user():
    return make_user("ada@example.org")


def addresses_of(workshop):
    """Everything public that could name a speaker."""
    slug = [workshop.slug]
    plain = ["landing", "program", "program_calendar", "participants", "call", "card"]
    slot = workshop.slots.get()
    speaker = workshop.speakers.get()
    own = [slot.get_absolute_url(), speaker.get_absolute_url()]
    own += [reverse("slot_calendar", args=[*slug, slot.code])]
    own += [reverse("speaker_calendar", args=[*slug, speaker.slug])]
    return [*(reverse(name, args=slug) for name in plain), *own, "/", "/sitemap.xml"]


def everything(client, workshop):
    answers = [client.get(address) for address in addresses_of(workshop)]
    return " ".join(
        f"{answer.headers} {answer.getvalue().decode(errors='replace')}" for answer in answers
    )


def withdraw(client, user, name, row):
    client.force_login(user)
    answer = client.post(reverse("my_data"), {"withdraw": f"{name}:{row.pk}"})
    client.logout()
    return answer


def test_until_they_say_no_a_speaker_is_shown_as_announced(client, workshop, ada):
    text = everything(client, workshop)

    assert NAME in text
    assert SLUG in text
    assert "Canary Institute" in text
    assert ada.picture in text


def test_a_withdrawn_name_is_nowhere_at_once(client, workshop, ada, user):
    assert NAME in everything(client, workshop)  # which is stored by now

    withdraw(client, user, "speaker_name", ada)
    text = everything(client, workshop)

    assert "canary" not in text.lower()
    assert "Speaker" in text
    assert client.get(reverse("speaker", args=[workshop.slug, SLUG])).status_code == 404


def test_a_withdrawn_photo_is_nowhere_at_once(client, workshop, ada, user):
    address = reverse("picture", args=[workshop.slug, ada.picture, 96])
    assert client.get(address).status_code == 200
    everything(client, workshop)

    withdraw(client, user, "speaker_photo", ada)

    assert client.get(address).status_code == 404
    text = everything(client, workshop)
    assert ada.picture not in text
    assert NAME in text


def test_what_they_said_is_dated_and_in_the_trail(client, workshop, ada, user):
    withdraw(client, user, "speaker_photo", ada)

    ada.refresh_from_db()
    assert ada.said_at
    line = Change.objects.filter(model="program.speaker", object_id=str(ada.pk)).first()
    assert line.fields["shows_photo"] == ["not said yet", "no"]


def test_a_speaker_s_link_withdraws_and_gives_it_again(client, workshop, ada):
    _link, token = make_link("speaker", object_id=ada.pk, mail=ada.mail, workshop=workshop)
    address = reverse("speaker_by_link", args=[token])

    def say(answer):
        page = client.get(address).context["page"]
        form = page.about
        sent = {f"about-{name}": form.initial.get(name) or "" for name in form.fields}
        client.post(address, sent | {"about-shows_name": answer})

    say("False")
    assert "canary" not in everything(client, workshop).lower()
    say("True")
    assert NAME in everything(client, workshop)
    assert workshop.speakers.get().slug == SLUG


def test_a_file_of_theirs_is_not_named_after_them(workshop, ada):
    file = make_file(workshop.slots.get())
    file.slot, file.speaker = None, ada
    file.save()
    ada.shows_name = False
    ada.save()

    assert "canary" not in file.file_name


def test_a_participant_agrees_and_withdraws_with_a_date(client, workshop, ada, user):
    workshop.participants_shown = "open"
    workshop.save()
    client.force_login(user)
    told = {"name": "Bob Canary", "affiliation": "", "interests": "", "save": "1"}
    client.post(reverse("participate", args=[workshop.slug]), told | {"is_listed": "on"})
    own = workshop.participants.get()

    assert own.listed_at
    assert "Bob Canary" in everything(client, workshop)
    page = client.get(reverse("my_data")).content.decode()
    assert "you agreed on" in page
    withdraw(client, user, "participant", own)

    own.refresh_from_db()
    assert (own.is_listed, own.listed_at) == (False, None)
    assert "Bob Canary" not in everything(client, workshop)


def test_nobody_withdraws_for_another(client, workshop, ada):
    other = make_participant(workshop, is_listed=True)

    withdraw(client, make_user(), "speaker_name", ada)
    withdraw(client, make_user(), "participant", other)
    withdraw(client, make_user(), "nonsense", other)
    client.force_login(make_user())
    client.post(reverse("my_data"), {"withdraw": "participant:" + "9" * 40})

    ada.refresh_from_db()
    other.refresh_from_db()
    assert ada.shows_name is None
    assert other.is_listed
