"""The closing page: what is missing, thanks, the day on which reviews go, closing the workshop."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_contribution,
    make_decided,
    make_draft,
    make_key_date,
    make_member,
    make_review,
    make_slot,
    make_speaker,
    make_submission,
)
from tests.program.test_pages import page, words
from workshop.chair_page import all_steps
from workshop.models import Change, Closing, KeyDate, Letter, Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(client, cast):
    """The cast's workshop a week after its day; its chair is signed in."""
    day = timezone.localdate() - timedelta(days=7)
    cast.workshop.first_day = cast.workshop.last_day = day
    cast.workshop.save()
    client.force_login(cast.chair)
    return cast.workshop


def closing(workshop):
    return reverse("closing", args=[workshop.slug])


def press(client, workshop, **sent):
    return client.post(closing(workshop), sent, follow=True).content.decode()


def shown(client, workshop):
    return words(page(client, closing(workshop)))


# --- what is missing ---


def test_it_lists_contributions_that_show_nothing_and_talks_without_slides(client, over):
    make_contribution(over, title="Warm pages")
    full = make_contribution(over, title="Full pages")
    full.materials.create(kind="poster", url="https://example.org/poster")
    make_slot(over, speakers=[make_speaker(over)])

    told = shown(client, over)

    assert "1 contribution without slides, poster or video Warm pages" in told
    assert "Full pages" not in told
    assert "1 talk without slides Cold starts" in told


def test_recordings_are_missing_where_something_was_held(client, over):
    willing = make_speaker(over, consents_to_recording=True)
    make_slot(over, title="With consent", speakers=[willing])
    make_slot(over, title="Lunch", kind="break")
    make_slot(over, title="Skipped", is_cancelled=True)
    recorded = make_slot(over, title="Seen again")
    recorded.materials.create(
        kind="recording", url="https://example.org/film", shown_from=timezone.now()
    )

    told = shown(client, over)

    assert "1 slot without a recording With consent all consent" in told


def test_one_press_leads_to_the_letter_to_the_authors_of_what_is_missing(client, over):
    missing = make_contribution(over, title="Warm pages")
    full = make_contribution(over, title="Full pages")
    full.materials.create(kind="slides", url="https://example.org/slides")

    told = press(client, over, remind="1")

    letter = Letter.objects.get()
    assert (letter.group, letter.state) == ("contributions_bare", "draft")
    assert missing.submission.submitter.email in told
    assert "Warm pages" in told
    assert "Full pages" not in told
    assert not Message.objects.filter(letter=letter).exists()


def test_pressed_twice_it_is_one_letter(client, over):
    make_contribution(over)
    key = "12345678-1234-5678-1234-567812345678"

    for _time in range(2):
        press(client, over, remind="1", key=key)

    assert Letter.objects.count() == 1


def test_where_nothing_is_missing_nobody_is_written_to(client, over):
    assert "There is nobody to write to." in press(client, over, remind="1")
    assert not Letter.objects.exists()


# --- thanks ---


def send(client, letter):
    told = client.get(letter.get_absolute_url()).content.decode()
    seen = told.partition('name="seen" value="')[2].partition('"')[0]
    client.post(letter.get_absolute_url(), {"send": "1", "seen": seen})


def reviewed(cast, reviewer=None):
    submission = make_submission(cast.workshop)
    make_review(submission, reviewer or cast.reviewer)
    return make_decided(submission, release=True)


def test_reviewers_are_thanked_who_have_reviewed(client, cast, over):
    reviewed(cast)
    idle = make_member(over, "reviewer").user

    told = press(client, over, thank="reviewers")

    assert cast.reviewer.email in told
    assert idle.email not in told
    send(client, Letter.objects.get())
    assert Message.objects.get(purpose="letter").recipient == cast.reviewer.email


def test_a_chair_in_conflict_does_not_learn_who_reviewed_it(client, cast, over):
    submission = reviewed(cast)
    submission.conflicts.create(user=cast.chair, source="chair")

    assert "There is nobody to write to." in press(client, over, thank="reviewers")


@pytest.mark.parametrize("whom", ["speakers", "authors"])
def test_speakers_and_authors_are_thanked(client, cast, over, whom):
    make_speaker(over, mail="speaker@example.org")
    author = make_contribution(over).submission.submitter

    told = press(client, over, thank=whom)

    assert {"speakers": "speaker@example.org", "authors": author.email}[whom] in told


def test_nobody_is_thanked_twice_whichever_chair_does(client, cast, over):
    reviewed(cast)
    press(client, over, thank="reviewers")
    send(client, Letter.objects.get())

    client.force_login(make_member(over).user)
    told = press(client, over, thank="reviewers")

    assert "They were thanked already" in told
    assert Letter.objects.count() == 1


# --- the day on which reviews are removed ---


def test_the_chair_sets_the_day_and_reads_what_is_removed(client, cast, over):
    day = timezone.localdate() + timedelta(days=30)

    told = press(client, over, keep="1", day=day.isoformat())

    date = KeyDate.objects.get(kind="retention")
    assert date.local.date() == day
    assert f"On {date.written()} reviewers’ access ends." in told
    assert "reviews, with their marks, texts and notes to chairs" in told
    assert Change.objects.get(model="workshop.keydate").by == cast.chair


def test_a_day_before_people_can_be_told_is_refused_and_stays_as_typed(client, over):
    day = (timezone.localdate() + timedelta(days=3)).isoformat()

    told = press(client, over, keep="1", day=day)

    assert "People are told 14 days before" in told
    assert day in told
    assert not KeyDate.objects.exists()


def test_how_much_there_is_to_remove_is_not_told(client, cast, over):
    """A chair in conflict would learn of one review more."""
    before = shown(client, over)
    make_draft(over)
    reviewed(cast)

    assert shown(client, over) == before


# --- closing ---


def texts(workshop, user):
    return [step.text for step in all_steps(workshop, user)]


def test_once_it_is_over_its_chair_is_asked_to_close_it_and_told_what_is_missing(cast, over):
    assert "Close the workshop" in texts(over, cast.chair)

    make_contribution(over)

    assert "Close the workshop: 1 thing is missing" in texts(over, cast.chair)


def test_before_it_is_over_it_is_not_closed(client, cast):
    client.force_login(cast.chair)

    told = press(client, cast.workshop, close="1", sure="1")

    assert "It is not over yet" in told
    assert not Closing.objects.exists()


def test_closing_is_confirmed(client, over):
    assert "Tick that you have seen it" in press(client, over, close="1")
    assert not Closing.objects.filter(closed_at__isnull=False).exists()


def test_once_closed_its_chairs_steps_end(client, cast, over):
    make_submission(over)

    assert "The workshop is closed." in press(client, over, close="1", sure="1")

    assert texts(over, cast.chair) == ["Make the next edition"]
    assert Change.objects.get(fields__has_key="closed").fields == {"closed": [False, True]}


def test_closed_twice_it_was_closed_once(client, over):
    for _time in range(2):
        press(client, over, close="1", sure="1")

    assert Change.objects.filter(fields__has_key="closed").count() == 1


def test_it_can_be_opened_again(client, cast, over):
    press(client, over, close="1", sure="1")

    press(client, over, reopen="1")

    assert "Close the workshop" in texts(over, cast.chair)


def test_once_closed_authors_add_nothing_and_lose_nothing_they_typed(client, over):
    contribution = make_contribution(over)
    material = contribution.materials.create(kind="slides", url="https://example.org/slides")
    press(client, over, close="1", sure="1")
    client.force_login(contribution.submission.submitter)
    place = f"{contribution.submission.get_absolute_url()}materials/"

    told = client.post(place, {"add": "1", "kind": "code", "url": "https://code.example.org"})
    client.post(place, {"remove": material.code})

    assert "The workshop is closed, so nothing was changed." in told.content.decode()
    assert "https://code.example.org" in told.content.decode()
    assert list(contribution.materials.all()) == [material]


def test_an_act_that_is_none_does_nothing(client, over):
    make_key_date(over)

    assert press(client, over, thank="nobody")
    assert press(client, over, other="1")
    assert not Letter.objects.exists()
