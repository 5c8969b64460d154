import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client

from tests.factories import make_user, make_workshop
from tests.signing_in import show_anew
from workshop.models import Change, Message

pytestmark = pytest.mark.django_db
GOOD = "a kettle on the blue roof"
SET, CHANGE = "/accounts/password/set/", "/accounts/password/change/"
SECURITY = "/accounts/security/"


def person(client, **fields):
    user = make_user("ada.boole@example.org", **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    return user


def choose(client, password):
    """Whether it was taken of who has shown anew that it is them, and what was answered."""
    show_anew(client)
    answer = client.post(SET, {"password1": password, "password2": password})
    return get_user(client).has_usable_password(), answer.content.decode()


@pytest.mark.parametrize(
    "password", [GOOD, "483920174659201", "ünïcödé wörds ok", "!?%&/()=#+*~<>|"]
)
def test_a_password_of_15_characters_of_any_kind_is_taken(client, password):
    person(client)

    assert choose(client, password)[0]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("a kettle on tw", "at least 15 characters"),
        ("9123456789123456789", "can be guessed"),
        ("aaaaaaaaaaaaaaaaaaa", "can be guessed"),
        ("ada.boole@example.org1", "too similar"),
        ("Ossau-Workshop-2030!", "can be guessed"),
        ("WarmComputing2030", "can be guessed"),
        ("AdaBooleAdaBoole1", "can be guessed"),
    ],
)
def test_a_password_that_is_short_or_guessable_is_refused_in_words(client, password, why):
    make_workshop(name="Warm Computing", is_public=True)
    person(client)

    is_taken, text = choose(client, password)

    assert not is_taken
    assert why in text


def test_a_short_password_is_told_that_it_is_short_and_nothing_else(client):
    person(client)

    is_taken, text = choose(client, "Ossau")

    assert not is_taken
    assert "at least 15 characters" in text
    assert "little more than" not in text


def test_a_wrong_password_is_told_in_words_that_help(client):
    text = client.post("/accounts/login/", {"login": "a@example.org", "password": GOOD})

    assert "have a code sent instead" in text.content.decode()


def test_the_name_of_a_hidden_workshop_is_told_to_nobody_by_a_refusal(client):
    make_workshop(name="Quiet Velvet Otters", is_public=False)
    person(client)

    assert choose(client, "Quiet Velvet Otters")[0]


def test_the_page_tells_the_rule_in_one_sentence(client):
    person(client)

    text = client.get(SET).content.decode()

    assert text.count("15 characters") == 1
    assert "entirely numeric" not in text


def test_who_keeps_a_password_removes_it_and_stays_signed_in_here_alone(client):
    user = person(client, password=GOOD)
    elsewhere = Client()
    elsewhere.force_login(user)

    asked = client.post("/accounts/password/remove/")
    assert get_user(client).has_usable_password()
    assert client.post(asked.url, {"password": GOOD}).url == SECURITY

    assert not get_user(client).has_usable_password()
    assert not get_user(elsewhere).is_authenticated
    assert Change.objects.get().fields == {"password": ["kept", "removed"]}
    assert "has no password any more" in Message.objects.get(purpose="account").subject


def test_after_a_change_one_is_back_where_all_ways_in_are_told(client):
    person(client)
    show_anew(client)

    answer = client.post(SET, {"password1": GOOD, "password2": GOOD}, follow=True)
    assert answer.redirect_chain == [(SECURITY, 302)]
    assert "You keep a password." in answer.content.decode()


def test_nothing_is_removed_where_there_is_no_password(client):
    person(client)

    assert client.post("/accounts/password/remove/").url == SECURITY
    assert not Change.objects.exists()
    assert not Message.objects.exists()


def test_a_password_is_removed_by_post_alone(client):
    person(client, password=GOOD)

    assert client.get("/accounts/password/remove/").status_code == 405
    assert "Remove the password" in client.get(CHANGE).content.decode()
    assert get_user(client).has_usable_password()


def test_each_change_of_a_password_is_mailed_to_its_owner_without_it(client):
    user = person(client)
    choose(client, GOOD)
    new = "seven boats of paper"
    client.post(CHANGE, {"oldpassword": GOOD, "password1": new, "password2": new})

    mails = Message.objects.filter(purpose="account", recipient=user.email)

    assert [mail.subject for mail in mails] == [
        "Your password was changed",
        "Your account has a password now",
    ]
    assert not [mail for mail in mails if GOOD in mail.text or new in mail.text]
    assert all("127.0.0.1" not in mail.text and "If it was not you" in mail.text for mail in mails)
