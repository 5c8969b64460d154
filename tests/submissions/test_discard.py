"""Throwing a draft away: asked first, by its submitter alone, with its files."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from submissions import jobs
from submissions.jobs import check_pdf
from submissions.models import Manuscript, Submission
from submissions.services import NotADraft, discard
from submissions.views import saving
from tests.factories import make_draft, make_manuscript, make_submission
from tests.submissions.forms import check, edit_address, typed, upload
from workshop.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


FROM_HERE = {"origin": "http://testserver"}


def address(submission):
    return f"{submission.get_absolute_url()}discard/"


def test_discarding_is_asked_first_and_leaves_neither_rows_nor_files(client, author, workshop):
    draft = make_draft(workshop, author)
    manuscript = make_manuscript(draft)
    for name in ("page-1", "page-2", "small-1", "small-2"):
        default_storage.save(manuscript.drawing_path(f"{name}.webp"), ContentFile(b"drawn"))

    assert "Discard this draft?" in client.get(address(draft)).content.decode()
    assert Submission.objects.exists()
    answer = client.post(address(draft), follow=True)

    assert "The draft is discarded." in answer.content.decode()
    assert not Submission.objects.exists()
    assert not Manuscript.objects.exists()
    assert not [path for path in manuscript.paths if default_storage.exists(path)]


def test_coauthors_do_not_discard_what_they_are_named_in(client, author, workshop):
    draft = make_draft(workshop)
    draft.authors.create(position=2, name="Ana", mail=author.email, affiliation="Pau")

    assert client.post(address(draft)).status_code == 404
    assert "Discard" not in client.get(draft.get_absolute_url()).content.decode()
    assert Submission.objects.exists()


def test_what_was_sent_in_is_not_discarded(client, author, workshop):
    sent = make_submission(workshop, author)

    assert client.post(address(sent)).status_code == 404
    with pytest.raises(NotADraft):
        discard(sent)

    assert Submission.objects.exists()


def test_the_check_of_a_discarded_file_has_nothing_to_do(author, workshop):
    draft = make_draft(workshop, author)
    manuscript = make_manuscript(draft, facts=None)
    discard(draft)

    done = check_pdf(Job(arguments={"manuscript": manuscript.pk}))

    assert done == {"verdict": "discarded"}


def stored_files():
    """Of all manuscripts: their folders are named at random."""
    try:
        folders, _files = default_storage.listdir("manuscripts")
    except FileNotFoundError:
        return set()
    return set(folders)


def test_a_draft_discarded_during_its_check_leaves_no_files(author, workshop, monkeypatch):
    before, draft = stored_files(), make_draft(workshop, author)
    manuscript = make_manuscript(draft, facts=None)
    measure = jobs.measure

    def discarded_meanwhile(*args):
        facts = measure(*args)
        discard(draft)
        return facts

    monkeypatch.setattr(jobs, "measure", discarded_meanwhile)

    assert check_pdf(Job(arguments={"manuscript": manuscript.pk})) == {"verdict": "discarded"}
    assert stored_files() == before


@pytest.mark.parametrize("act", ["held", "wait_for"])
def test_what_is_typed_into_a_draft_discarded_meanwhile_is_given_back(
    client, author, workshop, monkeypatch, act
):
    before, draft = stored_files(), make_draft(workshop, author)
    go_on = getattr(saving, act)

    def discarded_meanwhile(*args, **kwargs):
        discard(draft)
        return go_on(*args, **kwargs)

    monkeypatch.setattr(saving, act, discarded_meanwhile)
    monkeypatch.setattr(jobs, "PATIENCE", 1)
    sent = typed(key=draft.key, abstract="A long thought about heat.", proposal=upload(), submit=1)

    answer = client.post(edit_address(draft), sent, headers=FROM_HERE)

    assert answer.status_code == 404
    assert "A long thought about heat." in answer.content.decode()
    check()
    assert stored_files() == before


def test_who_was_taken_out_of_the_authors_meanwhile_keeps_the_text(client, author, workshop):
    draft = make_draft(workshop)
    sent = typed(key=draft.key, abstract="A long thought about heat.", save=1)

    answer = client.post(edit_address(draft), sent, headers=FROM_HERE)

    assert answer.status_code == 404
    assert "A long thought about heat." in answer.content.decode()
    assert str(draft.key) not in answer.content.decode()
