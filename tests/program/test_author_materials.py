"""What authors put beside their own contribution: they alone, and after the decision."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from program.materials import MOST_OF_A_CONTRIBUTION
from program.models import Material
from reviews.announcing import release_decisions
from reviews.deciding import decide
from submissions.models import Status, Submission
from submissions.services import change_status
from tests.factories import (
    make_contribution,
    make_file,
    make_material,
    make_submission,
    make_user,
)
from tests.pdfs import paper
from tests.program.test_pages import page, words
from workshop.models import Change

pytestmark = pytest.mark.django_db
LINK = {"kind": "code", "url": "https://code.example.org/cold", "label": "", "add": "1"}


@pytest.fixture
def author(client):
    user = make_user("ana@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def contribution(cast, author):
    return make_contribution(cast.workshop, submitter=author)


def address(contribution):
    return f"{contribution.submission.get_absolute_url()}materials/"


def add(client, contribution, **more):
    return client.post(address(contribution), LINK | more, follow=True)


def slides(content=None):
    return SimpleUploadedFile("me and my friends.pdf", content or paper())


def test_an_author_adds_a_link_that_the_program_shows_at_once(client, cast, author, contribution):
    cast.workshop.approves_materials = True
    cast.workshop.save()
    public = f"/{cast.workshop.slug}/program/"
    assert "code.example.org" not in page(client, public)

    told = add(client, contribution).content.decode()

    assert "It is added." in told
    assert "Code code.example.org" in words(page(client, public))
    assert Change.objects.get(model="program.material").by == author


def test_the_page_of_the_submission_leads_there_and_names_what_is_added(client, contribution):
    make_material(None, contribution=contribution, kind="poster")

    html = page(client, contribution.submission.get_absolute_url())

    assert f'href="{address(contribution)}"' in html
    assert "Poster slides.example.org" in words(html)


def test_a_file_is_everyones_by_a_name_of_ours(client, contribution):
    add(client, contribution, kind="poster", url="", file=slides())
    client.logout()

    answer = client.get(Material.objects.get().get_absolute_url())

    assert answer.getvalue() == paper()
    assert "friends" not in answer["Content-Disposition"]


def test_every_author_of_it_adds_and_takes_away(client, contribution):
    other = make_user("ben@example.org")
    contribution.submission.authors.create(name="Ben", mail=other.email, position=2)
    material = make_material(None, contribution=contribution)
    client.force_login(other)

    told = client.post(address(contribution), {"remove": material.code}, follow=True)

    assert "It is taken away." in told.content.decode()
    assert not Material.objects.exists()
    assert Change.objects.get(model="program.material").action == "removed"
    assert add(client, contribution).status_code == 200
    assert Material.objects.exists()


@pytest.mark.parametrize("role", ["stranger", "reviewer", "chair", "other_chair", "superuser"])
def test_others_find_nothing_there(client, cast, contribution, role):
    material = make_material(None, contribution=contribution)
    client.force_login(getattr(cast, role))

    assert client.get(address(contribution)).status_code == 404
    assert add(client, contribution).status_code == 404
    removal = client.post(address(contribution), {"remove": material.code})
    assert removal.status_code == 404
    assert list(Material.objects.all()) == [material]


def test_what_is_beside_another_contribution_is_not_taken_away(client, cast, contribution):
    other = make_material(None, contribution=make_contribution(cast.workshop))

    assert client.post(address(contribution), {"remove": other.code}).status_code == 404
    assert Material.objects.exists()


def test_recordings_stay_with_the_chairs(client, contribution):
    recording = make_material(
        None, contribution=contribution, kind="recording", shown_from="2030-01-01T00:00Z"
    )

    refused = add(client, contribution, kind="recording").content.decode()

    assert "Select a valid choice" in refused
    assert client.post(address(contribution), {"remove": recording.code}).status_code == 404


def test_before_the_decision_is_released_the_page_says_nothing_of_it(client, cast, author):
    submission = make_submission(cast.workshop, author)
    of_it = f"{submission.get_absolute_url()}materials/"
    before = page(client, submission.get_absolute_url())

    decide(submission, "accept", by=cast.chair)

    assert "In the program" not in before
    assert "In the program" not in page(client, submission.get_absolute_url())
    assert client.get(of_it).status_code == 404
    release_decisions(Submission.objects.filter(pk=submission.pk), by=cast.chair)
    assert "Once it stands in the program" in page(client, submission.get_absolute_url())
    assert client.get(of_it).status_code == 404  # until it is listed


def test_what_left_the_program_takes_nothing_more_and_gives_back_what_was_typed(
    client, author, contribution
):
    submission = contribution.submission
    change_status(submission, Status.REJECTED, by=author)

    answer = client.post(address(contribution), LINK, headers={"origin": "http://testserver"})

    assert answer.status_code == 404
    assert "https://code.example.org/cold" in answer.content.decode()


def test_a_mistyped_address_is_named_and_a_file_comes_with_the_next_try(client, contribution):
    told = add(client, contribution, url="C:\\talk.pdf", file=slides()).content.decode()

    assert "place on your own machine" in told
    assert 'value="C:\\talk.pdf"' in told
    assert "Kept, not saved yet: me and my friends.pdf" in told
    assert not Material.objects.exists()


def test_more_than_anybody_needs_is_refused_in_words(client, contribution):
    for _number in range(MOST_OF_A_CONTRIBUTION):
        make_material(None, contribution=contribution)

    assert "Twenty things stand beside it already." in add(client, contribution).content.decode()
    assert Material.objects.count() == MOST_OF_A_CONTRIBUTION


def test_while_the_workshop_is_hidden_an_author_opens_their_own_file_alone(
    client, cast, contribution
):
    file = make_file(None, contribution=contribution)
    cast.workshop.is_public = False
    cast.workshop.save()

    assert client.get(file.get_absolute_url()).getvalue() == paper()
    assert "is not public yet" in page(client, address(contribution))
    client.force_login(cast.stranger)
    assert client.get(file.get_absolute_url()).status_code == 404
