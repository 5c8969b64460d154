"""Erasing a person: what goes, what stays and under which name, and who hands over first."""

from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from competition.logs import add_log
from competition.models import Measurement
from reviews.models import Assignment, MatchingRun, Review
from submissions.models import Author, Edit, Submission
from tests.competition.factories import log_of, make_competition, make_entry, make_team
from tests.factories import (
    make_assignment,
    make_decided,
    make_draft,
    make_job,
    make_manuscript,
    make_member,
    make_message,
    make_participant,
    make_portrait,
    make_review,
    make_slot,
    make_speaker,
    make_submission,
    make_user,
)
from tests.signing_in import show_anew
from workshop.jobs import tidy
from workshop.models import Change, Job, Membership, Message, User
from workshop.privacy.erasing import HandOverFirst, erase_person, standing_in_the_way
from workshop.privacy.mydata import ask_for_my_data, build, kept_of
from workshop.progress import cancel_job
from workshop.queue import work_once
from workshop.retention import removable, remove
from workshop.trail import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def mia(cast):
    return make_user("mia@example.org", name="Mia Ito")


def erase(user):
    """With the files, as the worker removes them."""
    counts = erase_person(user)
    while work_once(Job.Lane.FILES):
        pass
    user.refresh_from_db()
    return counts


def test_the_account_is_a_tombstone_that_nobody_signs_in_with(mia):
    erase(mia)

    assert mia.name.startswith("former person ")
    assert mia.email.endswith("@erased.invalid")
    assert (mia.is_active, mia.has_usable_password()) == (False, False)


def test_the_tidying_leaves_the_tombstone(mia):
    erase(mia)
    User.objects.filter(pk=mia.pk).update(created_at=timezone.now() - timedelta(days=400))

    tidy(make_job())

    assert User.objects.filter(pk=mia.pk).exists()


def test_her_draft_goes_with_its_file(cast, mia):
    draft = make_draft(cast.workshop, mia)
    path = make_manuscript(draft).file.name

    erase(mia)

    assert not Submission.objects.filter(pk=draft.pk).exists()
    assert not default_storage.exists(path)


def test_what_she_sent_in_stays_with_her_name_and_without_her_address(cast, mia):
    sent = make_submission(cast.workshop, mia)
    author = Author.objects.filter(submission=sent).first()
    Author.objects.filter(pk=author.pk).update(name="Mia Ito", mail=mia.email, orcid="0000")

    erase(mia)

    author.refresh_from_db()
    assert author.name == "Mia Ito"
    assert author.mail.endswith("@erased.invalid")
    assert author.orcid == ""


def test_a_review_stays_by_a_pseudonym_and_a_begun_one_goes(cast, mia):
    make_member(cast.workshop, Membership.Role.REVIEWER, mia)
    done = make_review(make_submission(cast.workshop), mia)
    begun = make_review(make_submission(cast.workshop), mia)
    Review.objects.filter(pk=begun.pk).update(submitted_at=None)
    asked = make_assignment(make_submission(cast.workshop), mia)

    erase(mia)

    assert list(Review.objects.all()) == [done]
    assert str(Review.objects.get().assignment.reviewer) == mia.name
    assert Assignment.objects.get(pk=asked.pk).ended_at


def test_mails_are_cancelled_and_blank(cast, mia):
    waiting = make_message(recipient=mia.email, body="Dear Mia Ito")
    sent = make_message(
        recipient="Mia@example.org", state=Message.State.DONE, finished_at=timezone.now()
    )
    other = make_message(recipient="other@example.org", body="Dear you")

    erase(mia)

    waiting.refresh_from_db()
    assert waiting.state == Message.State.CANCELLED
    assert "Mia" not in waiting.body + waiting.recipient + waiting.subject
    assert Message.objects.get(pk=sent.pk).recipient == mia.email
    assert Message.objects.get(pk=other.pk).body == other.body


def test_the_trail_keeps_a_pseudonym_in_place_of_name_and_addresses(cast, mia):
    mia.former_addresses.create(mail="mia@old.example.org")
    role = make_member(cast.workshop, Membership.Role.REVIEWER, mia)
    record(role, by=cast.chair, workshop=cast.workshop)
    Change.objects.create(
        name="mia@old.example.org",
        via="Mia Ito, by link",
        fields={"mail": [None, "Mia@example.org"]},
    )

    erase(mia)

    left = " ".join(f"{row.name} {row.via} {row.fields}" for row in Change.objects.all())
    assert "Mia" not in left
    assert "old.example.org" not in left
    assert left.count(mia.name) == 5  # with the two lines of the erasure


def test_the_trail_tells_that_somebody_was_erased_and_which_role_ended(cast, mia):
    make_member(cast.workshop, Membership.Role.REVIEWER, mia)

    erase(mia)

    role, erased = Change.objects.all()[:2]
    assert (role.workshop, role.fields) == (cast.workshop, {"role": ["reviewer", None]})
    assert (erased.name, erased.fields) == (mia.name, {"erased": [None, True]})


def test_co_authors_may_change_what_only_its_submitter_could(cast, mia):
    sent = make_submission(cast.workshop, mia, only_submitter_edits=True)

    erase(mia)

    sent.refresh_from_db()
    assert not sent.only_submitter_edits


def test_whoever_bears_the_same_name_keeps_theirs_in_the_trail(cast, mia):
    make_user(name="Mia Ito")
    Change.objects.create(name="Mia Ito, chair")

    erase(mia)

    assert Change.objects.filter(name="Mia Ito, chair").exists()


def test_roles_sessions_and_participation_end(client, cast, mia):
    client.force_login(mia)
    make_member(cast.workshop, Membership.Role.PUBLICATIONS, mia)
    make_participant(cast.workshop, mia)

    erase(mia)

    assert not Session.objects.exists()
    assert not mia.memberships.exists()
    assert not mia.participations.exists()


def test_a_talk_stays_without_the_speaker_s_name_and_photo(client, cast, mia):
    speaker = make_speaker(cast.workshop, "Mia Ito", mail=mia.email, biography="Of Pau.")
    picture = make_portrait(speaker)
    slot = make_slot(cast.workshop, speakers=[speaker])

    erase(mia)

    page = client.get(slot.get_absolute_url()).content.decode()
    assert "Mia" not in page
    assert "Speaker" in page
    assert client.get(reverse("picture", args=[cast.workshop.slug, picture, 96])).status_code == 404
    assert not default_storage.exists(f"public/pictures/{picture}-96.webp")


def test_a_speaker_in_no_slot_goes_as_a_whole(cast, mia):
    make_speaker(cast.workshop, "Mia Ito", mail=mia.email)

    erase(mia)

    assert not cast.workshop.speakers.exists()


def test_a_speaker_without_an_address_is_told_of_and_left(cast, mia):
    make_speaker(cast.workshop, "Mia Ito")

    assert ("Where organisers have written your name into a program", 1) in [
        (str(part.label), count) for part, count in kept_of(mia)
    ]
    erase(mia)

    assert cast.workshop.speakers.get().name == "Mia Ito"


def test_done_twice_it_finds_nothing(cast, mia):
    assert erase(mia)
    before = list(Change.objects.values())

    assert erase(mia) == {}
    assert list(Change.objects.values()) == before


def test_who_returns_begins_anew(cast, mia):
    make_submission(cast.workshop, mia)
    erase(mia)

    again = make_user("mia@example.org")

    assert not Submission.objects.written_by(again).exists()


def test_killed_half_way_nothing_is_done(cast, mia, monkeypatch):
    draft = make_draft(cast.workshop, mia)
    path = make_manuscript(draft).file.name

    monkeypatch.setattr("workshop.privacy.erasing._forget_files", lambda erasure: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erase_person(mia)

    mia.refresh_from_db()
    assert mia.email == "mia@example.org"
    assert default_storage.exists(path)
    assert not Job.objects.filter(kind="erase_files").exists()


def test_files_are_removed_again_where_that_failed(cast, mia, monkeypatch):
    path = make_manuscript(make_draft(cast.workshop, mia)).file.name
    erase_person(mia)
    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "delete", lambda path: 1 / 0)
        assert work_once(Job.Lane.FILES)
    assert default_storage.exists(path)

    Job.objects.filter(kind="erase_files").update(due_at=timezone.now())
    while work_once(Job.Lane.FILES):
        pass

    assert not default_storage.exists(path)


def test_the_only_chair_and_the_last_operator_hand_over_first(cast):
    [of_chair] = standing_in_the_way(cast.chair)
    [of_operator] = standing_in_the_way(cast.superuser)

    assert cast.workshop.name in of_chair
    assert "manage.py start" in of_operator
    with pytest.raises(HandOverFirst):
        erase_person(cast.chair)
    make_member(cast.workshop)
    assert standing_in_the_way(cast.chair) == []


def test_with_the_reviews_goes_the_name_on_what_was_not_accepted(cast, mia):
    told = {"position": 9, "name": "Mia Ito", "mail": mia.email, "affiliation": "Pau"}
    refused = make_decided(make_submission(cast.workshop), "reject", release=True)
    accepted = make_decided(make_submission(cast.workshop), release=True)
    rows = [Author.objects.create(submission=one, **told) for one in (refused, accepted)]
    Edit.objects.create(submission=refused, fields={"authors": ["", "Mia Ito <mia@example.org>"]})
    erase(mia)

    remove(cast.workshop)

    names = [Author.objects.get(pk=row.pk).name for row in rows]
    assert names == [mia.name, "Mia Ito"]
    assert "Mia" not in str(Edit.objects.get().fields)
    assert "erased" not in removable(cast.workshop)


# --- its page ---


def test_the_page_says_what_goes_and_what_stays_and_why(client, cast, mia):
    make_draft(cast.workshop, mia)
    make_submission(cast.workshop, mia)
    client.force_login(mia)

    page = client.get(reverse("erase_me"))

    assert "drafts" in {part.label.lower()[:6] for part, _count in page.context["going"]}
    assert any("Other authors" in str(part.stays) for part, _count in page.context["staying"])
    assert User.objects.filter(email="mia@example.org").exists()


def test_it_wants_the_address_typed(client, mia):
    client.force_login(mia)

    refused = client.post(reverse("erase_me"), {"mail": "other@example.org"})
    assert "mia@example.org" in refused.context["form"].errors["mail"][0]
    assert b'id="sure" action="#sure"' in refused.content  # a browser goes on to what is wrong
    show_anew(client)
    done = client.post(reverse("erase_me"), {"mail": "Mia@Example.org"})

    assert b"You are erased" in done.content
    assert client.get(reverse("me")).status_code == 302
    assert not User.objects.filter(email="mia@example.org").exists()


def test_the_only_chair_is_told_what_to_do(client, cast):
    client.force_login(cast.chair)

    page = client.get(reverse("erase_me")).content.decode()
    client.post(reverse("erase_me"), {"mail": cast.chair.email})

    assert "Make somebody else a chair" in page
    assert User.objects.filter(email=cast.chair.email, is_active=True).exists()


# --- for who asks by letter ---


def said(*arguments):
    out = StringIO()
    call_command("erase", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_shows_and_does_the_same(cast, mia):
    make_draft(cast.workshop, mia)

    assert "Drafts of submissions: goes" in said("mia@example.org", "--dry-run")
    assert User.objects.filter(email="mia@example.org").exists()
    assert "Erased: former person" in said("mia@example.org")
    assert "Nothing is kept" in said("mia@example.org")


def test_the_command_erases_who_has_no_account(cast):
    sent = make_submission(cast.workshop)
    Author.objects.create(submission=sent, position=9, name="Noor", mail="noor@example.org")

    said("noor@example.org")

    assert not Author.objects.filter(mail="noor@example.org").exists()
    assert "Nothing is kept" in said("noor@example.org", "--dry-run")


def test_the_command_says_what_is_in_the_way(cast):
    with pytest.raises(CommandError, match="only chair"):
        said(cast.chair.email)


@pytest.mark.parametrize("name", ["soft", "Warm Computing", "2 of 3", "draft"])
def test_whoever_takes_words_of_the_house_for_a_name_rewrites_nothing_with_it(cast, name):
    """A status, a setting and a workshop stay what they are in the trail and in what is stored."""
    run = MatchingRun.objects.create(workshop=cast.workshop, by=cast.chair, settings={"a": "soft"})
    told = {"name": ["Warm Computing", "draft"], "place": ["2 of 3", "soft"]}
    about = {"model": "workshop.workshop", "object_id": "1", "name": "Warm Computing"}
    line = Change.objects.create(**about, fields=told)

    erase(make_user(name=name))

    line.refresh_from_db()
    run.refresh_from_db()
    assert (line.name, line.fields, run.settings) == ("Warm Computing", told, {"a": "soft"})


def test_a_job_of_another_that_she_stopped_keeps_no_name(cast, mia):
    job = ask_for_my_data(cast.chair)
    cancel_job(job, by=mia)

    erase(mia)

    job.refresh_from_db()
    assert job.error == f"Cancelled by {mia.name}."
    assert "Mia" not in mia.name


def test_an_archive_of_hers_that_is_being_packed_is_not_kept(cast, mia):
    job = ask_for_my_data(mia)
    leased = {"lease": uuid4(), "leased_until": timezone.now() + timedelta(minutes=5)}
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, **leased)
    job.refresh_from_db()

    erase(mia)

    assert build(job)["file"] == ""
    assert not default_storage.exists(f"results/{job.code}.zip")


def test_a_log_is_no_more_called_what_it_was_on_her_machine(cast, mia):
    entry = make_entry(make_team(make_competition(cast.workshop)))
    file = log_of(1e5, name="mia-ito-laptop.csv")
    log = add_log(entry, file, taken_by=Measurement.By.TEAM, by=mia)

    erase(mia)

    log.refresh_from_db()
    assert log.name == "log.csv"
