"""The participants' corner: who takes part, what they share, and who may see it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from program.chair_page import approving
from program.models import Material, Participant
from program.models.participants import MOST_SHARED
from tests.factories import make_file, make_member, make_participant, make_user, make_workshop
from tests.pdfs import paper
from workshop.models import Change, Workshop

pytestmark = pytest.mark.django_db
FORM = {"name": "Ines Duval", "affiliation": "Pau", "interests": "Meters", "is_listed": "on"}
LINK = {"kind": "poster", "url": "https://example.org/poster.pdf", "label": "", "share": "1"}


@pytest.fixture
def workshop():
    return make_workshop(participants_shown="open")


@pytest.fixture
def person(client):
    user = make_user("ines@example.org")
    client.force_login(user)
    return user


def own(workshop):
    return reverse("participate", args=[workshop.slug])


def public(client, workshop):
    return client.get(reverse("participants", args=[workshop.slug])).content.decode()


def share(client, workshop, **more):
    return client.post(own(workshop), LINK | more, follow=True)


def opened(client, address):
    """Whether the file of that address is given out."""
    return client.get(address).getvalue() == paper()


def test_one_registers_by_signing_in_and_a_few_fields(client, workshop):
    assert own(workshop) in public(client, workshop)
    answer = client.get(own(workshop))
    assert answer.status_code == 302
    assert "/accounts/login/code/" in answer.url


def test_who_agrees_is_listed_at_once_without_the_mail_address(client, workshop, person):
    page = client.post(own(workshop), FORM | {"save": "1"}, follow=True).content.decode()

    assert "You take part. Welcome!" in page
    html = public(client, workshop)
    for word in ("Ines Duval", "Pau", "Meters"):
        assert word in html
    assert person.email not in html


def test_without_consent_nothing_of_a_person_is_public(client, workshop, person):
    form = {name: text for name, text in FORM.items() if name != "is_listed"}
    client.post(own(workshop), form | {"save": "1"})
    share(client, workshop)
    Material.objects.update(is_approved=True)

    assert "Ines" not in public(client, workshop)
    assert "poster.pdf" not in public(client, workshop)


def test_a_second_press_is_the_same_participant_with_the_last_words(client, workshop, person):
    for name in ("Ines", "Ines Duval"):
        client.post(own(workshop), FORM | {"name": name, "save": "1"})

    assert Participant.objects.get().name == "Ines Duval"
    assert Change.objects.filter(model="program.participant").count() == 2


def test_what_is_shared_waits_for_approval_and_is_then_shown_with_kind_and_host(
    client, workshop, person
):
    make_participant(workshop, person)
    page = share(client, workshop).content.decode()
    assert "waits for approval" in page
    assert "poster.pdf" not in public(client, workshop)

    chair = make_member(workshop).user
    client.force_login(chair)
    board = reverse("chair_participants", args=[workshop.slug])
    assert (
        "Approve or remove" in client.get(reverse("chair", args=[workshop.slug])).content.decode()
    )
    client.post(board, {"approve": Material.objects.get().code})

    html = public(client, workshop)
    assert 'href="https://example.org/poster.pdf"' in html
    assert "Poster <small>example.org</small>" in html


def test_where_nothing_waits_it_is_shown_at_once(client, workshop, person):
    Workshop.objects.update(approves_materials=False)
    make_participant(workshop, person)

    share(client, workshop)

    assert "poster.pdf" in public(client, workshop)


def test_a_file_is_checked_by_its_content_and_opened_by_who_shared_it(client, workshop, person):
    make_participant(workshop, person)
    bad = SimpleUploadedFile("poster.pdf", b"no pdf at all")
    page = share(client, workshop, url="", file=bad).content.decode()
    assert "Export it as PDF" in page
    good = SimpleUploadedFile("poster.pdf", paper())
    share(client, workshop, url="", file=good)

    [material] = Material.objects.all()
    opened = client.get(material.get_absolute_url())
    assert (opened.status_code, opened.getvalue()) == (200, paper())
    client.force_login(make_user())
    assert client.get(material.get_absolute_url()).status_code == 404


def test_a_mistake_in_an_address_is_named_and_kept(client, workshop, person):
    make_participant(workshop, person)

    page = share(client, workshop, url="https://https://example.org/a").content.decode()

    assert "https://https://example.org/a" in page
    assert not Material.objects.exists()


def test_a_label_turns_no_direction_of_reading(client, workshop, person):
    """Or the host of the link beside it would be read backwards."""
    make_participant(workshop, person)

    share(client, workshop, label="Poster\u202e")

    assert Material.objects.get().label == "Poster"


def test_what_is_sent_twice_is_shared_once(client, workshop, person):
    make_participant(workshop, person)

    share(client, workshop)
    share(client, workshop)

    assert Material.objects.count() == 1
    assert Change.objects.filter(model="program.material").count() == 1


def test_of_many_things_ten_are_taken(client, workshop, person):
    make_participant(workshop, person)
    for number in range(MOST_SHARED):
        share(client, workshop, url=f"https://example.org/{number}")

    assert "You share ten things already." in share(client, workshop).content.decode()
    assert Material.objects.count() == MOST_SHARED


def test_another_persons_material_is_not_ones_to_take_away(client, workshop, person):
    make_participant(workshop, person)
    other = make_file(None, participant=make_participant(workshop))

    assert client.post(own(workshop), {"remove": other.code}).status_code == 404
    assert Material.objects.exists()


def test_leaving_wants_a_tick_and_takes_all_along(client, workshop, person):
    make_participant(workshop, person)
    share(client, workshop)
    client.post(own(workshop), {"leave": "1"})
    assert Participant.objects.exists()

    client.post(own(workshop), {"leave": "1", "sure": "1"})

    assert not Participant.objects.exists()
    assert not Material.objects.exists()


@pytest.mark.parametrize(
    "how",
    [
        {"participants_shown": "closed"},
        {"register_url": "https://elsewhere.example.org/"},
        {"first_day": date(2021, 6, 5), "last_day": date(2021, 6, 5)},
    ],
)
def test_where_registration_is_closed_the_list_stays_and_nobody_is_added(
    client, workshop, person, how
):
    make_participant(workshop, name="Ada")
    Workshop.objects.update(**how)

    assert "Ada" in public(client, workshop)
    assert "Nobody can register now." in client.get(own(workshop)).content.decode()
    client.post(own(workshop), FORM | {"save": "1"})
    assert Participant.objects.count() == 1


def test_a_hidden_corner_is_nowhere(client, workshop, person):
    make_participant(workshop, person)
    Workshop.objects.update(participants_shown="hidden")

    for name in ("participants", "participate"):
        assert client.get(reverse(name, args=[workshop.slug])).status_code == 404
    assert "participants/" not in client.get(f"/{workshop.slug}/").content.decode()


def test_what_was_shared_in_a_corner_that_is_hidden_opens_for_its_owner_alone(client, workshop):
    row = make_participant(workshop)
    address = make_file(None, participant=row).get_absolute_url()
    assert opened(client, address)
    Workshop.objects.update(participants_shown="hidden")

    assert not opened(client, address)
    client.force_login(row.user)
    assert opened(client, address)


def test_a_list_of_many_takes_the_same_queries(client, workshop, django_assert_num_queries):
    for number in range(4):
        share_of = make_participant(workshop, name=f"P{number}")
        Material.objects.create(participant=share_of, url="https://a.example.org/")

    with django_assert_num_queries(5):
        html = public(client, workshop)

    assert html.count("a.example.org") == 8


def test_what_waits_is_asked_for_at_once(workshop, django_assert_num_queries):
    for number in range(3):
        one = make_participant(workshop, name=f"P{number}")
        Material.objects.create(participant=one, url="https://a.example.org/", is_approved=False)

    with django_assert_num_queries(1):
        [step] = approving(workshop)

    assert step.text == "Approve or remove what was added to “Participants”"
    assert step.address == reverse("chair_participants", args=[workshop.slug])


def test_my_page_leads_there(client, workshop, person):
    make_participant(workshop, person)

    assert own(workshop) in client.get("/me/").content.decode()


def test_who_edits_no_program_approves_nothing(client, workshop, person):
    material = Material.objects.create(
        participant=make_participant(workshop, person),
        url="https://a.example.org/",
        is_approved=False,
    )
    board = reverse("chair_participants", args=[workshop.slug])

    assert client.post(board, {"approve": material.code}).status_code == 404
    material.refresh_from_db()
    assert not material.is_approved
