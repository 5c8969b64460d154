"""Materials in the admin: a link or a file, and nothing lost when the form is refused."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from program.models import Material
from tests.adminforms import change_page, edit, shown
from tests.factories import make_contribution, make_file, make_material, make_slot, make_speaker
from tests.pdfs import paper
from tests.program.test_filetypes import FILES, OTHERS
from workshop.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chair_signed_in")]
LINK = "https://slides.example.org/warm.pdf"


@pytest.fixture
def slot(cast):
    return make_slot(cast.workshop)


def upload(content=None, name="My talk (final).pdf"):
    return SimpleUploadedFile(name, content or paper(), content_type="text/html")


def stored(material):
    with material.file.open() as file:
        return file.read()


def text_of(response):
    return response.content.decode()


def test_a_file_is_stored_as_what_it_is_under_a_name_of_ours(client, slot):
    saved = edit(client, change_page(slot), **{"materials-0-file": upload(name="talk.html")})

    material = slot.materials.get()
    assert saved.status_code == 302
    assert (material.file_type, material.size) == ("pdf", len(paper()))
    assert material.file.name.startswith("materials/")
    assert "talk" not in material.file.name
    assert stored(material) == paper()


@pytest.mark.parametrize("owner", ["speaker", "contribution"])
def test_a_file_is_put_beside_a_speaker_or_a_contribution(client, cast, owner):
    make = {"speaker": make_speaker, "contribution": make_contribution}[owner]
    row = make(cast.workshop)

    saved = edit(client, change_page(row), **{"materials-0-file": upload()})

    assert saved.status_code == 302
    assert Material.objects.get().owner == row
    assert Change.objects.filter(model="program.material", page__startswith="program.").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (OTHERS["office"], "Export it as PDF"),
        (OTHERS["quicktime"], "Export it as MP4"),
        (b"<html></html>", "This is no PDF"),
    ],
)
def test_a_file_that_is_not_taken_says_what_to_send_instead(client, slot, content, told):
    refused = edit(client, change_page(slot), **{"materials-0-file": upload(content, "a.pdf")})

    assert told in text_of(refused)
    assert not slot.materials.exists()


def test_a_file_that_is_too_large_says_so(client, slot, monkeypatch):
    monkeypatch.setattr(settings, "MOST_BYTES_OF_A_MATERIAL", 100)

    refused = edit(client, change_page(slot), **{"materials-0-file": upload()})

    assert "larger than 100" in text_of(refused)


def test_a_row_without_link_or_file_asks_for_one(client, slot):
    refused = edit(client, change_page(slot), **{"materials-0-label": "Notes"})

    assert "Write an address or choose a file." in text_of(refused)


def test_a_link_and_a_file_at_once_are_refused(client, slot):
    both = {"materials-0-url": LINK, "materials-0-file": upload()}

    assert "not both" in text_of(edit(client, change_page(slot), **both))


def test_what_is_given_anew_takes_the_place_of_the_other(client, slot):
    make_file(slot)
    edit(client, change_page(slot), **{"materials-0-url": LINK})
    linked = slot.materials.get()

    edit(client, change_page(slot), **{"materials-0-file": upload(FILES["zip"])})

    uploaded = slot.materials.get()
    assert (linked.url, linked.file.name, linked.size) == (LINK, "", None)
    assert (uploaded.url, uploaded.file_type) == ("", "zip")


def test_a_stored_file_stays_when_something_else_changes(client, slot):
    material = make_file(slot)

    edit(client, change_page(slot), **{"materials-0-label": "Handout"})

    edited = slot.materials.get()
    assert (edited.label, edited.file.name) == ("Handout", material.file.name)


def test_the_file_of_a_refused_form_is_kept_and_saved_with_the_next_try(client, slot):
    typed = {"materials-0-file": upload(), "starts_at_0": "1066-01-01"}
    refused = edit(client, change_page(slot), **typed)
    assert "Kept, not saved yet: My talk (final).pdf" in text_of(refused)
    token = text_of(refused).split('name="materials-0-file-kept" value="')[1].split('"')[0]

    again = shown(refused) | {"materials-0-file-kept": token, "starts_at_0": "2030-06-05"}
    saved = client.post(change_page(slot), again)

    assert saved.status_code == 302
    assert stored(slot.materials.get()) == paper()


def test_a_forged_token_gives_no_file(client, slot):
    refused = edit(
        client,
        change_page(slot),
        **{"materials-0-label": "x", "materials-0-file-kept": '["secret-key", "a", 1]'},
    )

    assert "Write an address or choose a file." in text_of(refused)


def test_a_recording_wants_its_date(client, slot):
    recording = {"materials-0-kind": "recording", "materials-0-url": LINK}
    refused = edit(client, change_page(slot), **recording)

    at = {"materials-0-shown_from_0": "2030-06-07", "materials-0-shown_from_1": "12:00"}
    saved = edit(client, change_page(slot), **recording, **at)

    assert "Say from when the recording is shown." in text_of(refused)
    assert saved.status_code == 302
    assert slot.materials.get().shown_from == datetime(2030, 6, 7, 12, tzinfo=UTC)


def test_a_contribution_takes_no_recording(client, cast):
    page = change_page(make_contribution(cast.workshop))

    refused = edit(client, page, **{"materials-0-kind": "recording", "materials-0-url": LINK})

    assert "recording is not one of the available choices" in text_of(refused)


def test_a_new_link_is_shown_as_everyone_gets_it(client, slot):
    page = change_page(slot)
    edit(client, page, **{"materials-0-url": LINK})
    noted = text_of(client.get(page))
    edit(client, page, **{"materials-0-label": "Slides of the talk"})

    assert f'<a href="{LINK}" rel="noopener">{LINK}</a>' in noted
    assert "Open it once" not in text_of(client.get(page))


def test_what_waits_is_approved_in_the_form(client, slot):
    make_material(slot, is_approved=False)

    edit(client, change_page(slot), **{"materials-0-is_approved": "on"})

    assert slot.materials.get().is_approved
