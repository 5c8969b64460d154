"""Who types an address learns nothing of whether it has an account: invitations, handing over.

Signing in and new passwords: tests/workshop/test_enumeration.py. A guest's submission:
tests/submissions/test_guest.py.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reviews.models import Invitation
from tests.factories import make_draft, make_user
from workshop.links import digest
from workshop.models import ActionLink, Message

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "known@example.org", "fresh@example.org"
NEW_EACH_TIME = (
    r'name="csrfmiddlewaretoken" value="\w+"|name="seen" value="\w+"|\b[A-Z0-9]{8}\b|a-token-of-\w+'
)


@pytest.fixture
def cast(cast):
    """Of whom the known one has a name as well, which could be told."""
    make_user(KNOWN, name="Ada Kingfisher")
    return cast


def told(response, mail):
    """The answer without the address, and without what is new in each."""
    text = f"{response.status_code} {response.redirect_chain} {response.content.decode()}"
    return re.sub(NEW_EACH_TIME, "", text.replace(mail, "MAIL"))


def mailed_to(mail):
    """The text of the mail without its own link."""
    text = Message.objects.get(recipient=mail).masked_text.replace(mail, "MAIL")
    return re.sub(NEW_EACH_TIME, "", text)


@pytest.mark.parametrize("button", ["look", "do"])
def test_a_chair_who_invites_reads_the_same_of_any_address(cast, button):
    known, unknown = (invite(cast, mail, button) for mail in (KNOWN, UNKNOWN))

    assert known == unknown


def invite(cast, mail, button):
    client = Client()
    client.force_login(cast.chair)
    page = reverse("import_reviewers", args=[cast.workshop.slug])
    sent = {"text": f"Ada Boole <{mail}>", "most": "4"}
    looked = client.post(page, sent | {"look": "1"}, follow=True)
    if button == "look":
        return told(looked, mail)
    seen = looked.context["plan"].digest
    done = client.post(page, sent | {"do": "1", "seen": seen}, follow=True)
    invited = cast.workshop.invitations.get()
    invited.delete()
    return told(done, mail), mailed_to(mail)


def test_the_page_of_an_invitation_is_the_same_for_any_address(cast, client):
    known, unknown = (told(open_invitation(cast, client, one), one) for one in (KNOWN, UNKNOWN))

    assert known == unknown


def open_invitation(cast, client, mail):
    asked = Invitation.objects.create(workshop=cast.workshop, mail=mail, most=3)
    about = {"object_id": asked.pk, "mail": mail, "workshop": cast.workshop}
    until, token = cast.workshop.over_at, f"a-token-of-{mail[:5]}"
    ActionLink.objects.create(purpose="invitation", digest=digest(token), expires_at=until, **about)
    return client.get(f"/invitations/{token}/", follow=True)


def test_who_hands_over_reads_the_same_of_any_co_author(cast):
    known, unknown = (hand_over(cast, mail) for mail in (KNOWN, UNKNOWN))

    assert known == unknown


def hand_over(cast, mail):
    draft = make_draft(cast.workshop)
    draft.authors.create(position=2, name="Li Wei", mail=mail, affiliation="Pau")
    client = Client()
    client.force_login(draft.submitter)
    page = reverse("hand_over", args=[cast.workshop.slug, draft.code])
    asked, done = client.get(page, follow=True), client.post(page, {"to": mail}, follow=True)
    answers = [told(asked, mail), told(done, mail), mailed_to(mail)]
    return [text.replace(draft.submitter.email, "OWN") for text in answers]
