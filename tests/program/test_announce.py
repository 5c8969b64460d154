"""Decide, release, mail, publish: four acts; before the release every channel is silent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from program.models import Contribution, Slot
from reviews.deciding import decide
from reviews.models import Review
from submissions.models import Status
from submissions.services import change_status
from tests.adminforms import queries_for
from tests.factories import (
    make_assignment,
    make_decided,
    make_key_date,
    make_member,
    make_review,
    make_slot,
    make_submission,
)
from workshop.chair_page import all_steps
from workshop.mailserver import begin_outage
from workshop.models import Message
from workshop.outbox import is_still_due

pytestmark = pytest.mark.django_db
ACTS = ["release", "mail", "publish"]


@pytest.fixture
def submission(client, cast):
    make_key_date(cast.workshop, "submission", timezone.now() - timedelta(days=2))
    make_slot(cast.workshop, kind=Slot.Kind.CONTRIBUTIONS, title="")
    submission = make_submission(cast.workshop, cast.stranger, title="Counting joules")
    make_review(submission, cast.reviewer, for_authors="Well measured.", for_chairs="Hm.")
    decide(submission, "accept", by=cast.chair)
    client.force_login(cast.chair)
    return submission


def announce(client, cast, *acts):
    address = reverse("announce", args=[cast.workshop.slug])
    seen = client.get(address).context["seen"]
    return press(client, cast, seen, *acts)


def press(client, cast, seen, *acts):
    address = reverse("announce", args=[cast.workshop.slug])
    ticked = dict.fromkeys(acts, "1")
    return client.post(address, ticked | {"seen": seen}, follow=True).content.decode()


def author_reads(client, cast, submission):
    client.force_login(cast.stranger)
    page = client.get(submission.get_absolute_url()).content.decode()
    client.force_login(cast.chair)
    return page


def program_lists(client, cast, submission):
    page = client.get(reverse("program", args=[cast.workshop.slug])).content.decode()
    return submission.title in page


def decision_mails():
    return Message.objects.filter(purpose__in=["acceptance", "rejection"])


def test_a_decision_alone_changes_nothing_that_authors_or_the_public_see(client, cast, submission):
    page = author_reads(client, cast, submission)

    assert "under review" in page
    assert "accepted" not in page
    assert not program_lists(client, cast, submission)
    assert not decision_mails().exists()


def test_release_tells_the_author_on_the_page_and_does_no_more(client, cast, submission):
    assert "Well measured." not in author_reads(client, cast, submission)

    announce(client, cast, "release")

    page = author_reads(client, cast, submission)
    assert "accepted" in page
    assert "Well measured." in page
    assert "Hm." not in page
    assert str(cast.reviewer) not in page
    assert "It stands in the program" not in page
    assert not program_lists(client, cast, submission)
    assert not decision_mails().exists()


def test_all_three_at_once_tell_the_author_and_list_the_contribution(client, cast, submission):
    said = announce(client, cast, *ACTS)

    assert ["Released: 1." in said, "Mails queued: 2." in said, "program: 1." in said] == [True] * 3
    mail = decision_mails().get()
    assert (mail.recipient, mail.purpose) == (cast.stranger.email, "acceptance")
    assert "Reviewer 1 wrote:\n\nWell measured." in mail.body
    assert "Hm." not in mail.body
    assert cast.reviewer.email not in mail.body
    assert program_lists(client, cast, submission)
    assert "It stands in the program" in author_reads(client, cast, submission)


@pytest.mark.parametrize("act", ["mail", "publish"])
def test_without_a_release_nothing_is_mailed_or_listed(client, cast, submission, act):
    announce(client, cast, act)

    assert not decision_mails().exists()
    assert not Contribution.objects.exists()


def test_each_act_repeated_does_nothing_twice(client, cast, submission):
    for _time in range(2):
        for act in ACTS:
            said = announce(client, cast, act)

    assert "program: 0." in said
    assert decision_mails().count() == 1
    assert Contribution.objects.count() == 1
    assert submission.status_changes.count() == 2


def test_opening_the_page_changes_nothing_and_shows_counts_and_mails(client, cast, submission):
    page = client.get(reverse("announce", args=[cast.workshop.slug])).content.decode()

    assert page.count("(1)") == 3
    assert "Well measured." in page
    assert not decision_mails().exists()
    submission.refresh_from_db()
    assert submission.status == Status.SUBMITTED


def test_the_page_says_how_many_reviews_the_release_leaves_out(client, cast, submission):
    page = reverse("announce", args=[cast.workshop.slug])
    missing = "1 review of what would be released is not in."

    assert missing not in client.get(page).content.decode()
    make_assignment(submission, make_member(cast.workshop, "reviewer").user)
    assert missing in client.get(page).content.decode()


def test_the_three_acts_are_ticked_where_there_is_something_to_do(client, cast, submission):
    page = reverse("announce", args=[cast.workshop.slug])

    assert client.get(page).content.decode().count('value="1" checked') == 3
    announce(client, cast, "release")
    assert client.get(page).content.decode().count('value="1" checked') == 2


def test_where_nothing_was_sent_in_it_says_so(client, cast):
    client.force_login(cast.chair)
    page = client.get(reverse("announce", args=[cast.workshop.slug])).content.decode()

    assert "Nothing that you decide has been sent in yet" in page


def test_nothing_ticked_does_nothing_and_says_so_as_an_error(client, cast, submission):
    page = announce(client, cast)

    note = (
        '<div class="note bad" role="alert"><p>Nothing was ticked, so nothing was done.</p></div>'
    )
    assert note in page


def test_the_chair_reads_what_was_released_and_that_a_change_waits(client, cast, submission):
    page = reverse("chair_submission", args=[cast.workshop.slug, submission.code])
    announce(client, cast, "release")
    assert "its authors read “accepted”" in client.get(page).content.decode()
    assert "under review" not in client.get(page).content.decode()
    again = client.post(f"{page}decide/", {"outcome": "accept", "seen": "accept"}, follow=True)
    assert "Nothing changed." in again.content.decode()

    client.post(f"{page}decide/", {"outcome": "reject", "seen": "accept"})

    assert "It was changed since" in client.get(page).content.decode()


def test_a_decision_changed_after_release_is_released_mailed_and_taken_off_again(
    client, cast, submission
):
    announce(client, cast, *ACTS)
    first = decision_mails().get()
    decide(submission, "reject", by=cast.chair)
    assert "accepted" in author_reads(client, cast, submission)

    announce(client, cast, *ACTS)

    assert "rejected" in author_reads(client, cast, submission)
    assert not program_lists(client, cast, submission)
    assert sorted(mail.purpose for mail in decision_mails()) == ["acceptance", "rejection"]
    assert not is_still_due(first)


def test_what_is_withdrawn_leaves_the_program_at_once(client, cast, submission):
    announce(client, cast, *ACTS)
    assert program_lists(client, cast, submission)

    change_status(submission, Status.WITHDRAWN, by=cast.stranger)

    assert not program_lists(client, cast, submission)


def test_without_a_contributions_slot_the_time_is_to_be_announced(client, cast, submission):
    cast.workshop.slots.all().delete()

    announce(client, cast, *ACTS)

    page = client.get(reverse("program", args=[cast.workshop.slug])).content.decode()
    assert "time to be announced" in page
    assert submission.title in page
    steps = [step.text for step in all_steps(cast.workshop, cast.chair)]
    assert "Make a slot for the contributions" in steps


def test_a_slot_made_later_takes_up_what_is_listed(client, cast, submission):
    cast.workshop.slots.all().delete()
    announce(client, cast, *ACTS)

    make_slot(cast.workshop, kind=Slot.Kind.CONTRIBUTIONS, title="Short talks")

    page = client.get(reverse("program", args=[cast.workshop.slug]))
    assert "time to be announced" not in page.content.decode()
    [day] = page.context["days"]
    assert [one.submission for one in day.slots[0].listed] == [submission]


def test_announcing_is_only_suggested_until_all_is_decided_or_promised(cast, submission):
    def announcing():
        [step] = [one for one in all_steps(cast.workshop, cast.chair) if "Announce" in one.text]
        return step.is_suggestion

    assert not announcing()
    make_submission(cast.workshop)
    assert announcing()
    make_key_date(cast.workshop, "decisions", timezone.now() - timedelta(hours=1))
    assert not announcing()


def test_a_chair_in_conflict_announces_the_others_alone(client, cast, submission):
    other = make_decided(make_submission(cast.workshop, title="Another one"))
    submission.conflicts.create(user=cast.chair, source="chair")

    announce(client, cast, *ACTS)

    submission.refresh_from_db()
    other.refresh_from_db()
    assert (submission.status, other.status) == (Status.SUBMITTED, Status.ACCEPTED)


@pytest.mark.parametrize("who", ["conflicted", "superuser"])
def test_the_outbox_hides_the_mails_about_what_its_reader_conflicts_with(
    client, cast, submission, who
):
    announce(client, cast, *ACTS)
    cast.conflicted = make_member(cast.workshop).user
    mail = decision_mails().get()
    outbox = reverse("admin:workshop_message_changelist")
    client.force_login(getattr(cast, who))
    assert mail.subject in client.get(outbox).content.decode().replace("&quot;", '"')

    submission.conflicts.create(user=getattr(cast, who), source="chair")

    assert mail.subject not in client.get(outbox).content.decode()
    assert client.get(reverse("admin:workshop_message_change", args=[mail.pk])).status_code == 404


def test_a_mail_alone_never_tells_a_decision_that_is_not_released(client, cast, submission):
    announce(client, cast, *ACTS)
    decide(submission, "reject", by=cast.chair)

    announce(client, cast, "mail")
    assert [mail.purpose for mail in decision_mails()] == ["acceptance"]
    announce(client, cast, "release")
    announce(client, cast, "mail")

    assert sorted(mail.purpose for mail in decision_mails()) == ["acceptance", "rejection"]
    assert is_still_due(decision_mails().get(purpose="rejection"))


def test_what_is_brought_back_is_under_review_until_it_is_released_again(client, cast, submission):
    announce(client, cast, *ACTS)
    change_status(submission, Status.WITHDRAWN, by=cast.stranger)
    client.post(reverse("bring_back", args=[cast.workshop.slug, submission.code]))
    assert "under review" in author_reads(client, cast, submission)

    announce(client, cast, "release", "publish")

    assert "accepted" in author_reads(client, cast, submission)
    assert program_lists(client, cast, submission)


def test_a_chair_withdraws_for_authors_what_stands_in_the_program(client, cast, submission):
    announce(client, cast, *ACTS)
    address = reverse("withdraw_for_authors", args=[cast.workshop.slug, submission.code])
    assert "Withdraw it for its authors?" in client.get(address).content.decode()
    assert program_lists(client, cast, submission)

    client.post(address)

    submission.refresh_from_db()
    assert submission.status == Status.WITHDRAWN
    assert submission.status_changes.last().by == cast.chair
    assert not program_lists(client, cast, submission)
    assert "withdrawn" in author_reads(client, cast, submission)


def test_what_is_rejected_is_not_withdrawn(client, cast, submission):
    decide(submission, "reject", by=cast.chair)
    announce(client, cast, "release")

    address = reverse("withdraw_for_authors", args=[cast.workshop.slug, submission.code])
    page = client.post(address, follow=True).content.decode()

    submission.refresh_from_db()
    assert submission.status == Status.REJECTED
    assert "Only what is under review or accepted can be withdrawn." in page


def test_what_the_release_rejects_is_not_counted_as_to_be_listed(client, cast, submission):
    announce(client, cast, "release")
    decide(submission, "reject", by=cast.chair)

    preview = client.get(reverse("announce", args=[cast.workshop.slug])).context

    assert (preview["publishes"], preview["listed_now"]) == ([], 1)


def test_the_page_says_that_mail_waits(client, cast, submission, settings):
    settings.EMAIL_HOST = "127.0.0.1"
    address = reverse("announce", args=[cast.workshop.slug])
    assert "All mail waits" not in client.get(address).content.decode()

    begin_outage("away")

    assert "All mail waits" in client.get(address).content.decode()


def test_a_decision_is_changed_but_not_taken_back(client, cast, submission):
    address = reverse("decide", args=[cast.workshop.slug, submission.code])

    for outcome in ("", "maybe"):
        client.post(address, {"outcome": outcome})
    client.post(address, {"outcome": "reject", "seen": "accept"})

    decision = submission.decision
    decision.refresh_from_db()
    assert decision.outcome == "reject"
    assert [(change.old, change.new) for change in decision.changes.all()] == [
        ("", "accept"),
        ("accept", "reject"),
    ]


def test_what_is_withdrawn_is_not_decided(client, cast, submission):
    change_status(submission, Status.WITHDRAWN, by=cast.stranger)

    client.post(
        reverse("decide", args=[cast.workshop.slug, submission.code]), {"outcome": "reject"}
    )

    submission.decision.refresh_from_db()
    assert submission.decision.outcome == "accept"


@pytest.mark.parametrize("what", ["another decision", "another text"])
def test_nothing_is_announced_that_the_page_did_not_show(client, cast, submission, what):
    seen = client.get(reverse("announce", args=[cast.workshop.slug])).context["seen"]
    if what == "another decision":
        make_decided(make_submission(cast.workshop))
    else:
        Review.objects.update(for_authors="Rewritten.")

    said = press(client, cast, seen, *ACTS)

    assert "so nothing was done" in said
    submission.refresh_from_db()
    assert submission.status == Status.SUBMITTED
    assert not decision_mails().exists()


def test_the_page_takes_the_same_queries_for_one_submission_and_for_four(
    client, cast, submission, django_assert_num_queries
):
    page = reverse("announce", args=[cast.workshop.slug])
    few = queries_for(client, page)
    for number in range(3):
        other = make_submission(cast.workshop, title=f"Number {number}")
        other.authors.create(position=2, name="Li", mail="li@example.org", affiliation="Pau")
        make_review(other, cast.reviewer)
        make_review(make_decided(other))

    with django_assert_num_queries(few):
        client.get(page)
