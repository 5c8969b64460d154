"""No address of ours leads to another site, or out of the folders that are served."""

import re
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.access.asking import ROUTES, answer, signed_in
from tests.access.routes import address
from workshop.models import Message

pytestmark = pytest.mark.django_db
NAMES = ["next", "back", "from", "to", "url", "return", "redirect", "continue", "_popup"]
ELSEWHERE = ["//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)"]
LEADS = re.compile(r"""(?:href|action|src|content)=["']\s*(?:[^"'?#]*javascript:|[^"'?#]*evil)""")


def leaves(response):
    """Whether it sends its reader elsewhere, or has a link that would."""
    if response.status_code in {301, 302, 303, 307, 308}:
        to = urlsplit(response["Location"].replace("\\", "/"))
        return to.netloc not in {"", "testserver"} or to.scheme not in {"", "http", "https"}
    is_page = not response.streaming and "html" in response.get("Content-Type", "")
    return is_page and bool(LEADS.search(response.content.decode()))


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "javascript:alert(1)"])
@pytest.mark.parametrize("role", ["anonymous", "chair"])
def test_no_page_leads_to_another_site(world, role, elsewhere):
    client = signed_in(world, role)
    asked = dict.fromkeys(NAMES, elsewhere)
    left = []
    for name, pattern in ROUTES.items():
        response = client.get(address(pattern, world.workshop, world.rows), asked)
        answer(response)
        left += [name] * leaves(response)

    assert left == []


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_way_out_is_noticed(to):
    assert leaves(HttpResponse(status=302, headers={"Location": to}))
    assert leaves(HttpResponse(f'<a class="x" href="{to}">'))
    assert not leaves(HttpResponse(f'<a href="/accounts/login/?next={to}">'))


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_a_password_leads_to_no_other_site(world, elsewhere):
    world.stranger.set_password("correct horse battery")
    world.stranger.save()
    world.stranger.emailaddress_set.get_or_create(
        email=world.stranger.email, defaults={"verified": True, "primary": True}
    )
    typed = {"login": world.stranger.email, "password": "correct horse battery"}

    response = Client().post("/accounts/login/", typed | {"next": elsewhere})

    assert response.status_code == 302
    assert not leaves(response)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "Origin"])
def test_a_mail_names_this_site_whatever_a_request_says(db, settings, header):
    Client().post(
        "/accounts/login/code/", {"email": "new@example.org"}, headers={header: "evil.example"}
    )

    message = Message.objects.get(recipient="new@example.org")
    assert "evil.example" not in f"{message.subject}{message.text}"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil"])
def test_another_host_is_refused(db, settings, host):
    settings.ALLOWED_HOSTS = ["localhost"]

    assert Client().get("/", headers={"Host": host}).status_code == 400


UP = ["../", "..%2f", "%2e%2e/", "..\\", "..%5c", "....//", "/etc/passwd", "%2fetc%2fpasswd"]


@pytest.mark.parametrize("up", UP)
@pytest.mark.parametrize("place", ["/static/{}", "/{slug}/pictures/{}/96.webp", "/jobs/{}/file/"])
def test_no_address_leads_out_of_a_folder(world, place, up):
    path = place.format(f"{up * 6}manage.py", slug=world.workshop.slug)

    response = signed_in(world, "superuser").get(path)

    assert response.status_code in {301, 404}
    assert not (response.status_code == 301 and leaves(response))
