"""More time for one person, given by a chair."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from submissions.extensions import end_extension, extend
from submissions.models import Extension, Status, Submission
from tests.factories import make_draft, make_member, make_submission, make_user
from tests.submissions.forms import after_the_deadline, check, edit_address, typed, upload
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/warm/chair/extensions/"


@pytest.fixture
def chair(workshop):
    after_the_deadline(workshop)
    return workshop.memberships.chairs().get().user


def give(chair, mail="ana@example.org", **more):
    workshop = chair.memberships.get().workshop
    until = timezone.now() + timedelta(**more or {"hours": 5})
    return extend(workshop, mail=mail, until=until, reason="canaryillness", by=chair)


def test_who_has_longer_sends_in_when_others_cannot(client, author, chair):
    refused = client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    assert refused.status_code == 422
    give(chair)

    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    check()

    sent = Submission.objects.get()
    assert sent.status == Status.SUBMITTED
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "You can change it until" in page
    until = Extension.objects.get().until
    assert f'datetime="{until:%Y-%m-%dT%H:%M}' in page


def test_it_counts_for_another_address_that_is_confirmed_and_for_no_other(client, author, chair):
    give(chair, "ana@home.example.org")
    mail = EmailAddress.objects.create(user=author, email="Ana@home.example.org", verified=False)
    assert client.get("/warm/submit/").content.decode().count("The deadline was") == 1

    mail.verified = True
    mail.save()

    assert "The deadline was" not in client.get("/warm/submit/").content.decode()


def test_coauthors_of_the_submitter_have_as_long(client, author, chair, workshop):
    sent = make_submission(workshop, author)
    sent.authors.create(position=2, name="Li Wei", mail="li@example.org", affiliation="Pau")
    give(chair)
    client.force_login(make_user("li@example.org"))

    client.post(edit_address(sent), typed(key=sent.key, seen=1, title="In time", save="1"))
    client.post(f"{sent.get_absolute_url()}withdraw/")

    sent.refresh_from_db()
    assert (sent.title, sent.status) == ("In time", "withdrawn")


def test_of_several_the_last_counts_and_one_may_be_ended(author, chair, client, workshop):
    draft = make_draft(workshop, author)
    give(chair, hours=50)
    give(chair, hours=5)
    assert "You have until" not in client.get("/me/").content.decode()
    assert draft.title in client.get("/me/").content.decode()
    assert end_extension(workshop, mail=author.email, by=chair)

    assert not end_extension(workshop, mail=author.email, by=chair)
    assert "The deadline was" in client.get(draft.get_absolute_url()).content.decode()
    assert [row.by for row in workshop.extensions.all()] == [chair] * 3


def test_the_form_stands_among_the_calls_of_who_has_longer(client, author, chair):
    assert "/warm/submit/" not in client.get("/me/").content.decode()

    give(chair)

    assert "/warm/submit/" in client.get("/me/").content.decode()


def test_who_is_given_more_time_is_told_without_the_reason(chair, workshop):
    give(chair)
    mail = Message.objects.get(purpose="extension")

    assert mail.recipient == "ana@example.org"
    assert "AoE" in mail.body
    assert "canaryillness" not in mail.body
    assert is_still_due(mail)
    end_extension(workshop, mail="ana@example.org", by=chair)
    assert not is_still_due(mail)


def test_chairs_give_it_on_a_page_and_end_it_there(client, chair, workshop):
    client.force_login(chair)
    day = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    form = {"mail": "Ana@example.org", "until": f"{day:%Y-%m-%dT%H:%M}", "reason": "ill"}
    assert 'value="li@example.org"' in client.get(f"{PAGE}?mail=li@example.org").content.decode()

    client.post(PAGE, form)
    client.post(PAGE, form)

    given = workshop.extensions.get()
    assert (given.mail, given.until, given.reason, given.by) == (
        "ana@example.org",
        day,
        "ill",
        chair,
    )
    client.post(PAGE, {"end": "ana@example.org"})
    assert workshop.extensions.first().until <= timezone.now()


@pytest.mark.parametrize("days", [-1, 90])
def test_what_is_no_time_to_give_is_refused_in_words(client, chair, workshop, days):
    client.force_login(chair)
    day = timezone.now() + timedelta(days=days)

    answer = client.post(PAGE, {"mail": "ana@example.org", "until": f"{day:%Y-%m-%dT%H:%M}"})

    assert answer.status_code == 422
    assert "Choose a time within the next 60 days." in answer.content.decode()
    assert not workshop.extensions.exists()


def test_what_is_earlier_than_the_deadline_of_all_is_refused(client, workshop):
    chair = make_member(workshop).user
    client.force_login(chair)
    soon = timezone.now() + timedelta(hours=2)

    answer = client.post(PAGE, {"mail": "ana@example.org", "until": f"{soon:%Y-%m-%dT%H:%M}"})

    assert "The deadline of all is later than this." in answer.content.decode()


def test_reviewers_and_authors_find_no_page_of_it(client, author, chair, workshop):
    assert client.get(PAGE).status_code == 404
    client.force_login(make_member(workshop, "reviewer").user)
    assert client.post(PAGE, {"end": "ana@example.org"}).status_code == 404
