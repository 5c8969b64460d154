"""The blind copies of proposals: for whom, of whom, and when there is none."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from submissions import blind_copies
from submissions.blind_copies import copy_of, make_copy, want_missing_copies
from submissions.models import BlindCopy, Submission
from tests.factories import (
    make_assignment,
    make_blind,
    make_draft,
    make_manuscript,
    make_member,
    make_submission,
    make_user,
)
from tests.pdfs import paper, signed
from tests.submissions.blind.dressing import dressed, found_in, pack_a_text
from tests.submissions.forms import check, edit_address, typed, upload
from workshop.models import Job, Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent(client, author, workshop):
    """Sent in through the form with a PDF that says who wrote it, and checked."""

    def sent_in(content):
        client.post("/warm/submit/", typed(submit="1", proposal=upload(content)))
        check()
        return Submission.objects.get()

    return sent_in


@pytest.fixture
def reviewer(workshop):
    return make_member(workshop, "reviewer").user


def page_and_file(client, submission, user):
    client.force_login(user)
    assignment = submission.assignments.get(reviewer=user)
    page = client.get(assignment.get_absolute_url()).content.decode()
    return page, client.get(f"{assignment.get_absolute_url()}proposal.pdf")


def test_reviewers_get_a_copy_that_names_nobody(client, sent, reviewer):
    submission = sent(signed("Ana Moreau"))
    make_assignment(submission, reviewer)

    page, answer = page_and_file(client, submission, reviewer)

    assert f"reviews/{submission.assignments.get().code}/proposal.pdf" in page
    assert not found_in(answer.getvalue())
    assert answer.headers["Content-Type"] == "application/pdf"
    shown = f'inline; filename="warm-{submission.code}.pdf"'
    assert answer.headers["Content-Disposition"] == shown
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == ["default-src 'none'", "frame-ancestors 'self'"]


def test_single_blind_reviewers_get_the_original(client, sent, reviewer, workshop):
    type(workshop).objects.update(blind_mode="single")
    original = signed("Ana Moreau")
    submission = sent(original)
    make_assignment(submission, reviewer)

    _page, answer = page_and_file(client, submission, reviewer)

    assert answer.getvalue() == original


def test_chairs_get_original_and_copy(client, sent, workshop):
    submission = sent(signed("Ana Moreau"))
    client.force_login(workshop.memberships.chairs().get().user)

    page = client.get(reverse("chair_submission", args=["warm", submission.code])).content.decode()
    copy = reverse("blind_copy", args=["warm", submission.code])

    assert f'href="{copy}"' in page
    assert reverse("proposal", args=["warm", submission.code]) in page
    assert not found_in(client.get(copy).getvalue())
    assert "Reviewers get no PDF" not in page


def test_a_withheld_copy_is_the_chairs_and_no_reviewers(client, sent, reviewer, workshop):
    submission = sent(dressed(pack_a_text))
    make_assignment(submission, reviewer)

    page, answer = page_and_file(client, submission, reviewer)
    assert "A PDF without the authors’ names is being prepared." in page
    assert answer.status_code == 404
    client.force_login(workshop.memberships.chairs().get().user)
    page = client.get(reverse("chair_submission", args=["warm", submission.code])).content.decode()

    assert "An author is still named in: a picture, a drawing or a font (page 2)." in page
    assert client.get(reverse("blind_copy", args=["warm", submission.code])).status_code == 404


def test_new_authors_get_a_new_copy_and_reviewers_none_until_then(client, sent, author, reviewer):
    submission = sent(signed("Rosa Lindgren"))
    make_assignment(submission, reviewer)
    older = BlindCopy.objects.get().file.name
    lines = {"authors-1-name": "Rosa Lindgren", "authors-1-mail": "rosa@example.org"}
    changed = typed(key=submission.key, seen=submission.version, save="1", **lines)
    client.force_login(author)
    client.post(edit_address(submission), changed)

    page, answer = page_and_file(client, submission, reviewer)
    assert ("being prepared" in page, answer.status_code) == (True, 404)
    check()
    page, answer = page_and_file(client, submission, reviewer)

    assert answer.getvalue().startswith(b"%PDF-")
    assert not default_storage.exists(older)
    assert default_storage.exists(BlindCopy.objects.get().file.name)


def test_the_same_authors_in_another_order_need_no_new_copy(client, sent, author):
    submission = sent(signed("Ana Moreau"))
    jobs = Job.objects.filter(kind="blind_copy").count()
    first, second = {}, {}
    for name in ("name", "mail", "affiliation"):
        first[f"authors-0-{name}"] = typed()[f"authors-1-{name}"]
        second[f"authors-1-{name}"] = typed()[f"authors-0-{name}"]

    client.post(
        edit_address(submission),
        typed(key=submission.key, seen=submission.version, save="1", **first, **second),
    )

    assert Job.objects.filter(kind="blind_copy").count() == jobs
    assert copy_of(Submission.objects.get().proposal)


def test_an_account_with_another_name_gets_a_new_copy_within_a_day(author, workshop):
    submission = make_submission(workshop, author)
    make_blind(submission.proposal)
    assert want_missing_copies(timezone.now()) == 0
    type(author).objects.filter(pk=author.pk).update(name="Ana Delacroix")
    assert copy_of(Submission.objects.get().proposal) is None

    assert want_missing_copies(timezone.now()) == 1
    check()

    assert copy_of(Submission.objects.get().proposal).outcome == "made"


def test_who_goes_by_another_name_has_a_new_copy_made_at_once(client, author, workshop):
    submission = make_submission(workshop, author)
    make_blind(submission.proposal)
    for name in ("Ana Delacroix", "Ana Moreau", "Ana Delacroix"):
        client.post(reverse("me"), {"name": name})
        assert copy_of(Submission.objects.get().proposal) is None
        check()

        assert copy_of(Submission.objects.get().proposal).outcome == "made"


def test_who_changes_their_address_has_a_new_copy_made_at_once(client, author, workshop):
    submission = make_submission(workshop, author)
    make_blind(submission.proposal)

    client.post("/accounts/email/", {"email": "delacroix@example.org", "action_add": ""})
    client.post("/accounts/confirm-email/", {"code": Message.objects.first().secret})
    check()

    now = Submission.objects.get()
    assert now.submitter.email == "delacroix@example.org"
    assert copy_of(now.proposal).outcome == "made"


def test_an_operator_who_renames_an_account_has_a_new_copy_made(client, author, workshop):
    submission = make_submission(workshop, author)
    make_blind(submission.proposal)
    client.force_login(make_user(is_superuser=True))
    page = reverse("admin:workshop_user_change", args=[author.pk])

    answer = client.get(page)
    form = answer.context["adminform"].form
    given = {one.html_name: one.value() for one in form if one.value()}
    client.post(page, given | {"name": "Ana Delacroix", "_seen": answer.context["seen"]})
    check()

    author.refresh_from_db()
    assert author.name == "Ana Delacroix"
    assert copy_of(Submission.objects.get().proposal).outcome == "made"


def test_a_copy_for_authors_who_change_meanwhile_is_not_kept(workshop, author, monkeypatch):
    submission = make_submission(workshop, author)
    manuscript = submission.manuscripts.get()
    before = set(default_storage.listdir(manuscript.file.name.rpartition("/")[0])[1])
    made = blind_copies.make_blind_copy

    def made_slowly(*arguments):
        submission.authors.update(name="Rosa Lindgren")
        return made(*arguments)

    monkeypatch.setattr(blind_copies, "make_blind_copy", made_slowly)

    assert make_copy(manuscript) is None
    assert not BlindCopy.objects.exists()
    assert set(default_storage.listdir(manuscript.file.name.rpartition("/")[0])[1]) == before


def test_a_discarded_draft_takes_its_copy_along(client, author, workshop):
    draft = make_draft(workshop, author)
    manuscript = make_manuscript(draft, content=paper())
    path = make_copy(manuscript).file.name
    assert default_storage.exists(path)

    client.post(reverse("discard", args=["warm", draft.code]))

    assert not Submission.objects.exists()
    assert not default_storage.exists(path)
    assert make_copy(manuscript) is None
