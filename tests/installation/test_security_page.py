"""Passkeys with a key that the browser makes up, and an authenticator app without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.installation.test_sign_in import new_address, sign_in_by_code

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(browser, installation):
    """A function of options: a page at a name, as passkeys are for no bare number."""
    return lambda **options: browser(base_url=f"http://localhost:{installation.port}", **options)


def give_key(page):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    return devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_out(page):
    page.goto("/accounts/logout/")
    press(page, "Sign out")


def test_a_passkey_is_added_and_then_signs_in_by_itself(here):
    page, mail = here(), new_address()
    complaints = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    give_key(page)
    sign_in_by_code(page, mail)
    page.get_by_role("link", name="Sign-in and security").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    press(page, "Add a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.goto("/accounts/security/")
    expect(page.get_by_role("main")).to_contain_text("My phone")

    sign_out(page)
    page.goto("/accounts/login/code/?next=/accounts/sessions/")
    press(page, "Use a passkey")

    expect(page.get_by_role("heading", level=1)).to_have_text("Where you are signed in")
    page.goto("/me/")
    expect(page.get_by_role("main")).to_contain_text(f"You are signed in as {mail}.")
    assert complaints == []


def test_after_the_code_a_passkey_is_asked_for_and_another_one_opens_nothing(here):
    page, mail = here(), new_address()
    give_key(page)
    sign_in_by_code(page, mail)
    page.goto("/accounts/security/webauthn/add/")
    press(page, "Add a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    sign_out(page)
    stranger = here()
    give_key(stranger)

    for visitor in (stranger, page):
        sign_in_by_code(visitor, mail)
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Second factor")
        expect(visitor.get_by_role("main")).to_contain_text("Use your passkey, or write one of")
        press(visitor, "Use a passkey")

    expect(page).to_have_url(re.compile("/me/$"))
    expect(stranger.get_by_role("alert")).to_contain_text("The passkey was not used.")
    stranger.goto("/me/")
    expect(stranger).to_have_url(re.compile("/accounts/security/authenticate/"))


def test_without_javascript_passkeys_are_not_offered_and_the_reason_is_told(here):
    page = here(java_script_enabled=False)
    page.goto("/accounts/login/code/")
    expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)

    sign_in_by_code(page, new_address())
    page.goto("/accounts/security/webauthn/add/")

    expect(page.get_by_role("main")).to_contain_text("Passkeys need JavaScript")


def test_an_app_is_set_up_and_signs_in_without_javascript(here, installation):
    page, mail = here(java_script_enabled=False), new_address()
    sign_in_by_code(page, mail)
    page.get_by_role("link", name="Sign-in and security").click()
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="The key as a QR code")).to_be_visible()
    key = page.locator("code.key").inner_text()
    page.get_by_label("Authenticator code").fill(shown_by_app(installation, key))
    press(page, "Set up the app")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    spare = page.locator(".codes code").first.inner_text()
    sign_out(page)

    sign_in_by_code(page, mail)
    page.get_by_label("Code").fill("000000")
    press(page, "Sign in")
    expect(page.get_by_role("main")).to_contain_text("That is not the code.")
    page.get_by_label("Code").fill(spare)
    press(page, "Sign in")

    expect(page).to_have_url(re.compile("/me/$"))
    expect(page.get_by_role("main")).to_contain_text(f"You are signed in as {mail}.")


def shown_by_app(installation, key):
    return installation.python(f"""
        from allauth.mfa.totp.internal import auth
        _before, now, _after = auth.yield_hotp_counters_from_time()
        answer = auth.format_hotp_value(auth.hotp_value({key!r}, now))
    """)
