"""What a workshop asks of a proposal's PDF: set once, told in the call, judged without the file."""

import pytest

from submissions.checks import judge_again
from submissions.jobs import enqueue_outdated
from submissions.models import Manuscript, Status
from submissions.pdf.facts import VERSION, facts_of
from submissions.policies import policy_of
from tests.adminforms import change_page, shown
from tests.factories import (
    FACTS,
    WARM,
    make_draft,
    make_manuscript,
    make_member,
    make_submission,
    sheet_of,
)
from workshop.models import Job
from workshop.queue import work_once

pytestmark = pytest.mark.django_db
THREE = facts_of("pdf", pages=3, sheets=[sheet_of(*WARM)] * 3)


def test_the_policy_is_what_the_workshop_and_the_authors_are(workshop, author):
    workshop.page_limit, workshop.reference_pages, workshop.paper = 4, 1, "letter"
    workshop.save()
    submission = make_draft(workshop, author)

    policy = policy_of(submission)

    assert (policy.pages, policy.references, policy.paper) == (4, 1, ("letter",))
    assert policy.anonymous
    assert [one.mail for one in policy.authors] == [one.mail for one in submission.authors.all()]


def test_a_limit_that_is_raised_lets_drafts_pass_at_once(client, workshop, author):
    manuscript = make_manuscript(make_draft(workshop, author), facts=THREE)
    assert manuscript.is_rejected

    workshop.page_limit = 3
    workshop.save()
    judge_again(workshop)

    assert Manuscript.objects.get().is_accepted


def test_a_limit_that_is_lowered_leaves_what_was_sent_in(workshop, author):
    sent = make_submission(workshop=workshop, status=Status.SUBMITTED)
    make_manuscript(sent)
    make_manuscript(make_draft(workshop, author))

    workshop.page_limit = 1
    workshop.save()
    judge_again(workshop)

    verdicts = Manuscript.objects.order_by("pk").values_list("submission__status", "verdict")
    assert set(verdicts) == {("submitted", "accept"), ("draft", "reject")}


@pytest.mark.parametrize("drafts", [1, 4])
def test_drafts_are_judged_again_by_a_fixed_number_of_queries(
    django_assert_num_queries, workshop, author, drafts
):
    for _number in range(drafts):
        make_manuscript(make_draft(workshop, author))

    with django_assert_num_queries(2):
        judge_again(workshop)


def test_the_admin_judges_again_when_the_limit_is_edited(client, workshop, author):
    make_manuscript(make_draft(workshop, author), facts=THREE)
    client.force_login(make_member(workshop, "chair").user)
    address = change_page(workshop)
    typed = shown(client.get(address)) | {"page_limit": "3"}

    client.post(address, typed, headers={"origin": "http://testserver"})

    workshop.refresh_from_db()
    assert workshop.page_limit == 3
    assert Manuscript.objects.get().is_accepted


def test_facts_of_an_earlier_check_are_taken_anew_by_the_daily_round(workshop, author):
    manuscript = make_manuscript(make_draft(workshop, author))
    Manuscript.objects.update(facts=FACTS | {"version": VERSION - 1})
    manuscript.refresh_from_db()
    assert (manuscript.pages, manuscript.findings) == ([], [])

    assert enqueue_outdated(None) == 1
    while work_once("long"):
        pass

    assert Job.objects.get(kind="measure_again").state == "done"
    assert len(Manuscript.objects.get().pages) == 2
    assert enqueue_outdated(None) == 0
