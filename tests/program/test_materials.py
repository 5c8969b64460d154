"""Materials: whose they are, when everyone gets them, and how their files are served."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from program.jobs import remove_orphans
from program.materials import add_material
from program.models import Material, Slot
from program.schedule import instants_of, slots_with_contributions
from tests.factories import (
    make_contribution,
    make_file,
    make_material,
    make_member,
    make_slot,
    make_speaker,
    make_workshop,
)
from tests.pdfs import paper
from tests.program.test_filetypes import FILES
from tests.program.test_pages import page, words
from workshop.models import Change, Membership, Workshop

pytestmark = pytest.mark.django_db
PAST, AHEAD = (timezone.now() + timedelta(hours=hours) for hours in (-1, 1))
LINK = "https://slides.example.org/cold.pdf"


@pytest.fixture
def workshop():
    return make_member().workshop


@pytest.fixture
def slot(workshop):
    return make_slot(workshop, speakers=[make_speaker(workshop)])


def address(material):
    return material.get_absolute_url()


def program_of(client, workshop):
    return words(page(client, f"/{workshop.slug}/program/"))


# --- whose, and what ---


def test_a_material_is_of_exactly_one_owner(workshop, slot):
    speaker = make_speaker(workshop, name="Bob")
    for owners in ({}, {"slot": slot, "speaker": speaker}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Material.objects.create(url=LINK, **owners)


def test_a_material_is_a_link_or_a_file(slot):
    for what in ({}, {"url": LINK, "file": "a", "file_type": "pdf", "size": 1}, {"file": "a"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Material.objects.create(slot=slot, **what)


def test_a_recording_says_from_when_it_is_shown(slot):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_material(slot, kind="recording")


def test_type_size_and_host_stand_beside_the_slot(client, workshop, slot):
    make_material(slot, kind="code", label="The meter", url="https://www.example.org/meter")
    make_file(slot, content=paper().ljust(1_200_000))

    text = program_of(client, workshop)

    assert "The meter Code, example.org : Cold starts" in text
    assert "Slides PDF, 1.1 MB : Cold starts" in text


def test_what_is_of_a_contribution_or_a_speaker_stands_beside_them(client, workshop, slot):
    contribution = make_contribution(workshop)
    Material.objects.create(contribution=contribution, kind="poster", url=LINK)
    Material.objects.create(speaker=slot.speakers.get(), kind="paper", url=LINK)

    text = program_of(client, workshop)

    assert "Paper slides.example.org : Cold starts" in text
    assert "Poster slides.example.org : Counting joules" in text


def test_a_link_stands_in_calendars_as_everyone_gets_it(client, workshop, slot):
    material = make_file(slot)

    feed = client.get(f"/{workshop.slug}/program.ics").content.decode().replace("\r\n ", "")

    assert f"Slides: http://localhost:8000{address(material)}" in feed


# --- when everyone gets it ---


def shown():
    return list(Material.objects.shown(timezone.now()))


def test_what_waits_for_approval_is_shown_nowhere(client, workshop, slot):
    waiting = make_file(slot, is_approved=False)

    assert shown() == []
    assert "Slides" not in program_of(client, workshop)
    assert client.get(address(waiting)).status_code == 404


def test_a_material_is_shown_from_its_date_on(slot):
    make_material(slot, shown_from=AHEAD)
    open_now = make_material(slot, shown_from=PAST)

    assert shown() == [open_now]


def test_a_stored_program_holds_until_a_material_is_shown(workshop, slot):
    make_material(slot, shown_from=AHEAD)

    slots, _unplaced = slots_with_contributions(workshop)

    assert AHEAD in instants_of(slots)


@pytest.mark.parametrize(("said", "is_shown"), [(True, True), (False, False), (None, False)])
def test_a_recording_is_shown_with_consent_alone(workshop, slot, said, is_shown):
    make_material(slot, kind="recording", shown_from=PAST)
    workshop.speakers.update(consents_to_recording=said)

    assert bool(shown()) == is_shown


def test_a_recording_waits_for_the_consent_of_everyone_in_it(workshop, slot):
    workshop.speakers.update(consents_to_recording=True)
    bob = make_speaker(workshop, name="Bob")
    slot.appearances.create(speaker=bob)
    make_material(slot, kind="recording", shown_from=PAST)
    waits = shown()

    bob.consents_to_recording = True
    bob.save()

    assert (waits, len(shown())) == ([], 1)


def test_a_recording_of_nobody_named_is_not_shown(workshop):
    make_material(make_slot(workshop), kind="recording", shown_from=PAST)
    contribution = make_contribution(workshop)
    Material.objects.create(contribution=contribution, kind="recording", url=LINK, shown_from=PAST)

    assert shown() == []


def test_a_speakers_own_recording_asks_for_her_consent_alone(workshop, slot):
    ada = slot.speakers.get()
    Material.objects.create(speaker=ada, kind="recording", url=LINK, shown_from=PAST)
    waits = shown()
    workshop.speakers.update(consents_to_recording=True)

    assert (waits, len(shown())) == ([], 1)


# --- how files are served ---


def test_a_pdf_opens_in_the_browser_and_nothing_else_of_it_runs(client, slot):
    answer = client.get(address(make_file(slot)))

    assert answer.getvalue() == paper()
    assert answer["Content-Type"] == "application/pdf"
    policy = {"default-src 'none'", "frame-ancestors 'self'"}
    assert set(answer["Content-Security-Policy"].split("; ")) == policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    name = f"{slot.workshop.slug}-cold-starts-slides.pdf"
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'


@pytest.mark.parametrize("file_type", FILES.keys() - {"pdf"})
def test_any_other_file_is_kept_rather_than_opened(client, slot, file_type):
    material = make_file(slot, content=FILES[file_type], file_type=file_type)

    answer = client.get(address(material))

    assert answer.getvalue() == FILES[file_type]
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert not answer["Content-Type"].startswith("text")


def test_a_shown_file_asks_for_no_person(client, slot):
    answer = client.get(address(make_file(slot)), headers={"Accept-Encoding": "gzip"})
    answer.getvalue()

    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "no-cache"


def test_who_edits_the_program_looks_at_a_file_before_it_is_shown(client, workshop, slot):
    waiting = make_file(slot, is_approved=False)
    editor = make_member(workshop, Membership.Role.PUBLICATIONS).user
    answers = {}
    for name, person in {"editor": editor, "other": make_member().user}.items():
        client.force_login(person)
        answers[name] = client.get(address(waiting))

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "editor": 200,
        "other": 404,
    }
    assert answers["editor"]["Cache-Control"] == "private, no-store"
    answers["editor"].getvalue()


def test_files_of_a_hidden_workshop_are_there_for_nobody_outside(client, workshop, slot):
    material = make_file(slot)
    Workshop.objects.update(is_public=False)

    assert client.get(address(material)).status_code == 404


def test_a_file_is_found_in_its_own_workshop_alone(client, slot):
    material, other = make_file(slot), make_workshop()

    assert client.get(f"/{other.slug}/materials/{material.code}/").status_code == 404


def test_a_link_is_no_file(client, slot):
    link = make_material(slot)

    assert client.get(f"/{slot.workshop.slug}/materials/{link.code}/").status_code == 404


# --- who adds, who approves ---


@pytest.mark.parametrize(
    ("is_trusted", "is_wanted", "is_shown"),
    [(True, True, True), (False, True, False), (False, False, True)],
)
def test_what_others_add_waits_where_the_workshop_wants_that(
    workshop, slot, is_trusted, is_wanted, is_shown
):
    Workshop.objects.update(approves_materials=is_wanted)
    material = Material(slot=Slot.objects.get(), kind="poster", url=LINK)

    add_material(material, is_trusted=is_trusted, by=None, via="Ada Boole, speaker by link")

    assert bool(shown()) == is_shown
    assert Change.objects.get().who == "Ada Boole, speaker by link"


def test_what_waits_is_a_step_of_chairs_and_publications_chairs(client, workshop, slot):
    waiting = make_material(slot, is_approved=False)
    make_material(slot, is_approved=False)
    told = "Approve or remove what was added to “Cold starts”"
    chair = workshop.memberships.get().user
    editor = make_member(workshop, Membership.Role.PUBLICATIONS).user

    for person, path in ((chair, f"/{workshop.slug}/chair/"), (chair, "/me/"), (editor, "/me/")):
        client.force_login(person)
        text = page(client, path)
        assert text.count(told) == 1
        assert waiting.form_address in text


# --- what is left of files ---


def test_files_of_no_material_go_after_two_days(slot):
    kept, removed = make_file(slot), make_file(slot)
    removed.delete()
    now = timezone.now()

    early = remove_orphans(now + timedelta(days=1))
    late = remove_orphans(now + timedelta(days=3))

    assert early == 0
    assert late >= 1
    assert default_storage.exists(kept.file.name)
    assert not default_storage.exists(removed.file.name)
    assert not default_storage.exists(removed.file.name.rpartition("/")[0])
