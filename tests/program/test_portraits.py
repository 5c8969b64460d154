"""Portraits of speakers: uploaded in the admin, shown on public pages, served for ever."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from program.invariants import pictures_without_files
from program.models import Speaker
from program.picture_files import KEEP, path_of, sweep_pictures
from tests.adminforms import change_page, edit, queries_for, shown
from tests.factories import make_member, make_portrait, make_slot, make_speaker, make_workshop
from tests.program.test_pages import page, words
from tests.program.test_pictures import RED, halves, is_near, saved
from workshop.models import Change, Workshop

pytestmark = pytest.mark.django_db
LATER = KEEP + timedelta(minutes=1)


@pytest.fixture
def speaker(cast):
    speaker = make_speaker(cast.workshop)
    make_slot(cast.workshop, speakers=[speaker])
    return speaker


def upload_of(image=None, name="me.jpg"):
    content = image if isinstance(image, bytes) else saved(image or halves(), "JPEG")
    return SimpleUploadedFile(name, content)


def picture_at(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return Image.open(BytesIO(response.content)).convert("RGB")


def address_of(speaker, side=96):
    return reverse("picture", args=[speaker.workshop.slug, speaker.picture, side])


def stored(speaker):
    return Speaker.objects.get(pk=speaker.pk)


# --- on the pages ---


def test_a_portrait_stands_on_every_page_with_the_speaker(client, speaker):
    make_portrait(speaker)
    slot = speaker.slots.get()
    small, large = address_of(speaker), address_of(speaker, 192)
    own = f"/{speaker.workshop.slug}"

    for path in ("/", "/program/", f"/program/{slot.code}/", "/speakers/ada-boole/"):
        [image] = set(re.findall(r"<img [^>]*>", page(client, own + path)))
        assert f'src="{small}" srcset="{large} 2x" width="96" height="96" loading="lazy"' in image
        assert 'alt="Portrait of Ada Boole"' in image


def test_without_a_portrait_initials_stand_there(client, speaker):
    html = page(client, f"/{speaker.workshop.slug}/program/")

    assert "AB Ada Boole" in words(html)
    assert "<img" not in html


def test_portraits_take_no_query_of_their_own(client, speaker):
    path = f"/{speaker.workshop.slug}/program/"
    without = queries_for(client, path)
    make_portrait(speaker)
    Workshop.objects.all().touch()

    assert queries_for(client, path) == without <= 10


def test_a_page_states_its_weight_with_its_pictures(client, speaker):
    path = f"/{speaker.workshop.slug}/program/"
    said = re.compile(rb"This page: (\d+) kB")
    make_portrait(speaker)
    Speaker.objects.update(picture_bytes=50_000)

    assert int(said.search(client.get(path).content)[1]) > 50


# --- served ---


def test_a_portrait_is_a_small_webp_that_is_kept_for_ever(client, speaker):
    make_portrait(speaker)

    response = client.get(address_of(speaker))

    assert Image.open(BytesIO(response.content)).size == (96, 96)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_another_picture_has_another_address(client, speaker):
    first = make_portrait(speaker)

    assert make_portrait(speaker) != first
    assert (
        client.get(reverse("picture", args=[speaker.workshop.slug, first, 96])).status_code == 404
    )


def test_the_same_picture_of_two_workshops_is_stored_once(speaker):
    other = make_speaker(make_workshop())

    assert make_portrait(speaker, saved(halves())) == make_portrait(other, saved(halves()))


@pytest.mark.parametrize("side", [0, 95, 640, 99999999999])
def test_other_sizes_are_not_there(client, speaker, side):
    make_portrait(speaker)

    assert client.get(address_of(speaker, side)).status_code == 404


def test_who_is_on_no_page_is_seen_by_those_who_edit_the_program_alone(client, cast):
    speaker = make_speaker(cast.workshop)
    make_portrait(speaker)

    assert client.get(address_of(speaker)).status_code == 404
    client.force_login(cast.publications)
    response = client.get(address_of(speaker))
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("stranger", 404),
        ("reviewer", 404),
        ("other_chair", 404),
        ("publications", 200),
        ("chair", 200),
    ],
)
def test_of_a_hidden_workshop_only_those_who_read_it_see_pictures(
    client, cast, speaker, role, status
):
    make_portrait(speaker)
    Workshop.objects.filter(pk=cast.workshop.pk).update(is_public=False)
    client.force_login(getattr(cast, role))

    status = client.get(address_of(speaker)).status_code

    assert status == (200 if role in {"publications", "chair"} else 404)


def test_a_picture_of_another_workshop_is_not_there(client, speaker):
    make_portrait(speaker)
    other = make_workshop()

    path = reverse("picture", args=[other.slug, speaker.picture, 96])

    assert client.get(path).status_code == 404


def test_a_file_that_a_restored_copy_lacks_is_not_there(client, speaker):
    default_storage.delete(path_of(make_portrait(speaker), 96))

    assert client.get(address_of(speaker)).status_code == 404


# --- uploaded ---


@pytest.fixture
def as_chair(client, chair_signed_in):
    return client


def test_a_portrait_is_uploaded_with_its_focal_point_and_seen_at_once(as_chair, speaker):
    before = page(as_chair, f"/{speaker.workshop.slug}/program/")

    saved_ = edit(as_chair, change_page(speaker), upload=upload_of(), focus_x=0)

    assert saved_.status_code == 302
    assert "<img" not in before
    html = page(as_chair, f"/{speaker.workshop.slug}/program/")
    small = re.search(r'<img class="face" src="([^"]+)"', html)[1]
    assert is_near(picture_at(as_chair, small).getpixel((90, 48)), RED)


def test_a_new_speaker_may_come_with_a_portrait(as_chair, cast):
    path = reverse("admin:program_speaker_add")

    edit(as_chair, path, name="Bo", upload=upload_of())

    assert Speaker.objects.get(name="Bo").picture


def test_another_focal_point_needs_no_new_upload(as_chair, speaker):
    edit(as_chair, change_page(speaker), upload=upload_of(), focus_x=0)

    edit(as_chair, change_page(speaker), focus_x=100)

    image = picture_at(as_chair, address_of(stored(speaker)))
    assert not is_near(image.getpixel((5, 48)), RED)


def test_the_form_shows_the_portrait_that_is_there(as_chair, cast):
    speaker = make_speaker(cast.workshop)
    path = change_page(speaker)
    before = page(as_chair, path)
    make_portrait(speaker)

    assert "<img" not in before
    assert "Take the portrait off" not in before
    shown_ = re.search(r'<img class="shown" src="([^"]+)"', page(as_chair, path))[1]
    assert picture_at(as_chair, shown_).size == (96, 96)


def test_saving_without_another_picture_keeps_it(as_chair, speaker):
    make_portrait(speaker)

    edit(as_chair, change_page(speaker), affiliation="Elsewhere")

    assert stored(speaker).picture == speaker.picture
    assert stored(speaker).picture_original == speaker.picture_original


def test_a_portrait_is_taken_off(as_chair, speaker):
    make_portrait(speaker)

    edit(as_chair, change_page(speaker), drop="on")

    assert not stored(speaker).picture
    assert as_chair.get(address_of(speaker)).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Dear chairs, my portrait follows.", "Save it as JPEG, PNG or WebP"),
        (saved(halves(), "GIF"), "Save it as JPEG, PNG or WebP"),
        (saved(Image.new("1", (8001, 5000))), "more than 40 million pixels. Scale it down"),
        (saved(halves(40, 30)), "has 40 × 30 pixels, too few to be sharp. Choose a larger one"),
        (
            saved(halves())[:-30],
            "This file is damaged, or not all of it has arrived.",
        ),
        (b"", "This file is empty."),
        (b"x" * (10 * 2**20 + 1), "larger than 10 MB"),
    ],
)
def test_what_is_no_portrait_is_refused_and_the_old_one_stays(as_chair, speaker, content, sentence):
    old = make_portrait(speaker)

    refused = edit(
        as_chair, change_page(speaker), upload=upload_of(content), affiliation="Typed with care"
    )

    text = refused.content.decode()
    assert refused.status_code == 200
    assert sentence in text
    assert "Typed with care" in text
    assert stored(speaker).picture == old


def test_a_picture_is_kept_while_the_rest_of_the_form_is_mended(as_chair, speaker):
    refused = edit(as_chair, change_page(speaker), upload=upload_of(), name="", focus_x=0)
    assert "it need not be chosen again" in refused.content.decode()
    assert not stored(speaker).picture

    mended = as_chair.post(change_page(speaker), shown(refused) | {"name": "Ada Boole"})

    assert mended.status_code == 302
    image = picture_at(as_chair, address_of(stored(speaker)))
    assert is_near(image.getpixel((90, 48)), RED)


@pytest.mark.parametrize("token", ["../secret-key", "x:y:z", "\x01"])
def test_a_token_that_is_none_of_ours_brings_no_file(as_chair, speaker, token):
    saved_ = edit(as_chair, change_page(speaker), waits=token)

    assert saved_.status_code == 302
    assert not stored(speaker).picture


@pytest.mark.parametrize("percent", ["-1", "101", "middle", ""])
def test_a_focal_point_lies_in_the_picture(as_chair, speaker, percent):
    refused = edit(as_chair, change_page(speaker), focus_y=percent, upload=upload_of())

    assert refused.status_code == 200
    assert refused.context["adminform"].form.errors.keys() == {"focus_y"}


def test_the_trail_tells_of_a_portrait_by_its_name_alone(as_chair, speaker):
    edit(as_chair, change_page(speaker), upload=upload_of())

    line = Change.objects.get(model="program.speaker")
    assert line.fields == {"picture": ["", stored(speaker).picture]}


def test_a_publications_chair_uploads_as_well_and_nobody_from_elsewhere(client, cast, speaker):
    client.force_login(cast.publications)
    assert edit(client, change_page(speaker), upload=upload_of()).status_code == 302

    client.force_login(make_member(make_workshop()).user)
    assert client.post(change_page(speaker), {"upload": upload_of()}).status_code == 404


# --- tidied up ---


def test_a_picture_whose_files_are_gone_is_told(speaker):
    make_portrait(speaker)
    assert list(pictures_without_files()) == []

    default_storage.delete(path_of(speaker.picture, 192))

    assert list(pictures_without_files()) == [speaker]


def test_what_no_row_names_any_more_is_swept_after_a_day(speaker):
    old, old_original = make_portrait(speaker), speaker.picture_original.name
    new, new_original = make_portrait(speaker), speaker.picture_original.name

    assert sweep_pictures(timezone.now()) == 0
    sweep_pictures(timezone.now() + LATER)

    assert not default_storage.exists(path_of(old, 96))
    assert not default_storage.exists(old_original)
    assert default_storage.exists(path_of(new, 192))
    assert default_storage.exists(new_original)


def test_what_waits_in_a_form_is_swept_after_a_day(as_chair, speaker):
    edit(as_chair, change_page(speaker), upload=upload_of(), name="")
    sweep_pictures(timezone.now())
    assert default_storage.listdir("pictures-waiting")[1]

    sweep_pictures(timezone.now() + LATER)

    assert not default_storage.listdir("pictures-waiting")[1]
