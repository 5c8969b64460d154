"""Sign-in with ORCID as configured, against a server that speaks OAuth."""

import pytest

from tests.installation.house import Installation, installation_from
from tests.installation.orcid_server import ORCID, orcid_server

CLIENT = {"ORCID_CLIENT_ID": "APP-1", "ORCID_CLIENT_SECRET": "hush"}
VICTIM = "victim@example.org"
# In the installation's process: where ORCID is, and a browser that follows its redirects.
BROWSER = """
    import urllib.request
    from django.test import Client
    from allauth.socialaccount.providers.orcid.views import OrcidOAuth2Adapter
    from allauth.socialaccount.models import SocialAccount
    from django.contrib.auth import get_user
    from workshop.accounts import confirm_address
    from workshop.models import Message, User

    OrcidOAuth2Adapter.authorize_url = {site!r} + "/oauth/authorize"
    OrcidOAuth2Adapter.access_token_url = {site!r} + "/oauth/token"
    OrcidOAuth2Adapter.profile_url = {site!r} + "/v3.0/%s/record"

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *about):
            return None

    def browser():
        return Client(SERVER_NAME="localhost")

    def show_orcid(client):
        away = client.post("/accounts/orcid/login/")
        try:
            urllib.request.build_opener(Stay).open(away.url)
        except urllib.error.HTTPError as answer:
            back = answer.headers["Location"]
        return client.get(back.partition("localhost")[2])

    def enter_code(client, mail, then="/me/"):
        client.post("/accounts/login/code/", {{"email": mail, "next": then}})
        secret = Message.objects.filter(purpose="code", recipient=mail).first().secret
        filled = {{"code": secret, "next": then}}  # as the page has it in a hidden field
        return client.post("/accounts/login/code/confirm/", filled)
"""


@pytest.fixture(scope="module")
def house(prepared_without_data):
    with installation_from(prepared_without_data, **CLIENT) as house:
        house.manage("migrate", "--verbosity", "0")
        house.python(f"""
            from workshop.accounts import confirm_address
            from workshop.models import User
            confirm_address(User.objects.create_user({VICTIM!r}))
            answer = None
        """)
        yield house


def tell(house, code):
    with orcid_server(mail=VICTIM) as site:
        return house.python(BROWSER.format(site=site) + code)


def test_an_unknown_id_opens_nothing_until_an_address_is_confirmed_and_its_owner_agrees(house):
    told = tell(
        house,
        """
    one = browser()
    back = show_orcid(one)
    told = {"way": back.url, "in": get_user(one).is_authenticated}
    told["people"] = User.objects.count()
    told["page"] = one.get(back.url).content.decode()
    further = enter_code(one, "josiah@example.org", "/accounts/orcid/")
    told["further"], told["early"] = further.url, SocialAccount.objects.count()
    told["asked"] = one.get(further.url).content.decode()
    one.post(further.url, {"connect": "1"})
    again = browser()
    told["again"] = show_orcid(again).url
    told["who"] = get_user(again).email
    told["kept"] = SocialAccount.objects.get().extra_data
    told["mailed"] = Message.objects.filter(purpose="account").first().subject
    answer = told
    """,
    )

    assert told["way"] == "/accounts/login/code/?next=%2Faccounts%2Forcid%2F"
    assert (told["in"], told["people"], told["early"]) == (False, 1, 0)
    assert ORCID in told["page"]
    assert 'name="next" value="/accounts/orcid/"' in told["page"]
    assert told["further"] == "/accounts/orcid/"
    assert f"{ORCID}. Shall it" in told["asked"]
    assert (told["again"], told["who"]) == ("/me/", "josiah@example.org")
    assert told["kept"] == {}
    assert told["mailed"] == "An ORCID iD signs in to your account"


def test_the_address_of_a_record_gives_nobody_the_account_of_that_address(house):
    told = tell(
        house,
        f"""
    SocialAccount.objects.all().delete()
    thief = browser()
    back = show_orcid(thief)
    thief.get(back.url)
    told = [get_user(thief).is_authenticated, thief.get("/me/").status_code]
    thief.get("/accounts/orcid/")
    owner = browser()
    enter_code(owner, {VICTIM!r})
    answer = told + [get_user(owner).email, SocialAccount.objects.count()]
    """,
    )

    assert told == [False, 302, VICTIM, 0]


def test_an_id_of_somebody_else_is_not_taken_over_and_the_own_one_is_disconnected(house):
    told = tell(
        house,
        """
    SocialAccount.objects.all().delete()
    first, second = browser(), browser()
    for client, mail in ((first, "first@example.org"), (second, "second@example.org")):
        enter_code(client, mail)
        show_orcid(client)
        client.post("/accounts/orcid/", {"connect": "1"})
    told = [SocialAccount.objects.get().user.email]
    first.post("/accounts/orcid/", {"disconnect": "1"})
    answer = told + [SocialAccount.objects.count(), get_user(second).email]
    """,
    )

    assert told == ["first@example.org", 0, "second@example.org"]


def test_what_orcid_refuses_is_told(house):
    told = tell(
        house,
        """
    one = browser()
    refused = one.get("/accounts/orcid/login/callback/?error=access_denied")
    unknown = one.get("/accounts/orcid/login/callback/?code=x&state=y")
    page = one.get("/accounts/orcid/cancelled/").content.decode()
    answer = [refused.status_code, unknown.status_code, "Nothing was done" in page]
    """,
    )

    assert told == [401, 401, True]


def test_the_button_is_there_where_it_is_configured_and_nowhere_else(house, prepared_without_data):
    look = """
        from django.test import Client
        page = Client(SERVER_NAME="localhost").get("/accounts/login/code/")
        policy = page["Content-Security-Policy"]
        answer = ["ORCID" in page.content.decode(), "https://orcid.org" in policy]
    """
    with installation_from(prepared_without_data) as plain:
        assert plain.python(look) == [False, False]
    assert house.python(look) == [True, True]


def test_a_client_without_its_secret_is_refused_by_name(tmp_path):
    house = Installation(tmp_path, ORCID_CLIENT_ID="APP-1")

    done = house.manage("check", check=False)

    assert done.returncode != 0
    assert "ORCID_CLIENT_ID is set. Still missing: ORCID_CLIENT_SECRET." in done.stderr
