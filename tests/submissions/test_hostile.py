"""What goes wrong on the way: two windows at once, half a request, a slow worker, a full disk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from submissions.author_lines import author_lines
from submissions.checks import settle
from submissions.forms import SubmissionForm
from submissions.jobs import check_pdf
from submissions.models import Manuscript, Submission
from submissions.services import change_status, save_texts
from submissions.uploads import MOST_VERSIONS, add_manuscript
from tests.factories import FACTS, make_draft, make_manuscript, make_submission
from tests.pdfs import paper
from tests.submissions.forms import check, edit_address, typed, upload
from workshop.models import Job

pytestmark = pytest.mark.django_db(transaction=True)
TOO_MUCH = FACTS | {"outcome": "resource", "pages": 0, "sheets": []}


def test_a_worker_that_was_given_up_does_not_overturn_the_verdict(workshop, author):
    manuscript = make_manuscript(make_draft(workshop, author), facts=None)
    slow = Manuscript.objects.get(pk=manuscript.pk)
    settle(manuscript, FACTS)

    settle(slow, TOO_MUCH)

    assert Manuscript.objects.get(pk=manuscript.pk).is_accepted


def test_a_file_refused_for_what_its_check_took_is_checked_once_more(workshop, author):
    draft = make_draft(workshop, author)
    refused = add_manuscript(draft, upload(), by=author)
    settle(refused, TOO_MUCH)

    again = add_manuscript(Submission.objects.get(), upload(), by=author)

    assert (again.number, again.is_pending) == (2, True)


def test_a_file_whose_check_breaks_down_for_good_is_our_fault_on_the_page(client, author, workshop):
    draft = make_draft(workshop, author)
    add_manuscript(draft, upload(), by=author)
    spent = {"state": "failed", "tries": 3, "finished_at": timezone.now()}
    Job.objects.update(error="No space left on device", **spent)

    page = client.get(draft.get_absolute_url()).content.decode()

    assert "that is our fault" in page
    assert "http-equiv" not in page
    add_manuscript(draft, upload(), by=author)
    assert "that is our fault" not in client.get(draft.get_absolute_url()).content.decode()
    check()
    assert Submission.objects.get().newest.is_accepted


def test_a_job_about_a_discarded_draft_ends_quietly(workshop, author):
    draft = make_draft(workshop, author)
    add_manuscript(draft, upload(), by=author)
    draft.delete()

    assert check_pdf(Job.objects.get()) == {"verdict": "discarded"}


def test_a_form_that_arrived_in_half_changes_nothing(client, author, workshop):
    draft = make_draft(workshop, author)
    whole = typed(key=draft.key, seen=draft.version, title="Changed", save="1")
    half = {name: whole[name] for name in whole if name != "end" and "authors-1" not in name}

    answer = client.post(edit_address(draft), half)

    assert answer.status_code == 422
    assert "The form has not arrived whole." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.title == "Counting joules"
    assert client.post("/warm/submit/", half | {"key": typed()["key"]}).status_code == 422
    assert Submission.objects.count() == 1


def test_a_save_that_is_refused_does_not_take_the_pressed_submit_back(client, author, workshop):
    client.post("/warm/submit/", typed(submit="1", proposal=upload()))
    draft = Submission.objects.get()
    assert draft.asked_at

    client.post(edit_address(draft), typed(key=draft.key, seen=0, title="Another", save="1"))

    draft.refresh_from_db()
    assert draft.asked_at
    check()
    assert Submission.objects.get().status == "submitted"


def test_what_was_typed_stays_when_a_coauthor_withdraws_meanwhile(client, author, workshop):
    sent = make_submission(workshop, author)
    change_status(sent, "withdrawn", by=author)

    answer = client.post(
        edit_address(sent), typed(key=sent.key, abstract="Typed in vain.", save="1")
    )

    assert answer.status_code == 422
    assert "Typed in vain." in answer.content.decode()
    assert "can no longer be changed" in answer.content.decode()


def test_the_second_of_two_equal_saves_at_once_is_no_conflict(workshop, author):
    """Its form was read before the first one was stored."""
    draft = make_draft(workshop, author)
    sent = typed(key=draft.key, seen=draft.version, title="Pressed twice", save="1")
    rows = [Submission.objects.get(pk=draft.pk) for _press in range(2)]
    of_whom = {"workshop": workshop, "user": author}
    forms = [SubmissionForm(sent, instance=row, **of_whom) for row in rows]

    assert [form.is_valid() for form in forms] == [True, True]
    for form in forms:
        lines = author_lines(draft, author, sent)
        assert lines.is_valid()
        save_texts(form.instance, form, lines, by=author)

    assert Submission.objects.get().version == draft.version + 1


def test_a_stale_save_shows_the_authors_that_are_stored(client, author, workshop):
    draft = make_draft(workshop, author)
    client.post(edit_address(draft), typed(key=draft.key, seen=draft.version, save="1"))

    answer = client.post(edit_address(draft), typed(key=draft.key, seen=1, title="Late", save="1"))

    assert answer.status_code == 422
    assert (
        "Authors as stored: Ana Moreau &lt;ana@example.org&gt;, Li Wei" in answer.content.decode()
    )


def test_versions_are_counted(client, author, workshop):
    draft = make_draft(workshop, author)
    one = make_manuscript(draft)
    Manuscript.objects.bulk_create(
        Manuscript(submission=draft, number=number, file=one.file.name, size=1, sha256=str(number))
        for number in range(2, MOST_VERSIONS + 1)
    )

    sent = typed(key=draft.key, seen=draft.version, save="1", proposal=upload(paper(1)))
    answer = client.post(edit_address(draft), sent)

    assert "There are 50 versions already." in answer.content.decode()
    assert draft.manuscripts.count() == MOST_VERSIONS


def test_a_stored_file_that_is_missing_is_no_crash(client, author, workshop):
    sent = make_submission(workshop, author)
    Manuscript.objects.update(
        file="manuscripts/gone/proposal.pdf", at=timezone.now() - timedelta(1)
    )

    for name in ("proposal.pdf", "pages/1/"):
        assert client.get(f"{sent.get_absolute_url()}{name}").status_code == 404
