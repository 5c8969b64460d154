"""Authors say whether they come: on a page or behind a link; who declines leaves the program."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from program.confirmations import StaleAnswer, confirm, decline, version_of
from program.models import Confirmation, Contribution
from program.services import announce, preview_of, publish_contributions
from reviews.deciding import decide
from submissions.models import Status, Submission
from submissions.services import change_status
from tests.factories import make_decided, make_member, make_review, make_submission, make_user
from tests.program.test_pages import words
from workshop.chair_page import all_steps
from workshop.closing import close_workshop
from workshop.models import ActionLink, Message
from workshop.outbox import is_still_due
from workshop.recipients import groups, people_of

pytestmark = pytest.mark.django_db
ANSWERS = {
    "presenter": "li@example.org",
    "attendance": "remote",
    "zone": "Asia/Tokyo",
    "hours": "not before 10:00",
    "post": "abstract",
    "link": "",
}


@pytest.fixture
def li():
    return make_user("li@example.org", name="Li Wei")


@pytest.fixture
def accepted(cast, li):
    """Of Ana, who sent it in, and of Li; accepted, released, mailed and listed."""
    submission = make_submission(cast.workshop, cast.stranger)
    submission.authors.create(position=2, name="Li Wei", mail="li@example.org")
    make_decided(submission, release=True)
    publish_contributions(own(submission), by=cast.chair)
    submission.refresh_from_db()
    return submission


def own(submission):
    return Submission.objects.filter(pk=submission.pk)


def mail_all(submission, by):
    acts = ["release", "mail", "publish"]
    return announce(own(submission), acts, seen=preview_of(own(submission))["seen"], by=by)


def address(submission):
    return f"{submission.get_absolute_url()}confirm/"


def send(client, path, **changes):
    """What the form holds, with these changes, and its button."""
    form = client.get(path).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    return client.post(path, typed | ANSWERS | {"confirm": "1"} | changes)


def link_to(mail):
    return re.search(r"/confirm/\S+/", Message.objects.filter(recipient=mail).latest("pk").text)[0]


# --- asking ---


def test_who_is_mailed_an_acceptance_is_asked_to_confirm(cast, li):
    submission = make_submission(cast.workshop, cast.stranger)
    decide(submission, "accept", by=cast.chair)
    shown = preview_of(own(submission))
    assert [mail["to"] for mail in shown["asks"]] == [cast.stranger.email]
    assert "/confirm/…/" in shown["asks"][0]["body"]

    mail_all(submission, cast.chair)

    asked = Message.objects.get(purpose="confirmation")
    assert asked.recipient == cast.stranger.email
    assert "/confirm/" in asked.text
    mail_all(submission, cast.chair)
    assert Message.objects.filter(purpose="confirmation").count() == 1


def test_nobody_is_asked_before_the_release_or_of_what_is_not_accepted(cast):
    for outcome in ("accept", "reject", "waitlist"):
        decide(make_submission(cast.workshop), outcome, by=cast.chair)
    rows = Submission.objects.filter(workshop=cast.workshop)

    announce(rows, ["mail"], seen=preview_of(rows)["seen"], by=cast.chair)
    assert not Message.objects.exclude(purpose="receipt").exists()

    announce(rows, ["release", "mail"], seen=preview_of(rows)["seen"], by=cast.chair)
    assert Message.objects.filter(purpose="confirmation").count() == 1


def test_before_the_release_no_page_asks(client, cast):
    submission = make_submission(cast.workshop, cast.stranger)
    decide(submission, "accept", by=cast.chair)
    client.force_login(cast.stranger)

    assert client.get(address(submission)).status_code == 404
    assert "confirm" not in client.get(submission.get_absolute_url()).content.decode().lower()
    assert "Confirm that you are coming" not in client.get("/me/").content.decode()


# --- answering ---


def test_any_author_confirms_on_the_page_of_the_submission(client, accepted, li):
    client.force_login(li)
    assert address(accepted) in client.get(accepted.get_absolute_url()).content.decode()
    assert "Confirm that you are coming" in client.get("/me/").content.decode()

    assert send(client, address(accepted)).status_code == 302

    stored = Confirmation.objects.get()
    assert (stored.by, stored.attendance, stored.zone) == (li, "remote", "Asia/Tokyo")
    assert [one.name for one in accepted.authors.filter(is_presenter=True)] == ["Li Wei"]
    told = words(client.get(accepted.get_absolute_url()).content.decode())
    assert "confirmed Li Wei presents it remotely." in told
    assert "Confirm that you are coming" not in client.get("/me/").content.decode()


def test_nobody_else_opens_it(client, accepted, cast):
    for person in (cast.chair, cast.reviewer, cast.publications, make_user()):
        client.force_login(person)
        assert client.get(address(accepted)).status_code == 404


def test_a_co_author_who_may_not_change_it_does_not_answer(client, accepted, li, cast):
    own(accepted).update(only_submitter_edits=True)

    client.force_login(li)
    assert client.get(address(accepted)).status_code == 404
    client.force_login(cast.stranger)
    assert client.get(address(accepted)).status_code == 200


def test_by_the_link_of_the_mail_no_account_is_needed(accepted, cast):
    mail_all(accepted, cast.chair)
    visitor, path = Client(), link_to("li@example.org")

    assert visitor.get(path).status_code == 200
    assert not Confirmation.objects.exists()
    assert send(visitor, path).status_code == 302

    stored = Confirmation.objects.get()
    assert (stored.by, stored.via) == (None, "li@example.org")
    assert stored.confirmed_at


def test_a_link_to_who_is_no_author_any_more_is_closed(accepted, cast):
    mail_all(accepted, cast.chair)
    path = link_to("li@example.org")
    accepted.authors.filter(mail="li@example.org").delete()

    assert Client().get(path).status_code == 410


def test_an_expired_link_offers_a_fresh_one_to_the_same_address(accepted, cast):
    mail_all(accepted, cast.chair)
    path = link_to("li@example.org")
    past = timezone.now() - timedelta(hours=1)
    ActionLink.objects.update(expires_at=past, created_at=past)

    assert Client().get(path).status_code == 410
    assert "A fresh link" in Client().post(path, {"renew": "1"}).content.decode()
    assert Client().get(link_to("li@example.org")).status_code == 200


def test_of_two_authors_at_once_the_second_reads_what_the_first_said(client, accepted, li):
    client.force_login(li)
    seen = client.get(address(accepted)).context["form"]["seen"].value()
    confirm(accepted, ANSWERS | {"hours": "never"}, seen=seen)

    answer = client.post(address(accepted), ANSWERS | {"seen": seen, "confirm": "1"})

    assert "Impossible hours as stored: never" in answer.content.decode()
    assert Confirmation.objects.get().hours == "never"


def test_the_same_answer_twice_is_one(accepted, li):
    seen = version_of(accepted)
    for _time in range(2):
        confirm(accepted, ANSWERS, seen=seen, by=li)

    assert Confirmation.objects.get().changes.count() == 1
    with pytest.raises(StaleAnswer):
        confirm(accepted, ANSWERS | {"zone": "UTC"}, seen=seen, by=li)


def test_a_link_that_is_to_be_posted_must_be_written(client, accepted, li):
    client.force_login(li)

    answer = send(client, address(accepted), post="link")

    assert "Write the address, or choose to post something else." in answer.content.decode()
    assert "not before 10:00" in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_nobody_comes_in_person_to_what_is_held_online(client, accepted, li):
    path = address(accepted)
    client.force_login(li)
    assert 'value="person"' in client.get(path).content.decode()

    type(accepted.workshop).objects.update(place="Online")

    html = client.get(path).content.decode()
    assert 'value="person"' not in html
    assert client.get(path).context["form"]["attendance"].value() == "remote"


def test_the_pdf_is_chosen_already_where_there_is_one_until_they_choose(client, accepted, li):
    client.force_login(li)
    assert client.get(address(accepted)).context["form"]["post"].value() == "pdf"

    confirm(accepted, ANSWERS, seen=version_of(accepted))

    assert client.get(address(accepted)).context["form"]["post"].value() == "abstract"


# --- what is posted ---


def read(client, accepted):
    return client.get(accepted.contribution.get_absolute_url()).content.decode()


def test_the_pdf_is_public_only_if_its_authors_chose_so(client, accepted):
    pdf = f"/{accepted.workshop.slug}/contributions/{accepted.code}.pdf"
    assert client.get(pdf).status_code == 404
    assert "citation_pdf_url" not in read(client, accepted)

    confirm(accepted, ANSWERS | {"post": "pdf"}, seen=version_of(accepted))

    answer = client.get(pdf)
    assert (answer["Content-Type"], answer.getvalue()[:5]) == ("application/pdf", b"%PDF-")
    assert f'content="http://localhost:8000{pdf}"' in read(client, accepted)
    assert f'<a href="{pdf}">' in client.get(f"/{accepted.workshop.slug}/program/").content.decode()

    confirm(accepted, ANSWERS, seen=version_of(accepted))
    assert client.get(pdf).status_code == 404
    assert pdf not in read(client, accepted)


def test_a_link_elsewhere_stands_on_its_page(client, accepted):
    about = {"post": "link", "link": "https://papers.example.org/joules"}
    confirm(accepted, ANSWERS | about, seen=version_of(accepted))

    assert 'href="https://papers.example.org/joules"' in read(client, accepted)
    assert "Paper papers.example.org" in words(read(client, accepted))


def test_a_hidden_program_serves_no_pdf(client, accepted):
    confirm(accepted, ANSWERS | {"post": "pdf"}, seen=version_of(accepted))
    type(accepted.workshop).objects.update(is_program_hidden=True)

    pdf = f"/{accepted.workshop.slug}/contributions/{accepted.code}.pdf"
    assert client.get(pdf).status_code == 404


# --- declining ---


def test_what_is_declined_leaves_the_program_by_the_next_request(client, accepted, li):
    program = f"/{accepted.workshop.slug}/program/"
    assert accepted.title in client.get(program).content.decode()
    client.force_login(li)

    client.post(address(accepted), {"decline": "1", "sure": "1"})

    accepted.refresh_from_db()
    assert accepted.status == Status.WITHDRAWN
    assert Confirmation.objects.get().declined_at
    assert not Contribution.objects.exists()
    assert accepted.title not in client.get(program).content.decode()


def test_declining_is_confirmed(client, accepted, li):
    client.force_login(li)

    answer = client.post(address(accepted), {"decline": "1"})

    assert "Tick that it leaves the program, then decline." in answer.content.decode()
    accepted.refresh_from_db()
    assert accepted.status == Status.ACCEPTED


def test_whoever_declined_reads_that_they_did(client, accepted, li):
    client.force_login(li)
    declined = "It was accepted, and its authors declined the place on"

    assert declined not in client.get(accepted.get_absolute_url()).content.decode()
    decline(accepted, by=li)
    assert declined in client.get(accepted.get_absolute_url()).content.decode()


def test_what_comes_back_is_confirmed_anew(accepted, cast):
    decline(accepted, via="li@example.org")
    change_status(accepted, Status.SUBMITTED, by=cast.chair)
    mail_all(accepted, cast.chair)

    stored = Confirmation.objects.get()
    assert (stored.confirmed_at, stored.declined_at) == (None, None)
    assert Message.objects.filter(purpose="confirmation").exists()


# --- once the day has passed ---


def let_pass(workshop):
    day = timezone.localdate() - timedelta(days=21)
    type(workshop).objects.update(first_day=day, last_day=day)


def test_once_the_day_has_passed_nobody_takes_it_out_of_the_program(client, accepted, li):
    confirm(accepted, ANSWERS, seen=version_of(accepted), by=li)
    let_pass(accepted.workshop)
    client.force_login(li)

    for sent in ({"decline": "1", "sure": "1"}, ANSWERS | {"confirm": "1", "post": "pdf"}):
        answer = client.post(address(accepted), sent)
        assert answer.status_code == 422
        assert "is over, so nothing was changed." in words(answer.content.decode())

    accepted.refresh_from_db()
    assert accepted.status == Status.ACCEPTED
    assert accepted.contribution
    assert Confirmation.objects.get().post == "abstract"


def test_once_the_day_has_passed_its_authors_read_what_they_answered(client, accepted, li):
    confirm(accepted, ANSWERS, seen=version_of(accepted), by=li)
    let_pass(accepted.workshop)
    client.force_login(li)

    html = client.get(address(accepted)).content.decode()
    assert "Li Wei presents it remotely. Time zone: Asia/Tokyo." in words(html)
    assert 'name="decline"' not in html
    own_page = client.get(accepted.get_absolute_url()).content.decode()
    assert "What you answered" in own_page
    assert "Change the answer" not in own_page


def test_by_a_link_that_is_open_still_it_is_read_and_nothing_more(accepted, cast):
    mail_all(accepted, cast.chair)
    path = link_to("li@example.org")
    let_pass(accepted.workshop)

    told = words(Client().get(path).content.decode())
    assert "The day has passed, so this stands as it is: Nobody has answered." in told
    hours = ANSWERS | {"hours": "not before ten in the morning", "confirm": "1"}
    answer = Client().post(path, hours)
    assert (answer.status_code, Confirmation.objects.exists()) == (422, False)
    assert "not before ten in the morning" in answer.content.decode()


def test_of_a_closed_workshop_nothing_more_is_offered(client, accepted, cast, li):
    offered = "Add a poster, slides, a video, paper or code"
    client.force_login(li)
    assert offered in client.get(accepted.get_absolute_url()).content.decode()

    let_pass(accepted.workshop)
    accepted.workshop.refresh_from_db()
    close_workshop(accepted.workshop, by=cast.chair)

    assert offered not in client.get(accepted.get_absolute_url()).content.decode()


# --- the chair ---


@pytest.fixture
def page(client, cast):
    client.force_login(cast.chair)
    return f"/{cast.workshop.slug}/chair/confirmations/"


def test_the_chair_reads_who_has_confirmed_and_how(client, accepted, page, cast):
    assert "Counting joules waits not mailed" in words(client.get(page).content.decode())
    assert any(one.address == page for one in all_steps(cast.workshop, cast.chair))

    confirm(accepted, ANSWERS, seen=version_of(accepted))

    told = words(client.get(page).content.decode())
    assert "Li Wei, remotely Asia/Tokyo not before 10:00 the abstract only" in told
    assert not any(one.address == page for one in all_steps(cast.workshop, cast.chair))


def test_one_press_asks_all_who_have_not_confirmed_once_a_day(client, accepted, page, cast):
    shown = client.get(page).context
    assert {mail["to"] for mail in shown["mails"]} == {cast.stranger.email, "li@example.org"}

    client.post(page, {"remind": shown["seen"]})
    client.post(page, {"remind": shown["seen"]})

    assert Message.objects.filter(purpose="confirmation").count() == 2
    assert client.get(page).context["mails"] == []


def test_a_mail_that_asks_what_was_answered_meanwhile_is_not_sent(client, accepted, page):
    client.post(page, {"remind": client.get(page).context["seen"]})
    mail = Message.objects.filter(purpose="confirmation").first()
    assert is_still_due(mail)

    confirm(accepted, ANSWERS, seen=version_of(accepted))

    assert not is_still_due(mail)


def test_letters_go_to_those_who_have_not_confirmed(accepted, cast):
    group = groups()["authors_unconfirmed"]
    found = people_of(group, cast.workshop, seen_by=cast.chair)
    assert {one.mail for one in found} == {"li@example.org", cast.stranger.email}

    confirm(accepted, ANSWERS, seen=version_of(accepted))

    assert people_of(group, cast.workshop, seen_by=cast.chair) == []


def test_a_chair_in_conflict_learns_nothing_of_it(client, accepted, page, cast):
    client.post(page, {"remind": client.get(page).context["seen"]})
    accepted.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    html = client.get(page).content.decode()
    assert accepted.title not in html
    assert "li@example.org" not in html
    assert people_of(groups()["authors_unconfirmed"], cast.workshop, seen_by=cast.chair) == []
    outbox = client.get(f"/{cast.workshop.slug}/chair/mail/").content.decode()
    assert "please confirm" not in outbox
    assert not any(one.address == page for one in all_steps(cast.workshop, cast.chair))


def test_the_chair_s_page_says_that_a_place_is_free_until_it_is_given(accepted, cast):
    waiting = make_decided(make_submission(cast.workshop), "waitlist", release=True)
    make_decided(make_submission(cast.workshop), "waitlist", release=True)
    free = "1 place is free: accept the next of the waitlist"

    def is_told():
        return free in [step.text for step in all_steps(cast.workshop, cast.chair)]

    assert not is_told()
    decline(accepted, by=cast.stranger)
    assert is_told()
    decide(waiting, "accept", by=cast.chair)
    assert not is_told()


def test_the_best_of_the_waitlist_is_offered_with_its_mail(client, accepted, page, cast):
    cast.workshop.criteria.create(name="Relevance", anchors="low\nhigh")
    for title, mark in (("Worse", 1), ("Better", 2)):
        waiting = make_submission(cast.workshop, title=title)
        make_review(waiting, make_member(cast.workshop, "reviewer").user, mark=mark)
        make_decided(waiting, "waitlist", release=True)
    decline(accepted, via="li@example.org")

    told = words(client.get(page).content.decode())
    assert "1 acceptance was declined or withdrawn: Counting joules" in told
    assert "Next on the waitlist: Better , mean 2.00 (2 wait)" in told

    button = re.search(r'name="accept" value="([^"]+)"', client.get(page).content.decode())[1]
    answer = client.post(page, {"accept": button}, follow=True)
    assert "“Better” is accepted, quietly." in answer.content.decode()
    assert "decision on “Better”" in answer.content.decode()
    assert Submission.objects.get(title="Better").status == Status.WAITLISTED


def test_of_the_waitlist_one_is_accepted_as_a_poster(client, accepted, page, cast):
    waiting = make_decided(make_submission(cast.workshop), "waitlist", release=True)
    decline(accepted, via="li@example.org")
    button = re.search(r'name="accept" value="([^"]+)"', client.get(page).content.decode())[1]

    answer = client.post(page, {"accept": button, "outcome": "poster"}, follow=True)

    assert "is accepted as a poster, quietly." in answer.content.decode()
    waiting.decision.refresh_from_db()
    assert waiting.decision.outcome == "poster"


def test_nothing_of_the_waitlist_is_rejected_there(client, accepted, page, cast):
    waiting = make_decided(make_submission(cast.workshop), "waitlist", release=True)
    decline(accepted, via="li@example.org")
    button = re.search(r'name="accept" value="([^"]+)"', client.get(page).content.decode())[1]

    client.post(page, {"accept": button, "outcome": "reject"})

    waiting.decision.refresh_from_db()
    assert waiting.decision.outcome == "accept"


def test_one_decided_meanwhile_by_another_chair_is_not_overwritten(client, page, cast):
    waiting = make_decided(make_submission(cast.workshop), "waitlist", release=True)
    decide(waiting, "reject", by=cast.chair)

    answer = client.post(page, {"accept": f"{waiting.code}:waitlist"}, follow=True)

    assert "Its decision has changed meanwhile." in answer.content.decode()
    waiting.decision.refresh_from_db()
    assert waiting.decision.outcome == "reject"
