"""Forms that come while all places are taken: kept as they came, answered in their turn."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from submissions.models import Manuscript, Submission
from submissions.services import GRACE
from submissions.uploads import add_manuscript
from submissions.views import form as form_views
from tests.factories import make_draft, make_job
from tests.submissions.forms import check, edit_address, set_deadline, typed, upload
from workshop import rush
from workshop.arrivals import KEEP, remove_arrivals
from workshop.models import Job
from workshop.queue import work_once

pytestmark = pytest.mark.django_db(transaction=True)
SUBMIT = "/warm/submit/"


@pytest.fixture
def crowd(monkeypatch):
    """All places are taken by others."""
    remove_all()
    monkeypatch.setattr(rush, "turns", rush.Turns(0))


@pytest.fixture
def browser(author, workshop):
    """As a real one: its forms hold the token of its cookie."""
    own = Client(enforce_csrf_checks=True)
    own.force_login(author)
    own.get(SUBMIT)
    return own


def send(browser, address=SUBMIT, *, headers=None, **fields):
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    sent = typed(csrfmiddlewaretoken=token, **fields)
    return browser.post(address, sent, headers=headers)


def remove_all():
    for name in kept_files():
        default_storage.delete(f"arrivals/{name}")


def kept_files():
    return default_storage.listdir("arrivals")[1] if default_storage.exists("arrivals") else []


def kept():
    """What kinds of files there are of arrivals."""
    return sorted(name.partition(".")[2] for name in kept_files())


def test_a_form_is_kept_and_then_stored_with_its_file(browser, workshop, crowd):
    answer = send(browser, submit="1", proposal=upload())

    waiting = browser.get(answer.url)
    assert answer.url.startswith("/arrived/")
    assert "that is the time that counts" in waiting.content.decode()
    assert waiting["Refresh"] == "5"
    assert not Submission.objects.exists()
    assert work_once("forms")
    [stored] = Submission.objects.all()
    assert browser.get(answer.url)["Location"] == stored.get_absolute_url()
    assert kept() == ["answer"]
    check()
    assert Submission.objects.get().status == "submitted"


def test_a_form_counts_from_its_arrival(browser, workshop, crowd):
    send(browser, submit="1", proposal=upload())
    set_deadline(workshop, timezone.now() - GRACE)

    late = send(browser, submit="1", proposal=upload())

    assert [work_once("forms"), work_once("forms")] == [True, True]
    [stored] = Submission.objects.all()
    assert stored.asked_at == datetime.fromisoformat(Job.objects.earliest("pk").arguments["at"])
    told = browser.get(late.url)
    assert told.status_code == 422
    assert "What you typed is still on this page." in told.content.decode()


def test_a_form_that_fails_comes_back_with_what_was_typed(browser, workshop, author, crowd):
    address = edit_address(make_draft(workshop, author))

    answer = send(browser, address, submit="1", title="Typed with care", abstract="")

    work_once("forms")
    page = browser.get(answer.url).content.decode()
    assert 'value="Typed with care"' in page
    assert f'action="{address}"' in page


def test_a_double_click_is_one_submission(browser, workshop, crowd):
    key = typed()["key"]
    send(browser, key=key, save="1")
    second = send(browser, key=key, save="1")

    while work_once("forms"):
        pass

    [stored] = Submission.objects.all()
    assert browser.get(second.url)["Location"] == stored.get_absolute_url()


def test_the_answer_is_for_the_browser_that_sent(browser, workshop, author, crowd):
    answer = send(browser, save="1")
    work_once("forms")
    other = Client()
    other.force_login(author)

    assert other.get(answer.url).status_code == 404
    assert browser.get("/arrived/0123456789abcdef0123456789abcdef/").status_code == 404


def test_a_guest_gets_the_draft_of_their_browser(workshop, crowd):
    guest = Client(enforce_csrf_checks=True)
    guest.get(SUBMIT)
    answer = send(guest, mail="ana@example.org", save="1", title="Of a guest")
    work_once("forms")

    guest.get(answer.url)

    assert 'value="Of a guest"' in guest.get(SUBMIT).content.decode()


def test_a_form_without_its_token_is_refused_later_too(browser, workshop, crowd):
    answer = browser.post(SUBMIT, typed(save="1"))

    work_once("forms")

    assert browser.get(answer.url).status_code == 403
    assert not Submission.objects.exists()


def test_what_saves_itself_is_answered_at_once(browser, workshop, author, crowd):
    address = edit_address(make_draft(workshop, author))

    answer = send(browser, address, auto="1", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert not Job.objects.filter(kind="arrival").exists()


def test_a_form_that_breaks_off_is_not_kept(browser, workshop, crowd):
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    half = (
        f"--b\r\nContent-Disposition: form-data; name=csrfmiddlewaretoken\r\n\r\n{token}".encode()
    )

    more = {"CONTENT_LENGTH": len(half) + 999, "wsgi.input": BytesIO(half)}
    answer = browser.generic("POST", SUBMIT, half, "multipart/form-data; boundary=b", **more)

    assert answer.status_code == 400
    assert "Send it again" in answer.content.decode()
    assert kept() == []


def test_a_fault_of_ours_is_tried_again_and_then_told(browser, workshop, crowd, monkeypatch):
    def broken(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(form_views, "_begin", broken)
    answer = send(browser, save="1")
    for _try in range(3):
        work_once("forms")
        Job.objects.update(due_at=timezone.now())

    job = Job.objects.get()
    assert (job.state, job.tries) == ("failed", 3)
    assert browser.get(answer.url).status_code == 500
    assert kept() == ["answer", "request"]


def test_a_form_that_pauses_after_a_fault_holds_up_no_check(browser, workshop, author, crowd):
    add_manuscript(make_draft(workshop, author), upload(), by=author)
    make_job("arrival", lane=Job.Lane.FORMS, due_at=timezone.now() + timedelta(minutes=1))

    assert work_once("files")

    assert Manuscript.objects.get().is_accepted


def test_a_form_whose_worker_dies_each_time_is_told_of(browser, workshop, crowd):
    answer = send(browser, save="1")
    Job.objects.update(tries=3)
    assert work_once("forms") is False

    page = browser.get(answer.url)

    assert page.status_code == 500
    assert "It could not be stored" in page.content.decode()
    assert "Refresh" not in page


def test_what_is_long_answered_is_removed(browser, workshop, crowd):
    answer = send(browser, save="1")
    work_once("forms")

    assert remove_arrivals(timezone.now()) == 0
    assert remove_arrivals(timezone.now() + KEEP + timedelta(minutes=1)) == 1
    assert kept() == []
    assert browser.get(answer.url).status_code == 404


def test_a_place_is_free_again_after_each_form(browser, workshop, monkeypatch):
    monkeypatch.setattr(rush, "turns", rush.Turns(1))

    answers = [send(browser, save="1") for _time in range(2)]
    refused = browser.post(SUBMIT, typed(save="1"))

    assert [it.url.startswith("/warm/") for it in answers] == [True, True]
    assert refused.status_code == 403
    assert rush.turns.take()


def test_where_very_many_wait_the_next_is_read_at_once(browser, workshop, crowd, monkeypatch):
    monkeypatch.setattr(rush, "MOST_KEPT", 1)
    send(browser, save="1")

    assert send(browser, save="1").url.startswith("/warm/")
