"""All PDFs in one file: a long job, its page, and what it may hold."""

import csv
import io
import re
import zipfile
from html import unescape

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from submissions.archive import ask_for_archive
from submissions.models import Submission
from tests.factories import (
    make_archive,
    make_draft,
    make_manuscript,
    make_member,
    make_submission,
    make_topic,
    make_user,
    make_workshop,
)
from workshop.jobs import KEEP_RESULTS, remove_results
from workshop.models import Job
from workshop.queue import work_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def ask(client, cast, key="1"):
    return client.post(reverse("archive", args=[cast.workshop.slug]), {"key": key}, follow=True)


def fetched(client, job):
    answer = client.get(reverse("job_file", args=[job.code]))
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_a_chair_asks_waits_and_fetches_every_pdf_with_a_list(client, cast):
    sent = make_submission(cast.workshop, title='=1+1, "joules"')
    make_manuscript(make_draft(cast.workshop))
    page = ask(client, cast).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "It waits for its turn." in page

    work_once("long")

    job = Job.objects.get(kind="archive")
    assert "Download" in client.get(reverse("job", args=[job.code])).content.decode()
    archive = fetched(client, job)
    assert archive.namelist() == [f"{sent.code}.pdf", "submissions.csv"]
    with sent.proposal.file.open() as stored:
        assert archive.read(f"{sent.code}.pdf") == stored.read()
    lines = list(csv.reader(io.StringIO(archive.read("submissions.csv").decode("utf-8-sig"))))
    assert lines[1][:3] == [sent.code, '\'=1+1, "joules"', "submitted"]


def press(client, cast, **asked):
    """The button below the list as it is asked for."""
    page = client.get(reverse("chair_list", args=[cast.workshop.slug]), asked).content.decode()
    address, words = re.search(
        r'action="([^"]*/archive/[^"]*)".*?<button class="quiet">([^<]*)</button>', page, re.S
    ).groups()
    client.post(unescape(address), {"key": "1"})
    work_once("long")
    return words, fetched(client, Job.objects.filter(kind="archive").latest("pk")).namelist()


def test_a_name_that_came_with_a_file_leads_nowhere(client, cast):
    sent = make_submission(cast.workshop)
    sent.manuscripts.update(name="../../../evil.pdf")
    ask(client, cast)

    work_once("long")

    archive = fetched(client, Job.objects.get(kind="archive"))
    assert archive.namelist() == [f"{sent.code}.pdf", "submissions.csv"]


def test_the_pdfs_are_of_what_the_list_shows(client, cast):
    heat = make_topic(cast.workshop, "Heat")
    shown, other = make_submission(cast.workshop), make_submission(cast.workshop)
    shown.topics.add(heat)

    words, names = press(client, cast, topic=heat.pk, sort="title")
    assert words == "These PDFs in one file (1 submission)"
    assert names == [f"{shown.code}.pdf", "submissions.csv"]
    words, names = press(client, cast)
    assert words == "All PDFs in one file (2 submissions)"
    assert set(names) == {f"{shown.code}.pdf", f"{other.code}.pdf", "submissions.csv"}


def test_all_are_not_given_who_waits_for_some(client, cast):
    some = [make_submission(cast.workshop).pk]
    about = {"by": cast.chair, "key": "1"}

    jobs = [ask_for_archive(cast.workshop, **about, only=only) for only in (some, some, None)]

    assert jobs[0] == jobs[1] != jobs[2]


def test_where_nothing_is_sent_in_yet_there_is_nothing_to_pack(client, cast):
    draft = make_draft(cast.workshop)
    make_manuscript(draft, facts=None)
    Submission.objects.filter(pk=draft.pk).update(asked_at=timezone.now())

    page = client.get(reverse("chair_list", args=[cast.workshop.slug])).content.decode()

    assert draft.code in page
    assert "in one file" not in page


def test_a_second_press_leads_to_the_job_that_runs(client, cast):
    make_submission(cast.workshop)

    first, second = ask(client, cast), ask(client, cast, key="2")

    assert first.redirect_chain == second.redirect_chain
    assert Job.objects.filter(kind="archive").count() == 1


@pytest.mark.parametrize("role", ["stranger", "reviewer", "other_chair"])
def test_who_does_not_chair_the_workshop_cannot_ask(client, cast, role):
    client.force_login(getattr(cast, role))

    assert ask(client, cast).status_code == 404
    assert not Job.objects.filter(kind="archive").exists()


def test_it_is_cancelled_from_its_page(client, cast):
    make_submission(cast.workshop)
    ask(client, cast)
    job = Job.objects.get(kind="archive")

    page = client.post(reverse("job", args=[job.code]), {"cancel": "1"}, follow=True)

    assert "It was cancelled." in page.content.decode()
    assert work_once("long") is False


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_the_same_form_asks_anew_after_one_that_came_to_nothing(client, cast, end):
    make_submission(cast.workshop)
    ask(client, cast)
    Job.objects.update(state=end, finished_at=timezone.now())

    page = ask(client, cast).content.decode()

    assert "It waits for its turn." in page
    assert Job.objects.filter(kind="archive").count() == 2


def test_the_same_form_in_another_workshop_asks_for_its_own(cast):
    other = make_member(make_workshop(), user=cast.chair).workshop

    jobs = [ask_for_archive(one, by=cast.chair, key="1") for one in (cast.workshop, other)]

    assert [one.workshop for one in jobs] == [cast.workshop, other]


def test_what_went_wrong_inside_is_the_operators_to_read(client, cast):
    ask(client, cast)
    error = "OSError: [Errno 28] No space left on device: '/srv/files'"
    Job.objects.update(state="failed", finished_at=timezone.now(), error=error)
    job = Job.objects.get()

    page = client.get(reverse("job", args=[job.code])).content.decode()
    assert "something went wrong on our side" in page
    assert "/srv" not in page

    Job.objects.update(by=make_user(is_superuser=True))
    client.force_login(Job.objects.get().by)
    assert "/srv/files" in client.get(reverse("job", args=[job.code])).content.decode()


def test_what_its_maker_is_in_conflict_with_is_not_in_it(client, cast):
    hidden, shown = make_submission(cast.workshop), make_submission(cast.workshop)
    hidden.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    job = make_archive(cast.workshop, by=cast.chair)

    assert fetched(client, job).namelist() == [f"{shown.code}.pdf", "submissions.csv"]


def test_it_is_closed_by_a_conflict_that_comes_later(client, cast):
    submission = make_submission(cast.workshop)
    job = make_archive(cast.workshop, by=cast.chair)

    submission.conflicts.create(user=cast.chair, source="chair", by=cast.chair)

    assert client.get(reverse("job_file", args=[job.code])).status_code == 404
    assert "Make it anew." in client.get(reverse("job", args=[job.code])).content.decode()


@pytest.mark.parametrize("submissions", [0, 1])
def test_it_is_closed_to_a_chair_who_is_one_no_more(client, cast, submissions):
    for _number in range(submissions):
        make_submission(cast.workshop)
    job = make_archive(cast.workshop, by=cast.chair)

    cast.workshop.memberships.filter(user=cast.chair).delete()

    assert client.get(reverse("job_file", args=[job.code])).status_code == 404


def test_its_file_is_kept_for_seven_days(client, cast):
    make_submission(cast.workshop)
    job = make_archive(cast.workshop, by=cast.chair)
    path = job.result["file"]
    assert remove_results(timezone.now() - KEEP_RESULTS) == 0

    Job.objects.filter(pk=job.pk).update(finished_at=timezone.now() - KEEP_RESULTS * 2)

    assert remove_results(timezone.now() - KEEP_RESULTS) == 1
    assert not default_storage.exists(path)
    assert client.get(reverse("job_file", args=[job.code])).status_code == 404


def test_a_try_that_died_leaves_no_second_file(cast):
    make_submission(cast.workshop)
    job = ask_for_archive(cast.workshop, by=cast.chair, key="1")
    default_storage.save(f"results/{job.code}.zip", io.BytesIO(b"half"))

    work_once("long")

    job.refresh_from_db()
    assert job.result["file"] == f"results/{job.code}.zip"
    assert default_storage.size(job.result["file"]) > 4
