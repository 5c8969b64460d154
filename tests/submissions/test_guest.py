"""Whoever has no account begins all the same, and a mailed code makes it theirs."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from submissions.blind_copies import copy_of
from submissions.guests import TO_CONFIRM, remove_unclaimed
from submissions.models import Status, Submission
from tests.factories import make_draft, make_member, make_user
from tests.pdfs import docx, paper
from tests.submissions.forms import after_the_deadline, check, typed, upload
from workshop.models import Message, User

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "7f65db21-3366-4c1e-8f0b-0d9a2f6f4a11"
PAGE, CODE_PAGE = "/warm/submit/", "/warm/submit/code/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Five codes a minute go to one address; each test begins anew."""
    cache.clear()


def send_in(client, **more):
    return client.post(PAGE, typed(submit="1", proposal=upload(), mail="ana@example.org", **more))


def mailed_code():
    return Message.objects.filter(purpose="code").latest("pk").secret


def confirm(client, code=None):
    return client.post(CODE_PAGE, {"code": code or mailed_code()}, follow=True)


def test_a_guest_sends_in_and_confirms_the_address(client, workshop):
    answer = send_in(client)
    draft = Submission.objects.get()
    check()
    arrived = draft.asked_at
    waiting = Submission.objects.get()
    page = confirm(client)

    sent = Submission.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, CODE_PAGE)
    assert (waiting.status, waiting.submitter, waiting.guest_mail) == (
        "draft",
        None,
        "ana@example.org",
    )
    assert (sent.status, sent.submitter.email) == (Status.SUBMITTED, "ana@example.org")
    assert (sent.submitted_at, sent.guest_mail) == (arrived, "")
    assert sent.manuscripts.get().by == sent.submitter
    assert "We have your submission." in page.content.decode()
    assert {one.recipient for one in Message.objects.filter(purpose="receipt")} == {
        "ana@example.org",
        "li@example.org",
    }


def test_a_guest_declares_conflicts_and_takes_them_back(client, workshop):
    near, far = (make_member(workshop, "reviewer").user for _each in range(2))
    client.post(PAGE, typed(save="1", committee=[near.pk, far.pk]))
    draft = Submission.objects.get()
    again = {"key": draft.key, "seen": draft.version, "committee": [near.pk]}
    send_in(client, **again)
    check()
    confirm(client)

    [kept], [gone] = (draft.conflicts.filter(user=one) for one in (near, far))
    submitter = Submission.objects.get().submitter
    assert submitter
    assert (kept.by, kept.lifted_at) == (submitter, None)
    assert (gone.by, gone.lifted_by) == (submitter, submitter)


def test_no_author_hears_of_it_before_the_address_is_confirmed(client, workshop):
    send_in(client)
    check()

    assert set(Message.objects.values_list("purpose", flat=True)) == {"code"}


def test_the_draft_is_of_this_browser_and_this_page_alone(client, workshop):
    client.post(PAGE, typed(save="1"))
    draft = Submission.objects.get()
    cookie = client.cookies["draft"]

    assert "Counting joules" in client.get(PAGE).content.decode()
    assert "Counting joules" not in Client().get(PAGE).content.decode()
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (PAGE, True, "Lax")
    assert client.get(draft.get_absolute_url()).status_code == 302  # to the sign-in


def test_a_cookie_that_was_made_up_opens_nothing(client, workshop):
    client.post(PAGE, typed(save="1"))
    stranger = Client()
    stranger.cookies["draft"] = f"{Submission.objects.get().code}:made-up"

    assert "Counting joules" not in stranger.get(PAGE).content.decode()
    assert stranger.get(f"{PAGE}check/").status_code == 404


def test_new_and_known_addresses_get_the_same_answer(workshop):
    make_user("known@example.org")
    pages = []
    for mail in ("known@example.org", "fresh@example.org"):
        guest = Client()
        answer = guest.post(PAGE, typed(save="1", mail=mail))
        page = guest.get(CODE_PAGE).content.decode().replace(mail, "MAIL")
        for secret in Message.objects.values_list("secret", flat=True):
            page = page.replace(secret, "CODE")
        pages.append((answer.status_code, answer["Location"], without_tokens(page)))

    assert pages[0] == pages[1]


def without_tokens(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_without_an_address_the_first_authors_gets_the_code(client, workshop):
    client.post(PAGE, typed(submit="1", proposal=upload()))

    assert Message.objects.get(purpose="code").recipient == "ana@example.org"


def test_a_wrong_code_changes_nothing_and_five_close_it(client, workshop):
    send_in(client)
    first = mailed_code()
    answers = [client.post(CODE_PAGE, {"code": "WRONG-ONE"}).status_code for _try in range(5)]
    page = client.post(CODE_PAGE, {"code": first}).content.decode()

    assert answers == [422] * 5
    assert Submission.objects.get().submitter is None
    assert "Send another code" in page


def test_another_code_can_be_asked_for(client, workshop):
    send_in(client)
    client.post(CODE_PAGE, {"resend": "1"})
    check()
    confirm(client)

    assert Submission.objects.get().status == Status.SUBMITTED


def test_a_code_within_a_day_counts_from_when_it_arrived(client, workshop):
    send_in(client)
    check()
    arrived = timezone.now() - TO_CONFIRM + timedelta(minutes=1)
    Submission.objects.update(asked_at=arrived)
    after_the_deadline(workshop)
    confirm(client)

    sent = Submission.objects.get()
    assert (sent.status, sent.submitted_at) == (Status.SUBMITTED, arrived)


def test_a_code_after_a_day_leaves_a_draft_once_the_deadline_is_over(client, workshop):
    send_in(client)
    check()
    Submission.objects.update(asked_at=timezone.now() - TO_CONFIRM - timedelta(minutes=1))
    after_the_deadline(workshop)
    page = confirm(client).content.decode()

    draft = Submission.objects.get()
    assert (draft.status, draft.asked_at, draft.submitter.email) == (
        "draft",
        None,
        "ana@example.org",
    )
    assert "a draft, which is not sent in" in page


def test_a_file_that_is_checked_after_the_code_counts_as_well(client, workshop):
    send_in(client)
    arrived = Submission.objects.get().asked_at
    confirm(client)
    check()

    sent = Submission.objects.get()
    assert (sent.status, sent.submitted_at) == (Status.SUBMITTED, arrived)


def test_who_signs_in_meanwhile_makes_it_theirs_by_saving(client, workshop):
    client.post(PAGE, typed(save="1"))
    draft = Submission.objects.get()
    client.force_login(make_user("bo@example.org"))
    shown = client.get(PAGE).content.decode()
    still = Submission.objects.get().submitter

    client.post(PAGE, typed(key=draft.key, seen=draft.version, save="1", title="Counting watts"))

    kept = Submission.objects.get()
    assert "Counting joules" in shown
    assert still is None
    assert (kept.submitter.email, kept.title) == ("bo@example.org", "Counting watts")


def test_a_form_sent_again_after_the_claim_makes_no_second_one(client, workshop):
    form = typed(submit="1", mail="ana@example.org")
    client.post(PAGE, form | {"proposal": upload()})
    confirm(client)
    again = client.post(PAGE, form | {"proposal": upload()})
    other = Client().post(PAGE, form | {"proposal": upload()})

    assert Submission.objects.count() == 1
    assert again.status_code in {302, 422}
    assert other.status_code == 422
    assert "belongs to an account by now" in other.content.decode()


def test_two_tabs_of_a_guest_are_one_submission_with_both_texts_shown(client, workshop):
    client.post(PAGE, typed(save="1", title="First tab", tab="a"))
    late = client.post(PAGE, typed(save="1", title="Second tab", tab="b"))

    assert Submission.objects.count() == 1
    assert late.status_code == 422
    assert "Title as stored: First tab" in late.content.decode()
    assert "Second tab" in late.content.decode()


def test_the_check_answers_on_the_guests_page(client, workshop):
    client.post(PAGE, typed(check="1", proposal=upload()))
    waiting = client.get(f"{PAGE}check/").content.decode()
    check()
    page = client.get(f"{PAGE}check/").content.decode()

    assert 'hx-get="/warm/submit/check/"' in waiting
    assert 'src="/warm/submit/pages/1/small/"' in page
    assert "hx-get" not in page
    drawn = client.get(f"{PAGE}pages/1/small/")
    assert (drawn["Content-Type"], len(drawn.getvalue()) > 0) == ("image/webp", True)


def test_a_refused_file_of_a_guest_is_said_on_the_page(client, workshop):
    client.post(PAGE, typed(check="1", proposal=upload(docx())))
    check()

    page = client.get(PAGE).content.decode()

    assert "This is a Word document, not a PDF." in page


def test_a_page_that_saves_by_itself_keeps_the_first_field(client, workshop):
    answer = client.post(PAGE, typed(auto="1", tab="a", title="A first word", abstract=""))

    kept = Submission.objects.get()
    page = answer.content.decode()
    assert (answer.status_code, kept.title) == (200, "A first word")
    assert "Kept as a draft at" in page
    assert f'name="seen" value="{kept.version}"' in page
    assert "draft" in client.cookies


def test_what_was_begun_by_itself_can_be_discarded_from_the_open_page(client, workshop):
    page = client.post(PAGE, typed(auto="1", title="A first word")).content.decode()

    assert '<h1 id="heading" data-hx-swap-oob="true">Your submission</h1>' in page
    assert "Discard the draft" in page


def test_what_a_tab_has_saved_by_itself_is_never_stale_to_it(client, workshop):
    form = typed(tab="a")
    client.post(PAGE, form | {"auto": "1", "title": "Half a ti"})
    answer = client.post(PAGE, form | {"save": "1", "title": "Half a title more"})

    assert answer.status_code == 302
    assert Submission.objects.get().title == "Half a title more"


def test_a_save_by_itself_that_comes_too_late_undoes_nothing(client, workshop):
    form = typed(tab="a")
    client.post(PAGE, form | {"save": "1", "title": "The last word"})
    late = client.post(PAGE, form | {"auto": "1", "title": "An older word"})

    assert Submission.objects.get().title == "The last word"
    assert "Not kept by itself" in late.content.decode()


def test_what_has_arrived_is_not_taken_apart_by_a_page_that_saves_by_itself(client, workshop):
    form = typed(tab="a")
    client.post(PAGE, form | {"submit": "1", "proposal": upload()})
    client.post(PAGE, form | {"auto": "1", "title": ""})
    refused = client.post(PAGE, form | {"submit": "1", "title": "", "proposal": upload()})
    check()
    confirm(client)

    assert refused.status_code == 422
    sent = Submission.objects.get()
    assert (sent.status, sent.title) == (Status.SUBMITTED, "Counting joules")


def test_a_page_that_saves_by_itself_too_late_says_when_the_deadline_was(client, workshop):
    after_the_deadline(workshop)

    assert "The deadline was" in client.post(PAGE, typed(auto="1")).content.decode()


def test_nothing_is_begun_of_an_empty_page(client, workshop):
    blank = {"title": "", "abstract": "", "authors-TOTAL_FORMS": 0}

    assert client.post(PAGE, typed(auto="1", **blank)).status_code == 204
    assert not Submission.objects.exists()
    assert "draft" not in client.cookies


def test_after_the_deadline_a_guest_keeps_what_was_typed(client, workshop):
    after_the_deadline(workshop)
    answer = send_in(client)

    assert (answer.status_code, Submission.objects.count()) == (422, 0)
    assert "What you typed is still on this page." in answer.content.decode()
    assert "Counting joules" in answer.content.decode()


def test_a_guest_throws_the_draft_away(client, workshop):
    client.post(PAGE, typed(save="1"))
    asked = client.get(f"{PAGE}discard/").content.decode()
    client.post(f"{PAGE}discard/")

    assert "Discard this draft?" in asked
    assert not Submission.objects.exists()


def test_drafts_nobody_came_back_to_are_removed_after_two_weeks(workshop):
    old = make_draft(workshop)
    Submission.objects.filter(pk=old.pk).update(
        submitter=None, created_at=timezone.now() - timedelta(days=15)
    )
    fresh = make_draft(workshop)
    Submission.objects.filter(pk=fresh.pk).update(submitter=None)

    assert remove_unclaimed(timezone.now()) == 1
    assert list(Submission.objects.values_list("pk", flat=True)) == [fresh.pk]


def test_a_draft_whose_address_may_still_be_confirmed_is_not_removed(client, workshop):
    send_in(client)
    Submission.objects.update(created_at=timezone.now() - timedelta(days=15))

    assert remove_unclaimed(timezone.now()) == 0
    assert remove_unclaimed(timezone.now() + TO_CONFIRM) == 1


def test_of_a_guest_ten_versions_are_taken(client, workshop):
    for number in range(11):
        kept = upload(paper() + b"%" + str(number).encode())
        answer = client.post(PAGE, typed(key=KEY, auto="1", title="Cold", proposal=kept))

    assert "There are 10 versions already." in answer.content.decode()
    assert Submission.objects.get().manuscripts.count() == 10


def test_guests_of_one_network_are_told_what_was_too_much(client, workshop, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guest_draft": "1/h/ip"}
    client.post(PAGE, typed(save="1"))
    client.cookies.clear()

    answer = client.post(PAGE, typed(key=KEY, save="1", title="A second one"))

    assert "Too many were begun from this network." in answer.content.decode()
    assert "A second one" in answer.content.decode()


def test_a_second_confirmed_address_is_that_of_its_account(client, workshop):
    known = make_user("ana@pau.example")
    EmailAddress.objects.create(user=known, email="ana@example.org", verified=True)
    send_in(client)
    check()
    confirm(client)

    assert Submission.objects.get().submitter == known


def test_an_account_that_never_came_is_no_author(client, workshop):
    """Asking for a code makes one, as signing in does; the daily round removes it."""
    client.post(PAGE, typed(save="1", mail="new@example.org"))

    made = User.objects.get(email="new@example.org")
    assert not made.emailaddress_set.filter(verified=True).exists()


def test_a_guest_uses_what_was_found_on_the_first_page(client, workshop):
    client.post(PAGE, typed(check="1", title="", abstract="", proposal=upload()))
    check()
    draft = Submission.objects.get()
    found = {
        "title": "Joules by night",
        "abstract": "We sleep.",
        "authors": [{"name": "Mia Sol", "mail": "mia@example.org", "affiliation": "Pau"}],
    }
    manuscript = draft.manuscripts.get()
    manuscript.facts |= {"offered": found}
    manuscript.save()
    shown = client.get(PAGE).content.decode()
    form = typed(key=draft.key, seen=draft.version, title="Mine", abstract="", use="1")
    page = client.post(PAGE, form).content.decode()

    kept = Submission.objects.get()
    assert "Joules by night" in shown
    assert (kept.title, kept.abstract) == ("Mine", "We sleep.")
    assert [one.mail for one in kept.authors.all()][-1] == "mia@example.org"
    assert 'value="Mia Sol"' in page


def test_what_nobody_has_claimed_is_not_yet_that_of_whom_it_names(client, workshop):
    send_in(client)
    draft = Submission.objects.get()
    named = Client()
    named.force_login(make_user("li@example.org"))

    pages = [draft.get_absolute_url(), f"{draft.get_absolute_url()}edit/"]
    assert [named.get(page).status_code for page in pages] == [404, 404]
    assert draft.title not in named.get("/me/").content.decode()

    confirm(client)
    assert [named.get(page).status_code for page in pages] == [200, 200]


def test_what_a_guest_has_claimed_gets_a_blind_copy_for_its_submitter_too(client, workshop):
    send_in(client)
    check()
    confirm(client)
    check()

    assert copy_of(Submission.objects.get().proposal)
