"""What has changed since it was mailed is flagged, and only what failed is sent again."""

import pytest
from django.urls import reverse

from program.models import Contribution
from reviews.deciding import decide
from tests.factories import MORNING, make_decided, make_submission
from tests.program.test_announce import announce, decision_mails
from workshop.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
FAILED = {"state": Message.State.FAILED, "error": "away", "finished_at": MORNING}
ACTS = ["release", "mail", "publish"]


@pytest.fixture
def submission(cast):
    return make_decided(make_submission(cast.workshop, cast.stranger, title="Joules"), "oral")


def page(client, cast):
    return client.get(reverse("announce", args=[cast.workshop.slug]))


def test_each_kind_of_decision_and_of_mail_is_counted(client, cast, submission):
    for outcome in ("reject", "reject", "waitlist", "conditional", "poster"):
        make_decided(make_submission(cast.workshop), outcome)

    shown = page(client, cast)

    told = "1 × accept as a talk, 1 × accept as a poster, 1 × accept conditionally, "
    assert f"{told}1 × waitlist, 2 × reject" in shown.content.decode()
    assert [count for _label, count in shown.context["mail_counts"]] == [2, 1, 2, 1]
    assert len(shown.context["publishes"]) == 2


def test_a_decision_changed_after_mailing_is_flagged_and_mailed_by_the_act_alone(
    client, cast, submission
):
    announce(client, cast, *ACTS)
    decide(submission, "poster", by=cast.chair)

    shown = page(client, cast)

    assert "1 decision differs from what its authors were mailed" in shown.content.decode()
    assert "accept as a talk → <b>accept as a poster</b>" in shown.content.decode()
    assert decision_mails().count() == 1
    announce(client, cast, *ACTS)
    assert "as a poster" in decision_mails().latest("pk").body
    assert page(client, cast).context["changed"] == []
    assert Contribution.objects.count() == 1


def test_a_decision_changed_and_back_again_is_not_mailed_twice(client, cast, submission):
    announce(client, cast, *ACTS)
    decide(submission, "reject", by=cast.chair)
    decide(submission, "oral", by=cast.chair)

    shown = page(client, cast).context

    assert (shown["releases"], shown["mails"]) == ([], [])


def test_what_becomes_conditional_leaves_the_program(client, cast, submission):
    announce(client, cast, *ACTS)
    decide(submission, "conditional", by=cast.chair)
    assert page(client, cast).context["leaving"] == [submission]

    announce(client, cast, "release")

    assert not Contribution.objects.exists()


def test_only_what_failed_is_sent_again(client, cast, submission):
    make_decided(make_submission(cast.workshop), "reject")
    announce(client, cast, *ACTS)
    decision_mails().update(state=Message.State.DONE, finished_at=MORNING)
    decision_mails().filter(purpose="acceptance").update(**FAILED)
    shown = page(client, cast).content.decode()
    assert "1 mail about a decision has failed." in shown

    said = client.post(reverse("announce", args=[cast.workshop.slug]), {"failed": "1"}, follow=True)

    assert "1 mail is queued again." in said.content.decode()
    states = dict(decision_mails().values_list("purpose", "state"))
    assert states == {"acceptance": "waiting", "rejection": "done"}


def test_failed_mails_about_what_a_chair_conflicts_with_are_neither_told_nor_sent(
    client, cast, submission
):
    announce(client, cast, *ACTS)
    decision_mails().update(**FAILED)
    submission.conflicts.create(user=cast.chair, source="chair")

    assert page(client, cast).context["failed"] == 0
    client.post(reverse("announce", args=[cast.workshop.slug]), {"failed": "1"})
    assert decision_mails().get().state == Message.State.FAILED
