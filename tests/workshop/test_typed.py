"""What was typed is given back where a form cannot be taken."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Review
from tests.factories import make_assignment, make_criterion, make_submission

pytestmark = pytest.mark.django_db
TEXT = "A long and careful report <b>on</b> heat."
FROM_HERE = {"origin": "http://testserver"}


@pytest.fixture
def address(cast):
    return make_assignment(make_submission(cast.workshop), cast.reviewer).get_absolute_url()


def test_who_was_signed_out_meanwhile_gets_the_text_and_the_way_in(client, address):
    answer = client.post(address, {"for_authors": TEXT, "seen": "1"}, headers=FROM_HERE)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "A long and careful report &lt;b&gt;on&lt;/b&gt; heat." in page
    assert f"next={address}" in page.replace("%2F", "/")


def test_a_form_that_saves_itself_is_told_that_nobody_is_signed_in(client, address):
    """It keeps what is typed on its page, so it needs no page back."""
    answer = client.post(address, {"for_authors": TEXT}, headers=FROM_HERE | {"hx-request": "true"})

    assert (answer.status_code, answer.content) == (401, b"")


def test_what_a_form_of_ours_says_of_itself_was_typed_by_nobody(client, address):
    answer = client.post(address, {"tab": "a" * 32, "submit": "next"}, headers=FROM_HERE)

    assert answer.status_code == 302


def test_a_form_that_has_grown_too_old_gives_its_text_back(cast, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.reviewer)

    answer = strict.post(address, {"for_authors": TEXT}, headers=FROM_HERE)

    assert answer.status_code == 403
    assert "careful report" in answer.content.decode()


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "https://elsewhere.example.org"}, {"origin": "http://["}]
)
def test_a_form_sent_from_elsewhere_puts_no_words_on_our_pages(client, address, headers):
    answer = client.post(address, {"for_authors": TEXT}, headers=headers)

    assert answer.status_code == 302


def test_a_passphrase_is_shown_to_nobody():
    strict = Client(enforce_csrf_checks=True)
    typed = {"login": "a@example.org", "password": "correct horse battery staple"}

    answer = strict.post(reverse("account_login"), typed, headers=FROM_HERE)

    assert answer.status_code == 403
    assert "horse" not in answer.content.decode()


def test_texts_without_spaces_and_short_ones_are_given_back_but_no_marks(client, address):
    typed = {
        "for_authors": "測定は丁寧で、結果は再現できる論文です。良い。",
        "criterion-1": "3",
    }

    page = client.post(address, typed | {"for_chairs": "短い"}, headers=FROM_HERE).content.decode()

    assert "再現" in page
    assert "短い" in page
    assert "Criterion" not in page


def form_in(answer):
    """What the button "Send it again" sends."""
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode())
    return {name: unescape(text) for name, text in fields}


def test_who_was_signed_out_sends_it_again_after_signing_in_and_loses_nothing(cast, address):
    criterion = make_criterion(cast.workshop)
    strict = Client(enforce_csrf_checks=True, headers=FROM_HERE)
    strict.force_login(cast.reviewer)
    typed = form_in(strict.get(address)) | {"for_authors": 'It is "good".'}
    typed[f"mark-{criterion.pk}"] = "2"
    strict.logout()

    refused = strict.post(address, typed | {"submit": "1"})
    strict.force_login(cast.reviewer)
    strict.cookies.pop("csrf")  # as signing in gives another
    too_old = strict.post(address, form_in(refused))
    taken = strict.post(address, form_in(too_old))

    assert (refused.status_code, too_old.status_code, taken.status_code) == (403, 403, 302)
    review = Review.objects.submitted().get()
    assert (review.for_authors, review.scores.get().mark) == ('It is "good".', 2)


def test_a_form_from_elsewhere_is_not_offered_to_be_sent_again(cast, address):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.reviewer)

    answer = strict.post(
        address, {"for_authors": TEXT}, headers={"origin": "https://elsewhere.example.org"}
    )

    assert answer.status_code == 403
    assert "Send it again" not in answer.content.decode()


def test_what_is_too_short_to_be_missed_is_not_given_back(client, address):
    assert client.post(address, {"for_authors": "Good."}, headers=FROM_HERE).status_code == 302


FORM = "application/x-www-form-urlencoded"
BODIES = {
    "a broken one": (b"--x\r\nbroken", "multipart/form-data; boundary="),
    "too many fields": ("&".join(f"name{number}=a" for number in range(2000)).encode(), FORM),
    "too large": (b"abstract=" + b"x" * 3_000_000, FORM),
    "no text": (b"abstract=%00%ff\xff" + b"+x" * 20, FORM),
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("address", ["/no/such/page/", "/warm/submissions/XXXXXXXX/edit/"])
def test_of_a_body_that_cannot_be_read_a_missing_page_is_missing_all_the_same(cast, address, body):
    content, kind = BODIES[body]
    client = Client(raise_request_exception=False)
    client.force_login(cast.stranger)

    assert client.post(address, content, content_type=kind, headers=FROM_HERE).status_code == 404
