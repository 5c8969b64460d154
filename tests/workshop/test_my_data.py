"""The archive of "my data": all of one's own, with files, and not a word of others."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from reviews.models import Preference
from submissions.models import Author
from tests.factories import (
    make_accepted_elsewhere,
    make_assignment,
    make_decided,
    make_letter,
    make_member,
    make_message,
    make_participant,
    make_portrait,
    make_review,
    make_slot,
    make_speaker,
    make_submission,
    make_user,
    make_workshop,
)
from workshop.models import Job, Membership
from workshop.privacy.mydata import ask_for_my_data, told_parts
from workshop.queue import work_once

pytestmark = pytest.mark.django_db


def pack(user):
    """{name: bytes} of the archive, as it is fetched."""
    ask_for_my_data(user)
    while work_once(Job.Lane.LONG):
        pass
    done = Job.objects.get(kind="my_data", by=user)
    assert done.state == Job.State.DONE, done.error
    with default_storage.open(done.result["file"]) as stored, ZipFile(stored) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_author_gets_the_submission_its_pdf_and_the_released_reviews(cast):
    mia = make_user("mia@example.org", name="Mia Ito")
    sent = make_submission(cast.workshop, mia, title="Counting joules")
    Author.objects.filter(submission=sent).delete()
    Author.objects.create(submission=sent, position=0, name="Mia Ito", mail=mia.email)
    make_review(sent, cast.reviewer, for_authors="Well measured.")
    make_decided(sent, release=True)

    archive = pack(mia)

    assert "mia@example.org, packed on " in archive["README.txt"].decode()
    assert "Counting joules" in archive["submissions.json"].decode()
    assert json.loads(archive["reviews_received.json"])["rows"][0]["reviews"] == ["Well measured."]
    assert json.loads(archive["account.json"])["rows"][0]["email"] == "mia@example.org"


def test_before_the_release_nothing_tells_of_a_decision(cast):
    mia = make_user()
    sent = make_submission(cast.workshop, mia)
    make_review(sent, cast.reviewer, for_authors="Well measured.")
    make_decided(sent)

    assert "reviews_received" not in told_parts(mia)


def test_a_speaker_gets_the_photo_as_it_was_uploaded(cast):
    ada = make_user("ada@example.org")
    speaker = make_speaker(cast.workshop, mail="Ada@example.org")
    make_portrait(speaker)

    archive = pack(ada)

    with speaker.picture_original.open() as uploaded:
        assert archive["portrait"] == uploaded.read()


def test_not_a_word_of_others_is_in_it(cast):
    """Each text of another person is a word of its own; none is in anything that is packed."""
    mia = make_user("mia@example.org", name="Mia Ito")
    other = make_user("canary-account@example.org", name="Canaryname")
    sent = make_submission(cast.workshop, other, notes="canarynotes", institutions="canaryhouse")
    Author.objects.filter(submission=sent).delete()
    Author.objects.create(submission=sent, position=0, name="Mia Ito", mail=mia.email)
    told = {"name": "Canaryauthor", "mail": "canary-author@example.org"}
    Author.objects.create(submission=sent, position=1, affiliation="Canarylab", **told)
    make_member(cast.workshop, Membership.Role.REVIEWER, mia)
    other_review = make_review(sent, cast.reviewer, for_authors="Fine.", for_chairs="canarychairs")
    of_another = make_submission(cast.workshop, other, title="canarytitle", abstract="canarytext")
    make_review(of_another, mia, for_authors="My own words.")
    make_assignment(of_another, cast.reviewer)
    make_participant(cast.workshop, other, name="Canarypart", interests="canaryinterests")
    make_speaker(cast.workshop, "Canaryspeaker", mail="canary-speaker@example.org")
    make_message(recipient=other.email, subject="canarysubject", body="canarybody")
    make_message(recipient=mia.email, subject="For you", body="With canarycoauthor")
    make_letter(cast.workshop, by=other, subject="canaryletter", body="canaryletter")

    archive = pack(mia)

    together = b"\n".join(archive.values())
    assert b"My own words." in together
    assert b"canary" not in together.lower()
    assert other_review.assignment.code.encode() not in together


def test_the_page_asks_for_it_and_shows_how_far_it_is(client, cast):
    client.force_login(cast.stranger)

    assert b"Your account" in client.get(reverse("my_data")).content
    asked = client.post(reverse("my_data"))

    job = Job.objects.get(kind="my_data")
    assert asked.url == reverse("job", args=[job.code])
    assert client.post(reverse("my_data")).url == asked.url


def test_only_its_own_person_fetches_it(client, cast):
    pack(cast.stranger)
    job = Job.objects.get(kind="my_data")
    address = reverse("job_file", args=[job.code])

    client.force_login(cast.superuser)
    assert client.get(address).status_code == 404
    client.force_login(cast.stranger)
    with ZipFile(BytesIO(client.get(address).getvalue())) as archive:
        assert "account.json" in archive.namelist()


def test_what_is_not_theirs_to_know_changes_nothing_they_read(client, cast):
    """A conflict that others declare, a chair's wish, a mail that waits."""
    make_member(cast.workshop, Membership.Role.REVIEWER, cast.stranger)
    client.force_login(cast.stranger)
    sent = make_submission(cast.workshop)

    def read():
        pages = (client.get(reverse(name)).content for name in ("my_data", "erase_me"))
        return [re.sub(rb'value="\w{64}"', b"", page) for page in pages]

    before, told = read(), told_parts(cast.stranger)
    sent.conflicts.create(user=cast.stranger, source="author", by=cast.chair, reason="A friend.")
    Preference.objects.create(submission=sent, reviewer=cast.stranger, kind="pin", by=cast.chair)
    make_message(recipient=cast.stranger.email, purpose="decision")

    assert read() == before
    assert told_parts(cast.stranger) == told


def test_a_name_of_one_letter_tells_nothing_of_what_is_not_public(cast):
    """Anybody may call themselves anything: names are looked for in what they may read alone."""
    hidden = make_workshop(is_public=False, organisers="Ana Moreau", name="Hidden workshop")
    make_accepted_elsewhere(hidden, title="Hidden contribution")
    make_slot(hidden, title="Hidden slot", chaired_by="Ana Moreau")
    unfinished = make_workshop(is_program_hidden=True)
    make_accepted_elsewhere(unfinished, title="Hidden draft")
    make_accepted_elsewhere(cast.workshop, title="Open to everybody")

    told = str(told_parts(make_user(name="a")))

    assert "Open to everybody" in told
    assert "Hidden" not in told


def test_a_number_that_is_none_withdraws_nothing(client, cast):
    client.force_login(cast.stranger)

    answer = client.post(reverse("my_data"), {"withdraw": f"participant:{'9' * 5000}"})

    assert answer.url == reverse("my_data")
