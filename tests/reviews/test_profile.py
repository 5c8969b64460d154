"""A reviewer says how much she takes on, about what, and who she is; only she reads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reviews.models import PastPaper, ReviewerProfile
from reviews.profiles.services import set_load
from submissions.conflicts import add_conflict
from tests.factories import make_assignment, make_key_date, make_submission, make_topic
from tests.html import faults_in
from tests.program.test_pages import page, words
from workshop.models import Change

pytestmark = pytest.mark.django_db
SAID = {
    "most": "3",
    "papers": "Warm chips\nWe heat them.\n\nCold bits",
    "aliases": "Ada@Pau.example.org\n\nada@pau.example.org",
    "affiliations": "University of Pau\nLMAP",
    "avoids": "Li Wei\nli@example.org",
}


@pytest.fixture
def signed_in(client, cast):
    client.force_login(cast.reviewer)


@pytest.fixture
def place(cast, signed_in):
    return reverse("profile_of_reviewer", args=[cast.workshop.slug])


def shown(client, place):
    form = client.get(place).context["form"]
    return {field.html_name: field.value() for field in form if field.name != "file"}


def save(client, place, **changes):
    """What the page holds, with these changes."""
    typed = {name: "" if value is None else value for name, value in shown(client, place).items()}
    return client.post(place, typed | changes)


def test_the_page_is_there_before_anything_is_said(client, place):
    response = client.get(place)

    assert faults_in(response.content.decode()) == []
    assert "as many as the workshop asks of each, which is 5" in response.content.decode()
    assert not ReviewerProfile.objects.exists()


def test_what_she_says_is_stored_each_line_once_and_shown_again(client, place, cast):
    topic, _other = make_topic(cast.workshop, "Heat"), make_topic(cast.workshop, "Cold")

    assert save(client, place, topics=[topic.pk], **SAID).url == place

    assert shown(client, place) == SAID | {
        "most": 3,
        "topics": [topic.pk],
        "aliases": "ada@pau.example.org",
        "seen": 2,
    }
    assert [one.title for one in PastPaper.objects.all()] == ["Warm chips", "Cold bits"]


def test_what_is_emptied_is_forgotten_and_the_rest_keeps_its_rows(client, place):
    save(client, place, **SAID)
    profile = ReviewerProfile.objects.get()
    kept = profile.affiliations.get(name="LMAP").pk, set(profile.papers.values_list("pk"))

    save(client, place, most="", aliases="", affiliations="LMAP")

    profile.refresh_from_db()
    assert (profile.most, profile.aliases.count()) == (None, 0)
    assert kept == (profile.affiliations.get().pk, set(profile.papers.values_list("pk")))


def test_a_file_is_added_behind_what_was_typed(client, place):
    save(client, place, papers="Warm chips")
    file = SimpleUploadedFile("works.bib", b"@misc{a, title = {Cold bits}, abstract = {Of ice.}}")

    save(client, place, file=file)

    assert shown(client, place)["papers"] == "Warm chips\n\nCold bits\nOf ice."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"most": "0"}, "Write a whole number from 1 to 50."),
        ({"papers": "@misc{a, title = {W}"}, "The BibTeX entry that begins in line 1 is never"),
        ({"papers": "x" * 301}, "its title is longer than 300 characters"),
        ({"aliases": "ada at pau"}, "“ada at pau” is no mail address"),
        ({"affiliations": "P" * 201}, "is longer than 200 characters: one a line."),
        ({"avoids": "\n".join(map(str, range(31)))}, "These are 31 lines. At most 30 are kept."),
        ({"topics": ["99999999999999999999"]}, "99999999999999999999 is not one of the available"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_that_was_typed_is_lost(client, place, cast, wrong, says):
    make_topic(cast.workshop)
    response = save(client, place, **SAID | wrong)

    assert response.status_code == 422
    assert says in response.content.decode()
    typed = {name: response.context["form"][name].value() for name in SAID}
    assert typed == SAID | {name: wrong[name] for name in wrong if name != "topics"}
    assert not ReviewerProfile.objects.exists()


def test_what_was_read_of_a_file_is_kept_while_something_else_is_wrong(client, place):
    file = SimpleUploadedFile("works.bib", b"@misc{a, title = {Cold bits}}")

    response = save(client, place, file=file, papers="Warm chips", aliases="nobody")

    assert response.context["form"]["papers"].value() == "Warm chips\n\nCold bits"


def test_a_save_over_another_window_is_refused_with_both_texts(client, place):
    opened = {k: "" if v is None else v for k, v in shown(client, place).items()}
    save(client, place, affiliations="Pau", papers="Warm chips")

    response = client.post(place, opened | {"affiliations": "Bidache"})

    said = response.content.decode()
    assert response.status_code == 422
    assert "saved from another window" in said
    assert "Affiliations as stored: Pau" in said
    assert "Your own papers as stored: Warm chips" in said
    assert response.context["form"]["affiliations"].value() == "Bidache"
    again = {field.html_name: field.value() or "" for field in response.context["form"]}
    assert client.post(place, again).status_code == 302
    assert shown(client, place)["affiliations"] == "Bidache"


def test_a_number_that_a_chair_has_changed_meanwhile_is_not_overwritten_unseen(client, place, cast):
    save(client, place, **SAID)
    opened = shown(client, place) | {"topics": []}
    set_load(cast.workshop, cast.reviewer, 9, by=cast.chair)

    response = client.post(place, opened)

    assert "Reviews at most as stored: 9" in response.content.decode()


def test_pressed_twice_it_is_saved_as_typed(client, place):
    opened = {k: "" if v is None else v for k, v in shown(client, place).items()} | SAID

    assert [client.post(place, opened).status_code for _press in range(2)] == [302, 302]


def test_the_trail_tells_her_number_and_nothing_of_whom_she_avoids(client, place):
    save(client, place, **SAID)

    told = str(list(Change.objects.values_list("fields", "name")))
    assert "3" in told
    assert "Li Wei" not in told
    assert "pau.example.org" not in told


def test_her_page_reads_the_same_whatever_she_is_in_conflict_with(client, place, cast):
    save(client, place, **SAID)
    submission = make_submission(cast.workshop)
    make_assignment(submission, cast.reviewer)
    page(client, place)  # which says once that it was saved
    before = words(page(client, place))

    add_conflict(submission, cast.reviewer, by=cast.chair, reason="friends")

    assert words(page(client, place)) == before


def test_chairs_and_other_reviewers_do_not_read_it(client, place, cast):
    client.force_login(cast.chair)

    assert client.get(place).status_code == 404


def waiting(client):
    return "Tell what you can review" in page(client, "/me/")


def test_my_page_asks_what_she_can_review_until_she_has_said_it(client, place, cast):
    topic = make_topic(cast.workshop)
    save(client, place, most="3", affiliations="Pau")
    assert waiting(client)

    save(client, place, topics=[topic.pk])

    assert not waiting(client)


@pytest.mark.parametrize("who", ["stranger", "chair"])
def test_nobody_else_is_asked(client, cast, who):
    client.force_login(getattr(cast, who))

    assert not waiting(client)


def test_once_reviews_were_due_nobody_is_asked(client, place, cast):
    make_key_date(cast.workshop, kind="reviews", at=timezone.now())

    assert not waiting(client)
