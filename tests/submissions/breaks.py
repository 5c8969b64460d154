"""Rows that break each invariant of `submissions`, put there past what guards it."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from submissions.models import Manuscript, Submission
from tests.factories import (
    FACTS,
    make_draft,
    make_manuscript,
    make_member,
    make_question,
    make_submission,
    make_topic,
)
from workshop.trail import unsealed


def sent_in_on_a_refused_pdf():
    make_submission().manuscripts.update(verdict="reject")


def check_that_never_ends():
    manuscript = make_manuscript(make_draft(), facts=None)
    Manuscript.objects.filter(pk=manuscript.pk).update(at=timezone.now() - timedelta(minutes=11))


def asked_for_on_a_refused_pdf():
    draft = make_draft()
    make_manuscript(draft, facts=FACTS | {"pages": 3})
    Submission.objects.filter(pk=draft.pk).update(asked_at=timezone.now())


def status_changed_past_the_service():
    Submission.objects.filter(pk=make_submission().pk).update(status="withdrawn")


def line_of_the_trail_lost():
    submission = make_submission(status="withdrawn")
    with unsealed("a test of what is lost"):
        submission.status_changes.order_by("pk").first().delete()


def author_lost():
    make_submission().authors.all().delete()


def topic_of_another():
    make_submission().topics.add(make_topic(make_member().workshop))


def answer_to_another():
    make_draft().answers.create(question=make_question(make_member().workshop), text="yes")


def version_lost():
    submission = make_submission()
    make_manuscript(submission)
    submission.manuscripts.get(number=1).delete()


def pdf_lost():
    default_storage.delete(make_submission().manuscripts.get().file.name)


BREAKS = {
    "an answer is to a question of its workshop": answer_to_another,
    "no version of a submission is missing": version_lost,
    "a submission's PDFs are stored": pdf_lost,
    "what is sent in has a PDF that passed the check": sent_in_on_a_refused_pdf,
    "what is asked for waits for a check, a guest or another PDF in time": (
        asked_for_on_a_refused_pdf
    ),
    "no PDF is being checked for over ten minutes": check_that_never_ends,
    "a submission stands where its trail says": status_changed_past_the_service,
    "the trail of a submission has no gaps": line_of_the_trail_lost,
    "what is sent in has authors": author_lost,
    "a submission's topics are of its workshop": topic_of_another,
}
