"""Each of these once without JavaScript and once with it (the fixture `page`)."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
numbers = count(1)


def new_address():
    return f"newcomer{next(numbers)}@example.org"


def ask_for_a_code(page, mail):
    page.goto("/accounts/login/code/")
    page.locator("[name=email]").fill(mail)
    page.get_by_role("button", name="Send me a code").click()


def code_in_the_box(page):
    box = page.get_by_role("complementary", name="Demonstration")
    return re.search(r"^[A-Z0-9-]{6,}$", box.inner_text(), re.MULTILINE)[0]


def sign_in_by_code(page, mail):
    ask_for_a_code(page, mail)
    enter(page, code_in_the_box(page))


def enter(page, code):
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_a_new_address_signs_in_with_the_code_shown_on_the_page(page):
    mail = new_address()

    sign_in_by_code(page, mail)

    expect(page).to_have_url(re.compile("/me/$"))
    expect(page.get_by_role("main")).to_contain_text(f"You are signed in as {mail}.")


def test_a_wrong_code_gets_a_message_and_no_one_in(page):
    ask_for_a_code(page, new_address())

    enter(page, "WRONG-CODE")

    expect(page.get_by_role("main")).to_contain_text("That is not the code")
    page.goto("/me/")
    expect(page).to_have_url(re.compile("/accounts/login/code/"))


@pytest.mark.parametrize(
    ("button", "mail"),
    [("Chair", "chair@example.org"), ("Second chair", "second.chair@example.org")],
)
def test_a_demonstration_button_signs_in_as_that_role(page, button, mail):
    page.goto("/accounts/login/code/")

    page.get_by_role("button", name=button, exact=True).click()

    expect(page).to_have_url(re.compile("/me/$"))
    expect(page.get_by_role("main")).to_contain_text(mail)


def test_someone_with_a_password_signs_in_with_it(page, installation):
    mail = new_address()
    installation.python(f"""
        from workshop.accounts import confirm_address
        from workshop.models import User
        confirm_address(User.objects.create_user({mail!r}, "correct horse battery"))
        answer = None
    """)
    page.goto("/accounts/login/code/")
    page.get_by_role("link", name="Use a password").click()
    page.locator("[name=login]").fill(mail)
    page.locator("[name=password]").fill("correct horse battery")
    page.get_by_role("button", name=re.compile("^sign in$", re.IGNORECASE)).click()

    expect(page).to_have_url(re.compile("/me/$"))
    expect(page.get_by_role("main")).to_contain_text(mail)


def test_who_signs_out_is_out(page):
    sign_in_by_code(page, new_address())

    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.goto("/me/")
    expect(page).to_have_url(re.compile("/accounts/login/code/"))
