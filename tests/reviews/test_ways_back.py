"""What is opened from a board leads back to it, with its filter and order; nowhere else."""

import re
import uuid
from urllib.parse import quote

import pytest
from django.urls import reverse

from tests.factories import make_assignment, make_decided, make_member, make_review, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]


def at(cast, name, *more):
    return reverse(name, args=[cast.workshop.slug, *more])


def opened_from(client, address, title):
    """The page behind that title on a board."""
    html = client.get(address).content.decode()
    [found] = set(re.findall(rf'<a href="([^"]+)">{title}</a>', html))
    return client.get(found)


def ways_back(answer):
    return re.search(r'<p class="small"><a href="([^"]+)">([^<]+)</a>', answer.content.decode())


@pytest.mark.parametrize(
    ("name", "label"), [("decisions", "Decisions"), ("progress", "Progress by submission")]
)
def test_a_submission_leads_back_to_the_board_with_its_filter_and_order(client, cast, name, label):
    make_submission(cast.workshop, title="Cold starts")
    asked = f"{at(cast, name)}?words=cold&amp;sort=title"

    page = opened_from(client, asked.replace("&amp;", "&"), "Cold starts")

    assert ways_back(page).groups() == (asked, label)


def test_confirmations_are_led_back_to(client, cast):
    make_decided(make_submission(cast.workshop, title="Cold starts"), release=True)

    page = opened_from(client, at(cast, "confirmations"), "Cold starts")

    assert ways_back(page).groups() == (at(cast, "confirmations"), "Confirmations")


def test_a_decision_and_the_next_undecided_keep_the_way(client, cast):
    make_submission(cast.workshop, title="Warm pages")
    make_submission(cast.workshop, title="Cold starts")
    page = opened_from(client, f"{at(cast, 'decisions')}?words=cold", "Cold starts")
    html = page.content.decode()
    decide = re.search(r'action="([^"]+/decide/[^"]*)"', html)[1]

    answer = client.post(decide, {"outcome": "accept"}, follow=True)
    assert ways_back(answer)[1] == f"{at(cast, 'decisions')}?words=cold"

    following = re.search(r'<a href="([^"]+)">Next undecided</a>', html)[1]
    assert ways_back(client.get(following))[1] == f"{at(cast, 'decisions')}?words=cold"


@pytest.mark.parametrize(
    "sent",
    ["https://evil.example/", "//evil.example", "decisions/../../x", "me", "?", "x" * 5000],
)
def test_no_other_address_is_led_to(client, cast, sent):
    found = make_submission(cast.workshop)

    page = client.get(f"{at(cast, 'chair_submission', found.code)}?from={quote(sent)}")

    assert ways_back(page).groups() == (at(cast, "chair_list"), "Submissions")
    assert "evil" not in page.content.decode()


def test_what_a_board_was_asked_is_no_markup(client, cast):
    found = make_submission(cast.workshop)
    sent = quote('decisions?words="><b>x</b>')

    page = client.get(f"{at(cast, 'chair_submission', found.code)}?from={sent}")

    assert ways_back(page)[1] == f"{at(cast, 'decisions')}?words=%22%3E%3Cb%3Ex%3C%2Fb%3E"


def test_a_reminder_leads_back_to_the_progress_of_reviewers(client, cast):
    reviewer = make_member(cast.workshop, "reviewer").user
    make_assignment(make_submission(cast.workshop), reviewer)
    board = f"{at(cast, 'progress_of_reviewers')}?sort=name"
    remind = re.search(r'action="([^"]+/remind/[^"]*)"', client.get(board).content.decode())[1]

    letter = client.post(remind, {"key": str(uuid.uuid4()), "to": "all"}, follow=True)
    assert ways_back(letter).groups() == (board, "Progress by reviewer")

    here = f"{letter.request['PATH_INFO']}?{letter.request['QUERY_STRING']}"
    shown = client.post(here, {"edit": "1"}, follow=True)
    assert ways_back(shown)[1] == board


def test_a_letter_begun_on_closing_leads_back_there(client, cast):
    make_review(make_submission(cast.workshop), cast.reviewer)

    letter = client.post(at(cast, "closing"), {"thank": "reviewers"}, follow=True)

    assert ways_back(letter).groups() == (at(cast, "closing"), "Close the workshop")
