import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth import get_user
from django.utils import timezone

from submissions.querysets import addresses_of
from tests.factories import make_job, make_member, make_user, make_workshop
from workshop.accounts import AccountAdapter
from workshop.demo import ROLES
from workshop.jobs import tidy
from workshop.models import Message, User
from workshop.outbox import deliver
from workshop.services import add_membership

pytestmark = pytest.mark.django_db
CODE_PAGE = "/accounts/login/code/"


def ask_for_code(client, email):
    response = client.post(CODE_PAGE, {"email": email}, follow=True)
    return response, Message.objects.first()


def test_a_code_signs_in_a_new_address_in_one_go(client):
    _page, message = ask_for_code(client, "New@example.org")

    response = client.post(f"{CODE_PAGE}confirm/", {"code": message.secret})

    assert response.url == "/me/"
    assert get_user(client).email == "new@example.org"
    assert EmailAddress.objects.get().verified


def test_new_and_known_addresses_get_the_same_answer(client):
    make_user("known@example.org")

    known, _ = ask_for_code(client, "known@example.org")
    client.cookies.clear()
    new, _ = ask_for_code(client, "fresh@example.org")

    assert shape(known, "known@example.org") == shape(new, "fresh@example.org")
    assert Message.objects.filter(purpose="code").count() == 2


def shape(response, email):
    """The answer without what differs between any two: address, code, one-time values."""
    html = response.content.decode().replace(email, "MAIL")
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return response.redirect_chain, re.sub(r"\n[A-Z0-9-]{8,10}\n", "", html)


def test_a_wrong_code_opens_nothing(client):
    ask_for_code(client, "new@example.org")

    response = client.post(f"{CODE_PAGE}confirm/", {"code": "WRONG-CODE"})

    assert response.status_code == 200
    assert not get_user(client).is_authenticated


def test_a_closed_account_gets_no_code(client):
    make_user("gone@example.org", is_active=False)

    ask_for_code(client, "gone@example.org")

    assert not Message.objects.filter(purpose="code").exists()


def test_a_password_opens_the_account_of_who_keeps_one(client):
    user = make_user("ada@example.org", password="correct horse battery")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    client.post(
        "/accounts/login/", {"login": "ada@example.org", "password": "correct horse battery"}
    )

    assert get_user(client) == user


def test_there_is_one_door_for_new_people(client):
    response = client.get("/accounts/signup/?next=/me/")

    assert response.url == f"{CODE_PAGE}?next=%2Fme%2F"


def test_the_code_page_shows_the_mail_in_the_demonstration_only(client, settings):
    shown, message = ask_for_code(client, "new@example.org")
    settings.PRODUCTION = True
    hidden = client.get(f"{CODE_PAGE}confirm/")

    assert message.secret in shown.content.decode()
    assert message.secret not in hidden.content.decode()


def test_a_button_of_the_demonstration_signs_in_by_role(client):
    make_user(ROLES["chair"][1])

    assert client.post("/accounts/demo/", {"role": "chair"}).url == "/me/"
    assert get_user(client).email == "chair@example.org"


def test_without_the_demonstrations_people_there_are_no_such_buttons(client):
    assert "Demonstration" not in client.get(CODE_PAGE).content.decode()


def test_a_role_the_demonstration_does_not_have_is_not_found(client):
    make_user("king@example.org")

    assert client.post("/accounts/demo/", {"role": "king"}).status_code == 404


def test_in_production_there_are_no_such_buttons(client, settings):
    make_user(ROLES["chair"][1])
    settings.PRODUCTION = True

    assert client.post("/accounts/demo/", {"role": "chair"}).status_code == 404
    assert "Demonstration" not in client.get(CODE_PAGE).content.decode()
    assert not get_user(client).is_authenticated


def test_an_address_that_nobody_confirmed_is_tidied_away_after_a_day(client):
    ask_for_code(client, "typo@example.org")
    recent = make_user("recent@example.org")
    User.objects.exclude(pk=recent.pk).update(created_at=timezone.now() - timedelta(days=2))

    tidy(make_job())

    assert list(User.objects.all()) == [recent]


def test_my_page_lists_my_roles_newest_edition_first_and_leads_to_their_editing(client):
    old = make_member(make_workshop(name="Old plan", first_day=date(2021, 5, 5)))
    make_member(make_workshop(name="New plan"), role="reviewer", user=old.user)
    make_member(make_workshop(name="Not mine"))
    client.force_login(old.user)

    text = client.get("/me/").content.decode()

    assert text.index("New plan") < text.index("Old plan")
    assert "Not mine" not in text
    assert text.count(">Slots<") == 1
    assert text.count(">Workshop and dates<") == 1


def test_my_page_without_a_role_says_what_will_stand_here(client):
    client.force_login(make_user())

    assert "Nothing waits for you here yet." in client.get("/me/").content.decode()


def test_an_address_is_changed_by_a_code_sent_to_the_new_one(client):
    _page, message = ask_for_code(client, "old@example.org")
    client.post(f"{CODE_PAGE}confirm/", {"code": message.secret})

    page = client.post(
        "/accounts/email/", {"email": "new@example.org", "action_add": ""}, follow=True
    )
    code = Message.objects.first()
    client.post("/accounts/confirm-email/", {"code": code.secret})

    assert code.recipient == "new@example.org"
    assert code.secret in page.content.decode()
    assert get_user(client).email == "new@example.org"
    assert addresses_of(get_user(client)) == {"new@example.org"}
    assert [one.mail for one in get_user(client).former_addresses.all()] == ["old@example.org"]


def test_a_forgotten_password_is_replaced_by_a_code(client):
    user = make_user("ada@example.org", password="correct horse battery")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)

    page = client.post("/accounts/password/reset/", {"email": user.email}, follow=True)
    code = Message.objects.first()
    client.post("/accounts/password/reset/confirm/", {"code": code.secret})
    new = {"password1": "a whole new phrase", "password2": "a whole new phrase"}
    client.post("/accounts/password/reset/complete/", new)

    assert code.secret in page.content.decode()
    user.refresh_from_db()
    assert user.check_password("a whole new phrase")
    assert user.email not in code.body


@pytest.mark.parametrize("kind", ["login_code", "email_confirmation", "password_reset_code"])
def test_every_mail_of_an_account_is_in_our_words_and_names_no_code(rf, kind):
    user = make_user("ada@example.org", name="O'Neil & Söhne")
    context = {"code": "WXYZ", "user": user, "request": rf.get("/")}

    with request_context(context["request"]):
        AccountAdapter().send_mail(f"account/email/{kind}", user.email, context)

    message = Message.objects.get()
    assert "WXYZ" in message.text
    assert "WXYZ" not in message.masked_text
    assert "example.com" not in message.text
    assert "&" not in message.text


def test_an_unknown_address_gets_no_mail_about_a_password(client):
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    message = Message.objects.get()
    assert deliver(message)["state"] == Message.State.CANCELLED
    assert not message.secret


def test_a_mistyped_address_can_be_corrected(client):
    wrong, _message = ask_for_code(client, "tpyo@example.org")
    begin_again = re.search(r'form="begin-again"', wrong.content.decode())

    client.post("/accounts/logout/", {"next": CODE_PAGE})
    right, message = ask_for_code(client, "typo@example.org")

    assert begin_again
    assert message.recipient == "typo@example.org"
    assert "We sent a code to typo@example.org." in right.content.decode()


def test_who_was_given_a_role_signs_in_by_one_code_like_anybody(client):
    add_membership(make_workshop(), mail="new@example.org", role="reviewer", by=None)
    _page, message = ask_for_code(client, "new@example.org")

    response = client.post(f"{CODE_PAGE}confirm/", {"code": message.secret})

    assert response.url == "/me/"


def test_i_can_say_what_i_am_called(client):
    user = make_user()
    client.force_login(user)

    assert client.post("/me/", {"name": "Ada Boole"}).url == "/me/"

    user.refresh_from_db()
    assert user.name == "Ada Boole"


def test_a_code_that_did_not_arrive_is_sent_again(client):
    page, first = ask_for_code(client, "new@example.org")

    client.post(f"{CODE_PAGE}confirm/", {"action": "resend"})
    second = Message.objects.first()
    response = client.post(f"{CODE_PAGE}confirm/", {"code": second.secret})

    assert "Send another code" in page.content.decode()
    assert second != first
    assert response.url == "/me/"
