import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from competition.models import Award, Competition, Measurement
from program.models import Confirmation, Contribution, SlotSpeaker
from program.picture_files import path_of
from reviews.models import Decision, Invitation, ReviewerProfile, Score
from submissions.models import Manuscript, Submission
from submissions.services import change_status
from tests.competition.factories import make_competition, make_entry
from tests.factories import (
    FACTS,
    make_accepted_elsewhere,
    make_assignment,
    make_cast,
    make_criterion,
    make_decided,
    make_draft,
    make_file,
    make_job,
    make_letter,
    make_manuscript,
    make_member,
    make_message,
    make_portrait,
    make_question,
    make_review,
    make_room,
    make_slot,
    make_speaker,
    make_submission,
    make_topic,
    make_user,
    make_workshop,
)
from workshop import invariants
from workshop.discovery import merged
from workshop.models import ActionLink, Closing, Unsealing
from workshop.sealing import drop
from workshop.trail import unsealed

pytestmark = pytest.mark.django_db


def run(capsys, *arguments):
    """The exit code of the command and what it printed."""
    code = 0
    try:
        call_command("check_invariants", *arguments)
    except SystemExit as stopped:
        code = stopped.code
    return code, capsys.readouterr().out


def chaired_workshop():
    return make_member().workshop


def without_a_chair():
    make_workshop()


def at_a_reserved_address():
    make_member(make_workshop(slug="admin"))


def done_untried():
    make_job(state="done", finished_at=timezone.now())


def failed_without_a_word():
    make_job(state="failed", tries=1, finished_at=timezone.now())


def finished_tomorrow():
    make_job(state="cancelled", finished_at=timezone.now() + timedelta(days=1))


def code_in_the_text():
    make_message(secret="WXYZ", body="It is WXYZ.")


def link_used_late():
    now = timezone.now()
    ActionLink.objects.create(
        purpose="membership",
        user=make_user(),
        object_id="1",
        digest="d",
        expires_at=now,
        used_at=now + timedelta(1),
    )


def room_of_another():
    make_slot(chaired_workshop(), room=make_room(chaired_workshop()))


def picture_lost():
    speaker = make_speaker(chaired_workshop())
    default_storage.delete(path_of(make_portrait(speaker), 192))


def speaker_of_another():
    slot = make_slot(chaired_workshop())
    SlotSpeaker.objects.create(slot=slot, speaker=make_speaker(chaired_workshop()))


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
    make_submission().topics.add(make_topic(chaired_workshop()))


def assigned_past_the_triggers():
    submission = make_submission()
    assignment = make_assignment(submission)
    conflict = submission.conflicts.create(user=assignment.reviewer, source="chair")
    type(conflict).objects.update(at=timezone.now() - timedelta(days=1))


def accepted_without_a_decision():
    submission = make_submission()
    change_status(submission, "accepted", by=submission.submitter)


def mailed_early():
    make_message(purpose="acceptance", object_id=str(make_submission().pk))


def answerable_though_taken_back():
    about = {"workshop": make_member().workshop, "mail": "ada@example.org"}
    invitation = Invitation.objects.create(**about, most=3, state="revoked")
    until = timezone.now() + timedelta(days=1)
    ActionLink.objects.create(
        **about, purpose="invitation", object_id=invitation.pk, digest="d", expires_at=until
    )


def topic_of_another_workshop():
    member = make_member(make_member().workshop, "reviewer")
    profile = ReviewerProfile.objects.create(workshop=member.workshop, user=member.user)
    profile.topics.add(make_topic(make_member().workshop))


def mark_off_the_scale():
    submission = make_submission()
    make_criterion(submission.workshop)
    make_review(submission)
    Score.objects.update(mark=7)


def listed_but_not_accepted():
    submission = make_submission()
    Contribution.objects.create(workshop=submission.workshop, submission=submission)


def listed_in_another_workshop():
    slot = make_slot(chaired_workshop(), kind="contributions")
    make_accepted_elsewhere(chaired_workshop(), slot=slot)


def declined_and_still_accepted():
    submission = make_decided(make_submission(), release=True)
    Confirmation.objects.create(submission=submission, declined_at=timezone.now())


def confirmed_before_the_decision():
    Confirmation.objects.create(submission=make_submission(), confirmed_at=timezone.now())


def taken_back_past_the_service():
    assignment = make_assignment(make_submission())
    type(assignment).objects.update(ended_at=timezone.now())


def decided_past_the_service():
    decision = make_decided(make_submission()).decision
    type(decision).objects.update(outcome="reject")


def slice_changed_past_the_opening():
    make_competition().slices.filter(label="90–95 %").update(upper="0.94")


def measured_by_nobody():
    make_entry(state="measured")


def figure_changed_by_hand():
    make_entry(energy_j=1e5)
    Measurement.objects.update(energy_j=1.0)


def award_of_another_competition():
    Award.objects.create(competition=make_competition(), entry=make_entry(), name="Best of all")


def seal_broken():
    drop(connection, ["workshop_change"])


def unsealed_for_good():
    Unsealing.objects.create(why="to leave it open")


def erased_with_a_role():
    chaired_workshop().memberships.create(user=make_user("7f3k9@erased.invalid"), role="reviewer")


def name_withdrawn_past_the_service():
    make_speaker(chaired_workshop(), shows_name=False)


def another_address_than_the_primary():
    user = make_member().user
    EmailAddress.objects.create(user=user, email="other@example.org", primary=True)


def mail_of_another_workshop():
    member = make_member()
    letter = make_letter(member.workshop, by=member.user)
    make_message(workshop=chaired_workshop(), letter=letter)


def removed_untold():
    Closing.objects.create(workshop=chaired_workshop(), removed_at=timezone.now())


def removed_a_day_after():
    now = timezone.now()
    told = {"announced_at": now - timedelta(days=1), "removed_at": now}
    Closing.objects.create(workshop=chaired_workshop(), **told)


def answer_to_another():
    make_draft().answers.create(question=make_question(chaired_workshop()), text="yes")


def version_lost():
    submission = make_submission()
    make_manuscript(submission)
    submission.manuscripts.get(number=1).delete()


def pdf_lost():
    default_storage.delete(make_submission().manuscripts.get().file.name)


def criterion_of_another():
    submission = make_submission()
    criterion = make_criterion(chaired_workshop())
    make_review(submission).scores.create(criterion=criterion, mark=1)


def review_of_another_pdf():
    review = make_review(make_submission())
    type(review).objects.update(manuscript=make_submission().manuscripts.get())


def draft_decided():
    decision = Decision.objects.create(submission=make_draft(), outcome="accept")
    decision.changes.create(old="", new="accept")


def material_lost():
    default_storage.delete(make_file(make_slot(chaired_workshop())).file.name)


def entered_too_early():
    make_entry()
    Competition.objects.update(opened_at=None, are_slices_frozen=False)


def opening_lost():
    competition = make_competition()
    competition.openings.create(version=3, mode="threshold", slices=[], reason="Twice.")
    Competition.objects.update(are_slices_frozen=False)


BREAKS = {
    "an account is known by its primary address": another_address_than_the_primary,
    "a letter's mails are of its workshop": mail_of_another_workshop,
    "people are told in time of what is removed": removed_untold,
    "an answer is to a question of its workshop": answer_to_another,
    "no version of a submission is missing": version_lost,
    "a submission's PDFs are stored": pdf_lost,
    "a mark is by a criterion of its workshop": criterion_of_another,
    "a review is of a PDF of its submission": review_of_another_pdf,
    "what is decided was sent in": draft_decided,
    "an uploaded material is stored": material_lost,
    "what is entered was entered after the opening": entered_too_early,
    "no opening of a competition is missing": opening_lost,
    "history is sealed by triggers": seal_broken,
    "history was sealed again by whoever opened it": unsealed_for_good,
    "who was erased is nobody": erased_with_a_role,
    "a withdrawn name is in no address": name_withdrawn_past_the_service,
    "slices are as they were frozen": slice_changed_past_the_opening,
    "what is measured has a log of the organisers": measured_by_nobody,
    "a measurement's figures are its chosen run's": figure_changed_by_hand,
    "an award is given within its competition": award_of_another_competition,
    "an assignment stands where its trail says": taken_back_past_the_service,
    "a decision is what its trail says": decided_past_the_service,
    "no assignment was made while a conflict stood": assigned_past_the_triggers,
    "accepted or rejected means a released decision": accepted_without_a_decision,
    "a decision is mailed after its release": mailed_early,
    "an invitation that was taken back has no open link": answerable_though_taken_back,
    "a reviewer's topics are her workshop's": topic_of_another_workshop,
    "a mark is on its criterion's scale": mark_off_the_scale,
    "a contribution is of the workshop of its submission and slot": listed_in_another_workshop,
    "what the program lists is accepted": listed_but_not_accepted,
    "what its authors have declined is not accepted": declined_and_still_accepted,
    "what is confirmed was accepted once": confirmed_before_the_decision,
    "what is sent in has a PDF that passed the check": sent_in_on_a_refused_pdf,
    "what is asked for waits for a check, a guest or another PDF in time": (
        asked_for_on_a_refused_pdf
    ),
    "no PDF is being checked for over ten minutes": check_that_never_ends,
    "a submission stands where its trail says": status_changed_past_the_service,
    "the trail of a submission has no gaps": line_of_the_trail_lost,
    "what is sent in has authors": author_lost,
    "a submission's topics are of its workshop": topic_of_another,
    "a workshop has a chair": without_a_chair,
    "no workshop stands at an address of Ossau's own": at_a_reserved_address,
    "what is done was tried": done_untried,
    "what failed says why": failed_without_a_word,
    "a code or token stands in no text of the outbox": code_in_the_text,
    "a link is used before it expires or is revoked": link_used_late,
    "nothing was finished in the future": finished_tomorrow,
    "a picture is stored in each of its sizes": picture_lost,
    "a slot's room is of the same workshop": room_of_another,
    "a slot's speakers are of the same workshop": speaker_of_another,
}


def test_every_invariant_has_a_case_that_breaks_it():
    assert BREAKS.keys() == merged("invariants", "INVARIANTS").keys()


@pytest.mark.parametrize("claim", BREAKS)
def test_what_breaks_an_invariant_is_named(capsys, claim):
    BREAKS[claim]()

    code, printed = run(capsys, "--json")

    broken = {name for name, rows in json.loads(printed)["invariants"].items() if rows}
    assert (code, broken) == (1, {claim})


def test_what_goes_a_day_after_it_was_announced_goes_too_early(capsys):
    removed_a_day_after()

    assert run(capsys)[0] == 1


def test_where_all_holds_the_command_says_so_and_leaves_with_zero(capsys):
    cast = make_cast()
    make_slot(cast.workshop, room=make_room(cast.workshop), speakers=[make_speaker(cast.workshop)])

    code, printed = run(capsys)

    assert code == 0
    assert "BROKEN" not in printed


def test_what_cannot_be_checked_is_neither_yes_nor_no(capsys, monkeypatch):
    def crash():
        raise OSError("no database")

    monkeypatch.setitem(invariants.INVARIANTS, "a workshop has a chair", crash)

    assert run(capsys)[0] == 2
