"""The whole way from one mail address to another."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client

from tests.factories import make_user
from workshop.accounts import confirm_address
from workshop.models import Message, User

pytestmark = pytest.mark.django_db
PAGE, CONFIRM, CODE = "/accounts/email/", "/accounts/confirm-email/", "/accounts/login/code/"
OLD, NEW, TAKEN = "old@example.org", "new@example.org", "taken@example.org"


def person(mail):
    user = make_user(mail)
    confirm_address(user)
    browser = Client()
    browser.force_login(user)
    return user, browser


def ask_for(browser, mail):
    return browser.post(PAGE, {"email": mail, "action_add": ""}, follow=True)


def code_for(mail):
    return Message.objects.filter(purpose="code", recipient=mail).first()


def test_nothing_changes_before_the_code_of_the_new_address_is_typed():
    user, browser = person(OLD)

    ask_for(browser, NEW)
    browser.post(CONFIRM, {"code": "WRONG-CODE"})

    user.refresh_from_db()
    assert user.email == OLD
    assert [one.email for one in EmailAddress.objects.all()] == [OLD]
    assert not Message.objects.filter(purpose="account").exists()


def test_the_old_address_is_told_signs_in_no_more_and_stays_a_former_one():
    user, browser = person(OLD)
    ask_for(browser, NEW)
    answer = browser.post(CONFIRM, {"code": code_for(NEW).secret}, follow=True)
    assert f"codes and mails go to {NEW} from now on." in answer.content.decode()

    told = Message.objects.get(purpose="account")
    assert told.recipient == OLD
    assert NEW in told.text
    assert "If it was not you" in told.text
    assert [one.mail for one in user.former_addresses.all()] == [OLD]

    later = Client()
    later.post(CODE, {"email": NEW})
    later.post(f"{CODE}confirm/", {"code": code_for(NEW).secret})
    assert get_user(later) == user

    stranger = Client()
    stranger.post(CODE, {"email": OLD})
    stranger.post(f"{CODE}confirm/", {"code": code_for(OLD).secret})
    assert get_user(stranger) != user


def test_an_address_that_somebody_has_is_not_taken_and_the_answer_is_the_same():
    owner, _their_browser = person(TAKEN)
    user, browser = person(OLD)

    taken = ask_for(browser, TAKEN)
    refused = browser.post(CONFIRM, {"code": code_for(TAKEN).secret}, follow=True)
    assert "A user is already registered" in refused.content.decode()
    free = ask_for(browser, NEW)

    assert taken.redirect_chain == free.redirect_chain
    for one, mail in ((owner, TAKEN), (user, OLD)):
        one.refresh_from_db()
        assert one.email == mail


def test_of_two_who_ask_for_one_address_the_first_to_confirm_it_has_it():
    first, one = person("first@example.org")
    second, two = person("second@example.org")
    ask_for(one, NEW)
    code = code_for(NEW).secret
    ask_for(two, NEW)
    late = code_for(NEW).secret
    one.post(CONFIRM, {"code": code})

    answer = two.post(CONFIRM, {"code": late})

    assert answer.status_code in {200, 302}
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.email, second.email) == (NEW, "second@example.org")
    assert User.objects.filter(email=NEW).count() == 1
    assert EmailAddress.objects.filter(email=NEW, verified=True).count() == 1


@pytest.mark.parametrize("typed", ["", "no address", "new@example.org\nBcc: x@example.org", OLD])
def test_what_is_no_new_address_is_told_on_the_form(typed):
    user, browser = person(OLD)

    page = ask_for(browser, typed)

    assert 'class="error"' in page.content.decode()
    user.refresh_from_db()
    assert user.email == OLD
