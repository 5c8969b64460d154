"""Throwing a draft away: asked first, by its submitter alone, with its files."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from submissions.jobs import check_pdf
from submissions.models import Manuscript, Submission
from submissions.services import NotADraft, discard
from tests.factories import make_draft, make_manuscript, make_submission
from workshop.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def address(submission):
    return f"{submission.get_absolute_url()}discard/"


def test_discarding_is_asked_first_and_leaves_neither_rows_nor_files(client, author, workshop):
    draft = make_draft(workshop, author)
    manuscript = make_manuscript(draft)
    for number in (1, 2):
        default_storage.save(manuscript.page_path(number), ContentFile(b"drawn"))

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
    manuscript.save()
    discard(draft)

    done = check_pdf(Job(arguments={"manuscript": manuscript.pk}))

    assert done == {"verdict": "discarded"}
